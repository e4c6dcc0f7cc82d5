// What earlier runs found out, kept in .cache/bootstrap.json so that a second run need not start a
// browser to ask its version. A lost or damaged file only costs the looking again.

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * `extrasTriedAt`: epoch milliseconds of the last try at the optional packages, 0 for never.
 * @typedef {{ path: string, version: number, mtimeMs: number, size: number }} KnownBrowser
 * @typedef {{ browsers: Record<string, KnownBrowser>, extrasTriedAt: number }} SetupState
 */

/**
 * @param {unknown} input
 * @returns {KnownBrowser | null}
 */
function parseKnownBrowser(input) {
  if (typeof input !== "object" || input === null) return null;
  const { path, version, mtimeMs, size } = /** @type {Record<string, unknown>} */ (input);
  if (typeof path !== "string" || typeof version !== "number") return null;
  if (typeof mtimeMs !== "number" || typeof size !== "number") return null;
  return { path, version, mtimeMs, size };
}

/**
 * @param {string} text
 * @returns {SetupState} empty where the text is not ours
 */
export function parseState(text) {
  /** @type {SetupState} */
  const state = { browsers: {}, extrasTriedAt: 0 };
  /** @type {unknown} */
  let input;
  try {
    input = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return state;
    throw error;
  }
  if (typeof input !== "object" || input === null) return state;
  const { browsers, extrasTriedAt } = /** @type {Record<string, unknown>} */ (input);
  if (typeof extrasTriedAt === "number") state.extrasTriedAt = extrasTriedAt;
  if (typeof browsers !== "object" || browsers === null) return state;
  for (const [name, value] of Object.entries(browsers)) {
    const known = parseKnownBrowser(value);
    if (known !== null) state.browsers[name] = known;
  }
  return state;
}

/**
 * @param {string} root
 * @returns {SetupState}
 */
export function readState(root) {
  const file = join(root, ".cache", "bootstrap.json");
  return parseState(existsSync(file) ? readFileSync(file, "utf8") : "null");
}

/**
 * @param {string} root
 * @param {SetupState} state
 */
export function writeState(root, state) {
  const file = join(root, ".cache", "bootstrap.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(state, null, 2)}\n`);
}

/**
 * @param {string} path
 * @param {number} version
 * @returns {KnownBrowser}
 */
export function knownBrowser(path, version) {
  const { mtimeMs, size } = statSync(path);
  return { path, version, mtimeMs, size };
}

/**
 * @param {KnownBrowser} known
 * @returns {boolean} whether the program is still the one that was asked for its version
 */
export function isUnchanged(known) {
  const stats = statSync(known.path, { throwIfNoEntry: false });
  return stats !== undefined && stats.mtimeMs === known.mtimeMs && stats.size === known.size;
}
