import { describe, expect, it } from "vitest";
import { isInstalled, isLocked } from "../../../../scripts/setup/packages.mjs";

const wanted = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/only-mac": { version: "1.0.0", integrity: "sha512-m", optional: true },
  },
};

describe("isInstalled", () => {
  it("is content with all but the optional packages of other platforms", () => {
    expect(
      isInstalled(wanted, { packages: { "node_modules/a": wanted.packages["node_modules/a"] } }),
    ).toBe(true);
  });

  it("sees a missing package", () => {
    expect(isInstalled(wanted, { packages: {} })).toBe(false);
    expect(isInstalled(wanted, {})).toBe(false);
  });

  it("sees another version and another content", () => {
    const other = { version: "1.0.1", integrity: "sha512-a" };
    expect(isInstalled(wanted, { packages: { "node_modules/a": other } })).toBe(false);
    const swapped = { version: "1.0.0", integrity: "sha512-b" };
    expect(isInstalled(wanted, { packages: { "node_modules/a": swapped } })).toBe(false);
  });

  it("sees a package that is no longer wanted", () => {
    const installed = { ...wanted.packages, "node_modules/left-over": { version: "1.0.0" } };
    expect(isInstalled(wanted, { packages: installed })).toBe(false);
  });
});

describe("isLocked", () => {
  const lock = { packages: { "": { dependencies: { a: "1.0.0", b: "2.0.0" } } } };

  it("compares the dependencies of package.json with those the lockfile was made for", () => {
    expect(isLocked({ dependencies: { b: "2.0.0", a: "1.0.0" } }, lock)).toBe(true);
    expect(isLocked({ dependencies: { a: "1.0.0" } }, lock)).toBe(false);
    expect(isLocked({ dependencies: { a: "1.0.0", b: "2.0.1" } }, lock)).toBe(false);
    expect(isLocked({ devDependencies: { a: "1.0.0", b: "2.0.0" } }, lock)).toBe(false);
  });
});
