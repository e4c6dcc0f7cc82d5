// Reads every file of the built extensions: no code made from text, no address but those that are
// names, and no script that a page of the extension would fetch from elsewhere.

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Code from text; `Function(` of any spelling, timers with a string, and scripts loaded by address. */
const CODE_FROM_TEXT =
  /\beval\s*\(|\bnew\s+Function\b|(?<![\w$.])Function\s*\(|\bset(?:Timeout|Interval)\(\s*["'`]|\bimportScripts\s*\(/;

const ADDRESS = /\b(?:https?|wss?|ftp):\/\/[^\s"'`)]+/g;

/** Match patterns of Headway's hosts, links to it, and XML namespaces, which are names and are never fetched. */
const NAMES = [
  "https://headway.co/*",
  "https://*.headway.co/*",
  "https://help.headway.co/*",
  "https://headway.co/",
  "https://sigmund.headway.co/",
  "https://help.headway.co/",
  "http://www.w3.org/1998/Math/MathML",
  "http://www.w3.org/1999/xhtml",
  "http://www.w3.org/2000/svg",
];

/** A template that begins with its value, as where a passkey's site is written into an export: it names no server. */
const TEMPLATE = /: https:\/\/\$\{\w+\}$/;

describe.each(["chrome-mv3", "firefox-mv3"])("the build in %s", (folder) => {
  const files = globSync(`.output/${folder}/**/*.{js,html,css,svg}`);
  const texts = files.map((file) => ({ file, text: readFileSync(file, "utf8") }));

  it("has scripts, pages and styles", () => {
    for (const ending of [".js", ".html", ".css"]) {
      expect(files.some((file) => file.endsWith(ending))).toBe(true);
    }
  });

  it("makes no code from text", () => {
    const guilty = texts.flatMap(({ file, text }) => {
      const found = CODE_FROM_TEXT.exec(text);
      return found === null ? [] : [`${file}: ${text.slice(found.index - 40, found.index + 40)}`];
    });
    expect(guilty).toEqual([]);
  });

  it("names no address from which anything could be fetched", () => {
    const foreign = texts.flatMap(({ file, text }) =>
      [...text.matchAll(ADDRESS)]
        .map(([address]) => `${file}: ${address}`)
        .filter((line) => !NAMES.some((name) => line.endsWith(`: ${name}`)))
        .filter((line) => !TEMPLATE.test(line)),
    );
    expect(foreign).toEqual([]);
  });

  it("has a worker in ASCII alone", () => {
    const worker = readFileSync(`.output/${folder}/background.js`);
    expect(worker.findIndex((byte) => byte > 0x7f)).toBe(-1);
  });

  it("has no source map and no file of an unknown kind", () => {
    const all = globSync(`.output/${folder}/**/*.*`);
    expect(all.filter((file) => !/\.(js|html|css|svg|png|webp|wasm|json)$/.test(file))).toEqual([]);
  });
});

describe("the search for code from text", () => {
  it.each([
    'eval("1")',
    "new Function('return 1')",
    "Function('return 1')()",
    'setTimeout("x()", 1)',
    "importScripts(url)",
  ])("would find %s", (source) => expect(source).toMatch(CODE_FROM_TEXT));

  it.each(["x.evaluate()", "isFunction(x)", "setTimeout(x, 1)"])("does not find %s", (source) =>
    expect(source).not.toMatch(CODE_FROM_TEXT),
  );
});
