import { describe, expect, it } from "vitest";
import { decodeBase32, encodeBase32 } from "../../../lib/bytes/base32.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";

// RFC 4648 §10, without the padding.
const RFC_4648: readonly (readonly [string, string])[] = [
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
];

describe("base32", () => {
  it.each(RFC_4648)("writes %j as %j and reads it back", (text, encoded) => {
    expect(encodeBase32(encodeUtf8(text))).toBe(encoded);
    expect(decodeBase32(encoded)).toEqual(encodeUtf8(text));
  });

  it.each([
    ["lower case", "mzxw6"],
    ["padding", "MZXW6==="],
    ["white space", "MZXW 6YQ"],
    ["a digit outside the alphabet", "MZXW1"],
    ["an impossible length", "MZX"],
    ["stray bits", "MZ"],
    ["other scripts", "МУ"],
  ])("refuses %s", (_what, text) => {
    expect(() => decodeBase32(text)).toThrow(
      expect.objectContaining({
        code: "encoding/base32",
        message: expect.not.stringContaining(text) as string,
      }),
    );
  });
});
