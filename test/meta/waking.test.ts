// What a waking worker reads before it can answer anything: not what is needed later or seldom.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const WORKER = "entrypoints/background.ts";

/** What a source file imports as it is loaded; types are not. */
function importedAtOnce(file: string, source: string): readonly string[] {
  const { staticImports, staticExports } = parseSync(file, source).module;
  const imported = staticImports
    .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
    .map(({ moduleRequest }) => moduleRequest.value);
  const exported = staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ isType, moduleRequest }) => (isType ? [] : (moduleRequest?.value ?? []))),
  );
  return [...imported, ...exported];
}

/** Source files by their path, packages by their name. */
function loadedWith(entry: string, read: (file: string) => string): ReadonlySet<string> {
  const loaded = new Set([entry]);
  for (const file of loaded) {
    if (!existsSync(file)) continue;
    for (const specifier of importedAtOnce(file, read(file))) {
      loaded.add(specifier.startsWith(".") ? join(dirname(file), specifier) : specifier);
    }
  }
  return loaded;
}

describe("a waking worker", () => {
  const loaded = loadedWith(WORKER, (file) => readFileSync(file, "utf8"));

  it("reads what answers its events", () => {
    expect(loaded).toContain("lib/app/ceremonies.ts");
    expect(loaded).toContain("idb");
  });

  it.each([
    ["curves", /^@noble\/curves/],
    ["CBOR", /^cbor-x/],
    ["the Public Suffix List", /^tldts/],
    ["archives", /^fflate/],
    ["the formats of other programs", /^lib\/exchange\/(?:formats\/read|exports\/(?!export\.ts))/],
  ])("does not read %s", (_what, pattern) => {
    expect([...loaded].filter((each) => pattern.test(each))).toEqual([]);
  });

  it("would be told of one that came in", () => {
    const planted = 'export { x } from "@noble/curves/nist.js"; import type { T } from "tldts";';
    expect(importedAtOnce("a.ts", planted)).toEqual(["@noble/curves/nist.js"]);
  });
});
