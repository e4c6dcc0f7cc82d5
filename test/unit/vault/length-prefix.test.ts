import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../lib/bytes/hex.ts";
import { encodeFields } from "../../../lib/vault/length-prefix.ts";

describe("encodeFields", () => {
  it("writes each field's length and then its bytes", () => {
    expect(encodeHex(encodeFields("ab", 258, Uint8Array.of(9)))).toBe(
      "00000002 6162 00000008 0000000000000102 00000001 09".replaceAll(" ", ""),
    );
    expect(encodeHex(encodeFields())).toBe("");
    expect(encodeHex(encodeFields(""))).toBe("00000000");
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
