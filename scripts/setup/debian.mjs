// Installing Debian packages, where that can be done without asking: on Debian, as root.

import { existsSync, readFileSync } from "node:fs";
import { runQuietly, tellingLine } from "./command.mjs";

/** @typedef {import("./command.mjs").Env} Env */

/**
 * @param {string} osRelease the text of /etc/os-release
 * @returns {boolean}
 */
export function isDebian(osRelease) {
  return /^ID="?debian"?$/m.test(osRelease);
}

/** @returns {boolean} whether apt-get can be used here without asking */
export function canInstallDebianPackages() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const file = "/etc/os-release";
  return existsSync(file) && isDebian(readFileSync(file, "utf8"));
}

/**
 * @param {readonly string[]} packages
 * @param {Env} env
 * @returns {string | null} null when they are installed, else apt's own word on why not
 */
export function installDebianPackages(packages, env) {
  const quiet = { env: { ...env, DEBIAN_FRONTEND: "noninteractive" } };
  const lockWait = ["-o", "DPkg::Lock::Timeout=300"];
  const updated = runQuietly("apt-get", [...lockWait, "update", "-qq"], quiet);
  const args = [...lockWait, "install", "-y", "-qq", "--no-install-recommends", ...packages];
  const installed = runQuietly("apt-get", args, quiet);
  if (installed.ok) return null;
  return tellingLine(updated.ok ? installed.output : updated.output);
}
