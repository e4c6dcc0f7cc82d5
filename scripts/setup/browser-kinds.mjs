// The two browsers Waykey is tried in: the oldest version that will do, the places they are usually
// found in, and how their `--version` reads.

import { posix, win32 } from "node:path";

/** @typedef {import("./command.mjs").Env} Env */
/** @typedef {"chromium" | "firefox"} BrowserName */
/**
 * @typedef {{
 *   label: string,
 *   oldest: number,
 *   variable: string,
 *   otherVariables: readonly string[],
 *   programs: readonly string[],
 *   macApps: readonly string[],
 *   windowsPaths: readonly string[],
 *   versionPattern: RegExp,
 *   debianPackage: string,
 *   puppeteerName: string,
 * }} BrowserKind
 */

/** @type {Readonly<Record<BrowserName, BrowserKind>>} */
export const BROWSERS = {
  chromium: {
    label: "Chromium or Chrome",
    oldest: 127,
    variable: "WAYKEY_CHROMIUM",
    otherVariables: ["PUPPETEER_EXECUTABLE_PATH", "CHROME_PATH"],
    programs: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    macApps: [
      "Chromium.app/Contents/MacOS/Chromium",
      "Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
    windowsPaths: ["Chromium\\Application\\chrome.exe", "Google\\Chrome\\Application\\chrome.exe"],
    versionPattern: /^(?:Chromium|Google Chrome(?: [A-Za-z ]+)?) (\d+)\./m,
    debianPackage: "chromium",
    puppeteerName: "chrome",
  },
  firefox: {
    label: "Firefox",
    oldest: 140,
    variable: "WAYKEY_FIREFOX",
    otherVariables: ["FIREFOX_PATH", "PUPPETEER_EXECUTABLE_PATH"],
    programs: ["firefox", "firefox-esr"],
    macApps: [
      "Firefox.app/Contents/MacOS/firefox",
      "Firefox Developer Edition.app/Contents/MacOS/firefox",
    ],
    windowsPaths: ["Mozilla Firefox\\firefox.exe", "Firefox Developer Edition\\firefox.exe"],
    versionPattern: /^Mozilla Firefox (\d+)\./m,
    debianPackage: "firefox-esr",
    puppeteerName: "firefox@stable",
  },
};

/**
 * @param {BrowserName} browser
 * @param {string} stdout what `--version` printed on stdout
 * @returns {number | null} the major version; null if this is another program's answer
 */
export function parseBrowserVersion(browser, stdout) {
  const match = BROWSERS[browser].versionPattern.exec(stdout);
  return match === null ? null : Number(match[1]);
}

/**
 * Where the browser may be, likeliest first, the binding variable apart.
 * @param {BrowserName} browser
 * @param {{ platform: string, env: Env, folders: readonly string[] }} machine the folders of PATH
 * @returns {string[]}
 */
export function browserCandidates(browser, { platform, env, folders }) {
  const kind = BROWSERS[browser];
  const named = kind.otherVariables.map((name) => env[name] ?? "");
  /** @type {string[]} */
  const usual = [];
  if (platform === "win32") {
    for (const name of ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]) {
      const base = env[name];
      if (base !== undefined)
        usual.push(...kind.windowsPaths.map((path) => win32.join(base, path)));
    }
  } else {
    if (platform === "darwin") {
      const bases = ["/Applications", posix.join(env["HOME"] ?? "/", "Applications")];
      usual.push(...bases.flatMap((base) => kind.macApps.map((app) => posix.join(base, app))));
    }
    const all = [...new Set([...folders, "/usr/bin", "/usr/local/bin"])];
    usual.push(...all.flatMap((dir) => kind.programs.map((name) => posix.join(dir, name))));
  }
  return [...named.filter((path) => path !== ""), ...usual];
}
