import { describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";

describe("hexadecimal", () => {
  it("is written in lower case", () => {
    expect(encodeHex(Uint8Array.of(0, 0xab, 0xff))).toBe("00abff");
  });

  it("is read in either case", () => {
    expect(decodeHex("00aBfF")).toEqual(Uint8Array.of(0, 0xab, 0xff));
    expect(decodeHex("")).toEqual(new Uint8Array(0));
  });

  it.each(["0", "0g", "0x00", " 00", "00 "])("refuses %j", (text) => {
    expect(() => decodeHex(text)).toThrow(expect.objectContaining({ code: "encoding/hex" }));
  });
});
