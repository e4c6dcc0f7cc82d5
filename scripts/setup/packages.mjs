// Brings node_modules to what package-lock.json says, and does nothing if it is there already. npm
// writes node_modules/.package-lock.json as its last act, so that file tells what is installed.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { runNpm, tellingLine } from "./command.mjs";
import { SetupFailure } from "./failure.mjs";

/**
 * @typedef {{
 *   dependencies?: Record<string, string>,
 *   devDependencies?: Record<string, string>,
 * }} Dependencies
 * @typedef {Dependencies & {
 *   version?: string,
 *   integrity?: string,
 *   optional?: boolean,
 *   devOptional?: boolean,
 * }} Entry
 * @typedef {{ packages?: Record<string, Entry> }} Lockfile
 */

/**
 * Optional packages may be absent: npm leaves out those of other platforms.
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json
 * @returns {boolean} whether what is installed is what is wanted, no more and no less
 */
export function isInstalled(wanted, installed) {
  const wantedPackages = wanted.packages ?? {};
  const installedPackages = installed.packages ?? {};
  const nothingMissing = Object.entries(wantedPackages).every(([path, entry]) => {
    if (path === "") return true;
    const held = installedPackages[path];
    if (held === undefined) return entry.optional === true || entry.devOptional === true;
    return held.version === entry.version && held.integrity === entry.integrity;
  });
  return nothingMissing && Object.keys(installedPackages).every((path) => path in wantedPackages);
}

/**
 * @param {Dependencies} manifest package.json
 * @param {Lockfile} lock package-lock.json
 * @returns {boolean} whether the lockfile was made for these dependencies
 */
export function isLocked(manifest, lock) {
  const { dependencies = {}, devDependencies = {} } = lock.packages?.[""] ?? {};
  return (
    isDeepStrictEqual(manifest.dependencies ?? {}, dependencies) &&
    isDeepStrictEqual(manifest.devDependencies ?? {}, devDependencies)
  );
}

/**
 * @param {string} file
 * @returns {object | null} null if the file is missing or was cut short
 */
function readJson(file) {
  if (!existsSync(file)) return null;
  try {
    return /** @type {object} */ (JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * @param {{
 *   root: string,
 *   env: import("./command.mjs").Env,
 *   nodePath: string,
 *   log: (line: string) => void,
 * }} context
 * @throws {SetupFailure} if npm fails
 */
export function providePackages({ root, env, nodePath, log }) {
  /** @type {Lockfile | null} */
  const wanted = readJson(join(root, "package-lock.json"));
  if (wanted === null) {
    throw new SetupFailure(
      "package-lock.json is missing or damaged.",
      "Restore it with `git checkout package-lock.json` and run again.",
    );
  }
  /** @type {Lockfile | null} */
  const installed = readJson(join(root, "node_modules", ".package-lock.json"));
  const manifest = readJson(join(root, "package.json"));
  if (installed !== null && isInstalled(wanted, installed) && isLocked(manifest ?? {}, wanted))
    return;

  log("installing the packages of package-lock.json (npm ci)");
  const result = runNpm(["ci", "--no-audit", "--no-fund"], { cwd: root, env, nodePath });
  if (result.ok) return;
  const reason = tellingLine(result.output);
  const isNetwork = /network|fetch|registry|E(CONN|NOTFOUND|TIMEDOUT|AI_AGAIN)/i.test(
    result.output,
  );
  throw new SetupFailure(
    `npm ci failed (${reason}).`,
    isNetwork
      ? "Check the network connection and npm's registry setting, then run again."
      : "Run `npm ci` to see the whole error.",
  );
}
