import { decodeCBOR } from "@levischuck/tiny-cbor";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../lib/bytes/hex.ts";
import { type CborMap, type CborValue, encodeCbor } from "../../../lib/cbor/encode.ts";

const text = fc.string({ unit: "grapheme", maxLength: 40 });
const key = fc.oneof(fc.integer(), fc.maxSafeInteger(), text);
const { value } = fc.letrec<{ value: CborValue; map: CborMap }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer(),
    fc.maxSafeInteger(),
    fc.boolean(),
    text,
    fc.uint8Array({ maxLength: 300 }),
    tie("map"),
  ),
  map: fc.array(fc.tuple(key, tie("value")), { maxLength: 6 }).map((entries) => new Map(entries)),
}));

/** The independent decoder yields bigints beyond 32 bits. */
function normalised(decoded: unknown): unknown {
  if (typeof decoded === "bigint") return Number(decoded);
  if (!(decoded instanceof Map)) return decoded;
  return new Map([...decoded].map(([k, v]) => [normalised(k), normalised(v)]));
}

describe("encodeCbor", () => {
  it("is read back by an independent decoder", () => {
    fc.assert(
      fc.property(value, (original) => {
        expect(normalised(decodeCBOR(encodeCbor(original)))).toEqual(normalised(original));
      }),
    );
  });

  it("writes the same bytes whatever order a map was filled in", () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 8 }), (keys) => {
        const forward = new Map(keys.map((k) => [k, true]));
        const backward = new Map(keys.toReversed().map((k) => [k, true]));
        expect(encodeHex(encodeCbor(forward))).toBe(encodeHex(encodeCbor(backward)));
      }),
    );
  });
});
