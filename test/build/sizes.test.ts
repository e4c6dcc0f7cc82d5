// What the built scripts weigh on pages and in the popup, gzipped, so that nothing heavy comes in unseen.

import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

/** In bytes, gzipped at the strongest level. */
const MOST_IN_PAGES: Readonly<Record<string, number>> = {
  "content-scripts/page.js": 6000,
  "content-scripts/bridge.js": 12_000,
};
/** `all`: with the screens that come in idle time, and the pieces of them that other pages share. */
const MOST_IN_POPUP = { atOnce: 42_000, all: 60_000 };

const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+\.js)["'`]/g;
const ANY_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*["'`](\.[^"'`]+\.js)["'`]/g;

/** The scripts of a page of the extension, and those that they import, by `imports`. */
function scriptsOf(read: (file: string) => string, page: string, imports: RegExp): string[] {
  const found = new Set(
    [...read(page).matchAll(/ src="\/([^"]+\.js)"/g)].map(([, file = ""]) => file),
  );
  for (const file of found) {
    for (const [, path = ""] of read(file).matchAll(imports)) {
      found.add(posix.join(posix.dirname(file), path));
    }
  }
  return [...found];
}

describe.each(["chrome-mv3", "firefox-mv3"])("the build in %s", (folder) => {
  const read = (file: string) => readFileSync(`.output/${folder}/${file}`, "utf8");
  const weigh = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);

  it.each(Object.entries(MOST_IN_PAGES))("has in %s at most %i bytes", (file, most) => {
    expect(weigh([file])).toBeLessThanOrEqual(most);
  });

  it("opens the popup with little, and has few bytes more for its screens behind the first", () => {
    const atOnce = scriptsOf(read, "popup.html", STATIC_IMPORT);
    const all = scriptsOf(read, "popup.html", ANY_IMPORT);
    expect(atOnce.length).toBeGreaterThan(1);
    expect(all.length).toBeGreaterThan(atOnce.length);
    expect(weigh(atOnce)).toBeLessThanOrEqual(MOST_IN_POPUP.atOnce);
    expect(weigh(all)).toBeLessThanOrEqual(MOST_IN_POPUP.all);
  });
});
