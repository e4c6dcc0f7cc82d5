import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findBrowser } from "../../../../scripts/setup/find-browser.mjs";
import { isUnchanged, knownBrowser } from "../../../../scripts/setup/state.mjs";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "waykey-browser-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function fakeBrowser(name: string, prints: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho noise >&2\necho "${prints}"\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(process.platform === "win32")("findBrowser", () => {
  it("takes the one that Waykey's variable names", () => {
    const path = fakeBrowser("mine", "Mozilla Firefox 140.1.0esr");
    const { found } = findBrowser("firefox", { env: { WAYKEY_FIREFOX: path }, also: [] });
    expect(found).toEqual({ path, version: 140 });
  });

  it("refuses a named one that is too old, and says which variable names it", () => {
    const path = fakeBrowser("old", "Mozilla Firefox 115.9.0esr");
    expect(() => findBrowser("firefox", { env: { WAYKEY_FIREFOX: path }, also: [] })).toThrow(
      `WAYKEY_FIREFOX names ${path}, which is version 115; 140 or newer is needed.`,
    );
  });

  it("refuses a named one that is another browser or is not there", () => {
    const path = fakeBrowser("other", "Chromium 156.0.1.2");
    expect(() => findBrowser("firefox", { env: { WAYKEY_FIREFOX: path }, also: [] })).toThrow(
      "which is no Firefox",
    );
    const nowhere = join(folder, "nowhere");
    expect(() => findBrowser("firefox", { env: { WAYKEY_FIREFOX: nowhere }, also: [] })).toThrow(
      "which is no Firefox",
    );
  });

  it("passes over one on PATH that is too old for one that is not", () => {
    fakeBrowser("firefox", "Mozilla Firefox 115.0");
    const path = fakeBrowser("firefox-esr", "Mozilla Firefox 140.0esr");
    const { found } = findBrowser("firefox", { env: { PATH: folder }, also: [] });
    expect(found).toEqual({ path, version: 140 });
  });
});

describe.skipIf(process.platform === "win32")("a known browser", () => {
  it("is known until its program changes or goes", () => {
    const path = fakeBrowser("firefox", "Mozilla Firefox 140.0");
    const known = knownBrowser(path, 140);
    expect(isUnchanged(known)).toBe(true);
    writeFileSync(path, "#!/bin/sh\necho updated\n");
    expect(isUnchanged(known)).toBe(false);
    rmSync(path);
    expect(isUnchanged(known)).toBe(false);
  });
});
