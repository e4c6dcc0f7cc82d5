// Provides the browsers that a task needs: known from an earlier run, found on the machine, installed
// by apt-get, or downloaded by puppeteer into .cache/browsers, in this order.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { BROWSERS } from "./browser-kinds.mjs";
import { isOnPath, runQuietly, tellingLine } from "./command.mjs";
import { canInstallDebianPackages, installDebianPackages } from "./debian.mjs";
import { SetupFailure } from "./failure.mjs";
import { findBrowser } from "./find-browser.mjs";
import { isUnchanged, knownBrowser, readState, writeState } from "./state.mjs";

/** @typedef {import("./browser-kinds.mjs").BrowserName} BrowserName */
/**
 * @typedef {{
 *   root: string,
 *   env: import("./command.mjs").Env,
 *   nodePath: string,
 *   log: (line: string) => void,
 * }} Context
 */

/**
 * A display and a keyboard for the tests of real shortcuts, which are left out without them; and the
 * second opinion on what the oracle suite gathers, which fails without it and says how to get it.
 * @type {readonly { debianPackage: string, isThere: (env: import("./command.mjs").Env) => boolean }[]}
 */
const EXTRAS = [
  { debianPackage: "xvfb", isThere: (env) => isOnPath(env, "Xvfb") },
  { debianPackage: "xdotool", isThere: (env) => isOnPath(env, "xdotool") },
  {
    debianPackage: "python3-fido2",
    isThere: () => existsSync("/usr/lib/python3/dist-packages/fido2/server.py"),
  },
];
const EXTRAS_AGAIN_MS = 24 * 60 * 60 * 1000;

/**
 * @param {BrowserName} browser
 * @param {Context} context
 * @returns {{ path: string | null, reason: string }} the path it was put at, or why it was not
 */
function downloadBrowser(browser, { root, env, nodePath }) {
  const folder = join(root, ".cache", "browsers");
  const cli = join(root, "node_modules", "puppeteer", "lib", "puppeteer", "node", "cli.js");
  const args = [
    cli,
    "browsers",
    "install",
    BROWSERS[browser].puppeteerName,
    "--format",
    "{{path}}",
  ];
  const result = runQuietly(nodePath, args, {
    cwd: root,
    env: { ...env, PUPPETEER_CACHE_DIR: folder },
  });
  if (!result.ok) return { path: null, reason: tellingLine(result.output) };
  const path = result.stdout.trim().split("\n").at(-1) ?? "";
  if (existsSync(path)) return { path, reason: "" };
  return { path: null, reason: "the download left no program" };
}

/**
 * @param {readonly BrowserName[]} missing
 * @param {boolean} withExtras
 * @param {Context} context
 * @returns {string} apt's word on why it failed, or ""
 */
function installFromDebian(missing, withExtras, { env, log }) {
  const needed = missing.map((browser) => BROWSERS[browser].debianPackage);
  const extras = withExtras ? missingExtras(env) : [];
  if (needed.length > 0) needed.push("fonts-dejavu-core");
  const wanted = [...needed, ...extras];
  if (wanted.length === 0) return "";
  log(`installing ${wanted.join(", ")} (apt-get)`);
  const reason = installDebianPackages(wanted, env);
  if (reason === null || needed.length === 0 || extras.length === 0) return reason ?? "";
  return installDebianPackages(needed, env) ?? "";
}

/**
 * @param {import("./command.mjs").Env} env
 * @returns {string[]} the Debian packages of what is not there
 */
function missingExtras(env) {
  return EXTRAS.filter((extra) => !extra.isThere(env)).map((extra) => extra.debianPackage);
}

/**
 * @param {BrowserName} browser
 * @param {import("./find-browser.mjs").FoundBrowser | null} tooOld
 * @param {readonly string[]} reasons
 * @returns {SetupFailure}
 */
function missingBrowser(browser, tooOld, reasons) {
  const { label, oldest, variable } = BROWSERS[browser];
  const seen = tooOld === null ? "was not found" : `is needed, ${tooOld.path} is ${tooOld.version}`;
  const why = reasons.filter((reason) => reason !== "").join("; ");
  return new SetupFailure(
    `${label} ${oldest} or newer ${seen}, and it could not be installed (${why}).`,
    `Install it, or set ${variable} to the path of one.`,
  );
}

/**
 * @param {readonly BrowserName[]} wanted
 * @param {boolean} withExtras whether the optional display and keyboard are of use to the task
 * @param {Context} context
 * @returns {import("./command.mjs").Env} the environment with the browsers' paths in it
 * @throws {SetupFailure} if one cannot be had
 */
export function provideBrowsers(wanted, withExtras, context) {
  const { root, env, log } = context;
  if (wanted.length === 0) return env;
  const state = readState(root);
  const before = JSON.stringify(state);

  /** @type {Partial<Record<BrowserName, import("./find-browser.mjs").FoundBrowser>>} */
  const tooOld = {};
  /** @param {BrowserName} browser @param {readonly string[]} also */
  const look = (browser, also) => {
    const seen = findBrowser(browser, { env, also });
    if (seen.tooOld !== null) tooOld[browser] = seen.tooOld;
    if (seen.found === null) return false;
    state.browsers[browser] = knownBrowser(seen.found.path, seen.found.version);
    return true;
  };

  const unmet = wanted.filter((browser) => {
    const known = state.browsers[browser];
    const { variable, oldest } = BROWSERS[browser];
    const named = env[variable] ?? "";
    const fits = known !== undefined && (named === "" || named === known.path);
    if (fits && known.version >= oldest && isUnchanged(known)) return false;
    delete state.browsers[browser];
    return !look(browser, known === undefined ? [] : [known.path]);
  });

  let aptReason = "apt-get is used only on Debian as root";
  if (canInstallDebianPackages()) {
    const extrasDue = withExtras && Date.now() - state.extrasTriedAt > EXTRAS_AGAIN_MS;
    aptReason = installFromDebian(unmet, extrasDue, context);
    if (extrasDue && missingExtras(env).length > 0) state.extrasTriedAt = Date.now();
  }
  for (const browser of unmet) {
    if (look(browser, [])) continue;
    log(`downloading ${BROWSERS[browser].label}`);
    const { path, reason } = downloadBrowser(browser, context);
    if (path !== null && look(browser, [path])) continue;
    throw missingBrowser(browser, tooOld[browser] ?? null, [aptReason, reason]);
  }

  if (JSON.stringify(state) !== before) writeState(root, state);
  const paths = wanted.map((browser) => [
    BROWSERS[browser].variable,
    state.browsers[browser]?.path,
  ]);
  const found = /** @type {import("./command.mjs").Env} */ (Object.fromEntries(paths));
  return { ...env, ...found };
}
