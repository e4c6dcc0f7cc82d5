import { describe, expect, it } from "vitest";
import { addSum, subtractSum } from "../../../lib/vault/sum256.ts";

const bytes = (n: bigint) => new Uint8Array(Buffer.from(n.toString(16).padStart(64, "0"), "hex"));
const MODULUS = 2n ** 256n;

describe("sums modulo 2^256", () => {
  it.each([
    [0n, 0n],
    [1n, 255n],
    [MODULUS - 1n, 1n],
    [MODULUS - 1n, MODULUS - 1n],
    [0xff00ff00ff00n, 0x00ff00ff0100n],
    [1n << 200n, 1n << 255n],
  ])("adds and subtracts %s and %s as integers do", (left, right) => {
    expect(addSum(bytes(left), bytes(right))).toEqual(bytes((left + right) % MODULUS));
    const difference = (left - right + MODULUS) % MODULUS;
    expect(subtractSum(bytes(left), bytes(right))).toEqual(bytes(difference));
  });

  it("takes 32 bytes only", () => {
    expect(() => addSum(new Uint8Array(31), new Uint8Array(32))).toThrow(RangeError);
    expect(() => subtractSum(new Uint8Array(32), new Uint8Array(33))).toThrow(RangeError);
  });
});
