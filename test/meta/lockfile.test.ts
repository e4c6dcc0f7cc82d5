// Holds package-lock.json to what lets a fresh clone install anywhere, from any registry.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { completeLockfile, type Lockfile } from "../../scripts/lockfile/optional-packages.mjs";

describe("package-lock.json", () => {
  const text = readFileSync("package-lock.json", "utf8");

  it("has the optional packages of every platform, or `npm ci` refuses it", () => {
    const { added, unresolved } = completeLockfile(JSON.parse(text) as Lockfile);
    expect(added).toEqual([]);
    expect(unresolved).toEqual([]);
  });

  it("names no registry", () => {
    expect(text).not.toContain('"resolved"');
  });
});
