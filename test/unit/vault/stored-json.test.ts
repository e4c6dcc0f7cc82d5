import { describe, expect, it } from "vitest";
import { encodeStored, isSameStored } from "../../../lib/vault/stored-json.ts";

describe("encodeStored", () => {
  it.each([
    [{ a: [1, "b", null, true] }, '{"a":[1,"b",null,true]}'],
    [{ nonce: Uint8Array.of(1, 2, 255) }, '{"nonce":{"$bytes":"AQL_"}}'],
    [[Number.NaN, Number.POSITIVE_INFINITY], '[{"$number":"NaN"},{"$number":"Infinity"}]'],
    [10n, '{"$number":"10"}'],
    [undefined, '{"$opaque":"undefined"}'],
  ])("writes %o", (value, text) => {
    expect(encodeStored(value)).toBe(text);
  });

  it("has something to say of what has no JSON", () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(encodeStored(loop)).toBe('{"$opaque":"object"}');
    let deep: unknown = null;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(encodeStored(deep)).toMatch(/^(\[|\{"\$opaque")/);
  });

  it("tells stored data apart", () => {
    const row = { id: "a", bytes: Uint8Array.of(1) };
    expect(isSameStored(row, structuredClone(row))).toBe(true);
    expect(isSameStored(row, { ...row, bytes: Uint8Array.of(2) })).toBe(false);
    expect(isSameStored(undefined, null)).toBe(false);
  });
});
