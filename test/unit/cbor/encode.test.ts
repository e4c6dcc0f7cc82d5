import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { decodeCBOR } from "@levischuck/tiny-cbor";
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../lib/bytes/hex.ts";
import { type CborMap, type CborValue, encodeCbor } from "../../../lib/cbor/encode.ts";

// RFC 8949 Appendix A, the rows of the types that are written.
const RFC_8949: readonly (readonly [CborValue, string])[] = [
  [0, "00"],
  [1, "01"],
  [10, "0a"],
  [23, "17"],
  [24, "1818"],
  [25, "1819"],
  [100, "1864"],
  [1000, "1903e8"],
  [1_000_000, "1a000f4240"],
  [1_000_000_000_000, "1b000000e8d4a51000"],
  [-1, "20"],
  [-10, "29"],
  [-100, "3863"],
  [-1000, "3903e7"],
  [false, "f4"],
  [true, "f5"],
  [Uint8Array.of(), "40"],
  [Uint8Array.of(1, 2, 3, 4), "4401020304"],
  ["", "60"],
  ["a", "6161"],
  ["IETF", "6449455446"],
  ['"\\', "62225c"],
  ["ü", "62c3bc"],
  ["水", "63e6b0b4"],
  ["\u{10151}", "64f0908591"],
  [new Map(), "a0"],
];

// Worked out by hand from RFC 8949 §3: where the length of the head changes.
const HEADS: readonly (readonly [CborValue, string])[] = [
  [255, "18ff"],
  [256, "190100"],
  [65_535, "19ffff"],
  [65_536, "1a00010000"],
  [4_294_967_295, "1affffffff"],
  [4_294_967_296, "1b0000000100000000"],
  [Number.MAX_SAFE_INTEGER, "1b001fffffffffffff"],
  [-24, "37"],
  [-25, "3818"],
  [-256, "38ff"],
  [-257, "390100"],
  [-65_536, "39ffff"],
  [-65_537, "3a00010000"],
  [-2_147_483_648, "3a7fffffff"],
  [-2_147_483_649, "3a80000000"],
  [-4_294_967_296, "3affffffff"],
  [-4_294_967_297, "3b0000000100000000"],
  [-Number.MAX_SAFE_INTEGER, "3b001ffffffffffffe"],
  [-0, "00"],
];

describe("encodeCbor", () => {
  it.each(RFC_8949)("writes the RFC's example %j as %s", (value, hex) => {
    expect(encodeHex(encodeCbor(value))).toBe(hex);
  });

  it.each(HEADS)("writes %j with the shortest head", (value, hex) => {
    expect(encodeHex(encodeCbor(value))).toBe(hex);
  });

  it.each([0, 23, 24, 255, 256, 65_535, 65_536])(
    "writes strings of %d bytes definitely",
    (size) => {
      const bytes = new Uint8Array(size).fill(7);
      const text = "x".repeat(size);
      expect(decodeCBOR(encodeCbor(bytes))).toEqual(bytes);
      expect(decodeCBOR(encodeCbor(text))).toBe(text);
    },
  );

  it("puts map keys in CTAP2 order: type, then length, then bytes", () => {
    const map: CborMap = new Map<number | string, CborValue>([
      ["aa", 1],
      ["b", 2],
      [-1, 3],
      [100, 4],
      ["a", 5],
      [-100, 6],
      [10, 7],
      ["", 8],
    ]);
    expect(encodeHex(encodeCbor(map))).toBe("a80a071864042003386306600861610561620262616101");
  });

  it("orders the keys of inner maps too", () => {
    const map: CborMap = new Map([["m", new Map([[2, true], [1, false]])]]); // prettier-ignore
    expect(encodeHex(encodeCbor(map))).toBe("a1616da201f402f5");
  });

  it("writes a view on a longer buffer as the view alone, and a Node Buffer as bytes", () => {
    const view = Uint8Array.of(9, 1, 2, 9).subarray(1, 3);
    expect(encodeHex(encodeCbor(view))).toBe("420102");
    expect(encodeHex(encodeCbor(Buffer.from([1, 2])))).toBe("420102");
  });

  it("leaves earlier results alone", () => {
    const first = encodeCbor("first");
    encodeCbor("other");
    expect(encodeHex(first)).toBe("656669727374");
  });

  it.each([
    ["undefined", undefined],
    ["null", null],
    ["an array", [1]],
    ["a plain object", { a: 1 }],
    ["a bigint", 1n],
    ["ill-formed text", "\ud800"],
    ["an ArrayBuffer", new ArrayBuffer(1)],
    ["undefined inside a map", new Map([[1, undefined]])],
    ["a map key that is bytes", new Map([[Uint8Array.of(1), 1]])],
  ])("refuses %s", (_what, value) => {
    expect(() => encodeCbor(value as CborValue)).toThrow(TypeError);
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    "refuses the number %d",
    (value) => {
      expect(() => encodeCbor(value)).toThrow(RangeError);
    },
  );

  it("uses an encoder that compiles no code at run time", () => {
    const path = createRequire(import.meta.url).resolve("cbor-x/index-no-eval");
    expect(readFileSync(path, "utf8")).not.toMatch(/\bFunction\s*\(|\beval\s*\(/);
  });
});
