import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  BROWSERS,
  browserCandidates,
  parseBrowserVersion,
} from "../../../../scripts/setup/browser-kinds.mjs";

describe("parseBrowserVersion", () => {
  it.each([
    ["Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)\n", 156],
    ["Google Chrome 141.0.7390.54 \n", 141],
    ["Google Chrome for Testing 141.0.7390.54\n", 141],
    ["Mozilla Firefox 153.7.0esr\n", null],
    ["Command '/usr/bin/chromium-browser' requires the chromium snap to be installed.\n", null],
    ["", null],
  ])("reads Chromium's %j as %s", (stdout, expected) => {
    expect(parseBrowserVersion("chromium", stdout)).toBe(expected);
  });

  it.each([
    ["Mozilla Firefox 153.7.0esr\n", 153],
    ["Mozilla Firefox 128.0\n", 128],
    ["Chromium 156.0.8078.79\n", null],
  ])("reads Firefox's %j as %s", (stdout, expected) => {
    expect(parseBrowserVersion("firefox", stdout)).toBe(expected);
  });
});

describe("browserCandidates", () => {
  it("looks at the variables of other tools before the usual places", () => {
    const env = { PUPPETEER_EXECUTABLE_PATH: "/opt/c", CHROME_PATH: "/opt/d" };
    const found = browserCandidates("chromium", {
      platform: "linux",
      env,
      folders: ["/home/a/bin"],
    });
    expect(found.slice(0, 3)).toEqual(["/opt/c", "/opt/d", "/home/a/bin/chromium"]);
    expect(found).toContain("/usr/bin/google-chrome");
  });

  it("looks into the application folders of macOS", () => {
    const machine = { platform: "darwin", env: { HOME: "/Users/a" }, folders: [] };
    expect(browserCandidates("firefox", machine)).toEqual(
      expect.arrayContaining([
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        "/Users/a/Applications/Firefox.app/Contents/MacOS/firefox",
      ]),
    );
  });

  it("looks into the program folders of Windows", () => {
    const env = { ProgramFiles: "C:\\Program Files", LOCALAPPDATA: "C:\\Users\\a\\AppData\\Local" };
    const found = browserCandidates("chromium", { platform: "win32", env, folders: [] });
    expect(found).toContain("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");
    expect(found).toContain("C:\\Users\\a\\AppData\\Local\\Chromium\\Application\\chrome.exe");
  });
});

describe("the oldest browsers", () => {
  const config = readFileSync("wxt.config.ts", "utf8");

  it("are those that the manifest allows", () => {
    expect(config).toContain(`minimum_chrome_version: "${BROWSERS.chromium.oldest}"`);
    expect(config).toContain(`strict_min_version: "${BROWSERS.firefox.oldest}.0"`);
  });
});
