import { describe, expect, it } from "vitest";
import { decodeUtf8, encodeUtf8, encodeUtf8Into } from "../../../lib/bytes/utf8.ts";

describe("UTF-8", () => {
  // RFC 3629 §7.
  it.each([
    ["A≢Α.", [0x41, 0xe2, 0x89, 0xa2, 0xce, 0x91, 0x2e]],
    ["日本語", [0xe6, 0x97, 0xa5, 0xe6, 0x9c, 0xac, 0xe8, 0xaa, 0x9e]],
    ["\u{233b4}", [0xf0, 0xa3, 0x8e, 0xb4]],
    ["\ufeffx", [0xef, 0xbb, 0xbf, 0x78]],
  ])("writes %j and reads it back, byte order mark included", (text, bytes) => {
    expect([...encodeUtf8(text)]).toEqual(bytes);
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe(text);
  });

  it("turns a lone surrogate into the replacement character", () => {
    expect([...encodeUtf8("\ud800")]).toEqual([0xef, 0xbf, 0xbd]);
  });

  it("is written into bytes that are there, if there is room for all of it", () => {
    const bytes = new Uint8Array(4);
    expect(encodeUtf8Into("aä", bytes)).toBe(3);
    expect([...bytes]).toEqual([0x61, 0xc3, 0xa4, 0]);
    expect(encodeUtf8Into("日a", bytes)).toBe(4);
    expect(encodeUtf8Into("日ä", bytes)).toBeNull();
  });

  it.each([
    ["an overlong form", [0xc0, 0x80]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["a cut sequence", [0xe2, 0x89]],
    ["a stray continuation byte", [0x80]],
    ["a code point above U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
  ])("refuses %s", (_what, bytes) => {
    expect(() => decodeUtf8(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ code: "encoding/utf8" }),
    );
  });
});
