import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../lib/bytes/hex.ts";
import { encodeFields, type Field } from "../../../lib/vault/length-prefix.ts";

function encodeIndependently(field: Field): Buffer {
  const bytes = Buffer.alloc(8);
  if (typeof field === "number") bytes.writeBigUInt64BE(BigInt(field));
  const body = typeof field === "number" ? bytes : Buffer.from(field as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

describe("encodeFields", () => {
  it("writes each field's length and then its bytes", () => {
    expect(encodeHex(encodeFields("ab", 258, Uint8Array.of(9)))).toBe(
      "00000002 6162 00000008 0000000000000102 00000001 09".replaceAll(" ", ""),
    );
    expect(encodeHex(encodeFields())).toBe("");
    expect(encodeHex(encodeFields(""))).toBe("00000000");
  });

  it("is what Node's buffers make of it, whatever the text and the number", () => {
    const field = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({ unit: "binary-ascii", maxLength: 90 }),
      fc.maxSafeNat(),
      fc.uint8Array({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(field, { maxLength: 5 }), (fields) => {
        const expected = Buffer.concat(fields.map(encodeIndependently));
        expect(encodeHex(encodeFields(...fields))).toBe(expected.toString("hex"));
      }),
    );
    // A lone surrogate has no UTF-8 of its own.
    expect(encodeHex(encodeFields("a\ud800"))).toBe("0000000461efbfbd");
  });

  it("tells apart lists that join to the same text", () => {
    const lists = [["ab", "c"], ["a", "bc"], ["abc"], ["", "abc"], ["abc", ""], ["a", "b", "c"]];
    const encoded = lists.map((list) => encodeHex(encodeFields(...list)));
    expect(new Set(encoded).size).toBe(lists.length);
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])("refuses the number %s", (number) => {
    expect(() => encodeFields(number)).toThrow(RangeError);
  });
});
