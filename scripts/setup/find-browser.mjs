// Looks for one browser that is new enough: the place named by Waykey's own variable and no other,
// or else the first that fits of the usual places.

import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { BROWSERS, browserCandidates, parseBrowserVersion } from "./browser-kinds.mjs";
import { pathFolders, runQuietly } from "./command.mjs";
import { SetupFailure } from "./failure.mjs";

/** @typedef {import("./browser-kinds.mjs").BrowserName} BrowserName */
/** @typedef {{ path: string, version: number }} FoundBrowser */

/**
 * On Windows the browsers print no version: it stands in the files beside the program.
 * @param {BrowserName} browser
 * @param {string} path
 * @returns {number | null}
 */
function readVersionBeside(browser, path) {
  const folder = dirname(path);
  if (browser === "firefox") {
    const file = join(folder, "application.ini");
    const match = existsSync(file) ? /^Version=(\d+)\./m.exec(readFileSync(file, "utf8")) : null;
    return match === null ? null : Number(match[1]);
  }
  const versions = readdirSync(folder)
    .filter((name) => /^\d+\.\d+\.\d+\.\d+$/.test(name))
    .map((name) => Number.parseInt(name, 10));
  return versions.length === 0 ? null : Math.max(...versions);
}

/**
 * @param {BrowserName} browser
 * @param {string} path
 * @returns {number | null} its major version; null if it does not run or is another program
 */
function readVersion(browser, path) {
  if (process.platform === "win32") return readVersionBeside(browser, path);
  // Debian's wrapper for Chromium prints noise on stderr: only stdout counts.
  return parseBrowserVersion(
    browser,
    runQuietly(path, ["--version"], { timeoutMs: 30_000 }).stdout,
  );
}

/**
 * @param {BrowserName} browser
 * @param {{ env: import("./command.mjs").Env, also: readonly string[] }} places `also`: where an
 *   earlier run found or put it
 * @returns {{ found: FoundBrowser | null, tooOld: FoundBrowser | null }}
 * @throws {SetupFailure} if Waykey's own variable names something that will not do
 */
export function findBrowser(browser, { env, also }) {
  const { label, oldest, variable } = BROWSERS[browser];
  const named = env[variable] ?? "";
  if (named !== "") {
    const version = existsSync(named) ? readVersion(browser, named) : null;
    if (version !== null && version >= oldest) {
      return { found: { path: named, version }, tooOld: null };
    }
    const what = version === null ? `no ${label}` : `version ${version}`;
    throw new SetupFailure(
      `${variable} names ${named}, which is ${what}; ${oldest} or newer is needed.`,
      `Let it name another one, or unset it to have one looked for.`,
    );
  }

  /** @type {FoundBrowser | null} */
  let tooOld = null;
  const folders = pathFolders(env);
  const asked = new Set();
  for (const path of [
    ...browserCandidates(browser, { platform: process.platform, env, folders }),
    ...also,
  ]) {
    if (!existsSync(path)) continue;
    const real = realpathSync(path);
    if (asked.has(real)) continue;
    asked.add(real);
    const version = readVersion(browser, path);
    if (version === null) continue;
    if (version >= oldest) return { found: { path, version }, tooOld: null };
    tooOld ??= { path, version };
  }
  return { found: null, tooOld };
}
