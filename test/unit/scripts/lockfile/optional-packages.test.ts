import { describe, expect, it } from "vitest";
import { completeLockfile, platformOf } from "../../../../scripts/lockfile/optional-packages.mjs";

describe("platformOf", () => {
  // The fields as these packages' own manifests state them on npm.
  it.each([
    ["@esbuild/linux-arm64", { cpu: ["arm64"], os: ["linux"] }],
    ["@esbuild/win32-ia32", { cpu: ["ia32"], os: ["win32"] }],
    ["lightningcss-linux-x64-musl", { cpu: ["x64"], os: ["linux"], libc: ["musl"] }],
    ["lightningcss-linux-x64-gnu", { cpu: ["x64"], os: ["linux"], libc: ["glibc"] }],
    ["@oxlint/binding-linux-arm-gnueabihf", { cpu: ["arm"], os: ["linux"], libc: ["glibc"] }],
    ["@oxlint/binding-win32-x64-msvc", { cpu: ["x64"], os: ["win32"] }],
    ["@oxlint/binding-android-arm-eabi", { cpu: ["arm"], os: ["android"] }],
  ])("reads %s", (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });

  it("reads no platform where the name tells none", () => {
    expect(platformOf("fsevents")).toEqual({});
    expect(platformOf("for-linux")).toEqual({});
  });
});

describe("completeLockfile", () => {
  const tool = {
    version: "1.0.0",
    dev: true,
    optionalDependencies: { "tool-darwin-x64": "1.0.0", "tool-linux-x64-musl": "1.0.0" },
  };

  it("adds what is named by an exact version, in npm's order", () => {
    const { lockfile, added, unresolved } = completeLockfile({
      packages: { "": {}, "node_modules/zebra": { version: "3.0.0" }, "node_modules/tool": tool },
    });
    expect(added).toEqual(["node_modules/tool-darwin-x64", "node_modules/tool-linux-x64-musl"]);
    expect(unresolved).toEqual([]);
    expect(Object.keys(lockfile.packages)).toEqual([
      "",
      "node_modules/tool",
      "node_modules/tool-darwin-x64",
      "node_modules/tool-linux-x64-musl",
      "node_modules/zebra",
    ]);
    expect(lockfile.packages["node_modules/tool-linux-x64-musl"]).toEqual({
      version: "1.0.0",
      dev: true,
      cpu: ["x64"],
      libc: ["musl"],
      optional: true,
      os: ["linux"],
    });
  });

  it("keeps the entries that are there and finds nothing more to add the second time", () => {
    const held = { version: "1.0.0", integrity: "sha512-a", optional: true };
    const once = completeLockfile({
      packages: { "node_modules/tool": tool, "node_modules/tool-darwin-x64": held },
    });
    expect(once.added).toEqual(["node_modules/tool-linux-x64-musl"]);
    expect(once.lockfile.packages["node_modules/tool-darwin-x64"]).toBe(held);
    expect(completeLockfile(once.lockfile).added).toEqual([]);
  });

  it("puts a second version below the package that asks for it", () => {
    const { added } = completeLockfile({
      packages: {
        "node_modules/tool": { optionalDependencies: { "tool-darwin-x64": "2.0.0" } },
        "node_modules/tool-darwin-x64": { version: "1.0.0" },
      },
    });
    expect(added).toEqual(["node_modules/tool/node_modules/tool-darwin-x64"]);
  });

  it("finds a package beside the one that asks and in the folders above it", () => {
    const asks = { optionalDependencies: { "tool-darwin-x64": "2.0.0" } };
    for (const folder of ["node_modules/a/node_modules/tool", "node_modules/a", ""]) {
      const base = folder === "" ? "" : `${folder}/`;
      const packages = {
        "node_modules/tool-darwin-x64": { version: "1.0.0" },
        "node_modules/a/node_modules/tool": asks,
        [`${base}node_modules/tool-darwin-x64`]: { version: "2.0.0" },
      };
      expect(completeLockfile({ packages }).added).toEqual([]);
    }
  });

  it("names what it cannot add: a range, and a name without a platform", () => {
    const { added, unresolved } = completeLockfile({
      packages: {
        "node_modules/tool": {
          optionalDependencies: { "tool-darwin-x64": "^1.0.0", "tool-native": "1.0.0" },
        },
      },
    });
    expect(added).toEqual([]);
    expect(unresolved).toEqual(["tool-darwin-x64@^1.0.0", "tool-native@1.0.0"]);
  });
});
