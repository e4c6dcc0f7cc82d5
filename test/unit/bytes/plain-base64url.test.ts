import { describe, expect, it } from "vitest";
import { decodePlainBase64url, encodePlainBase64url } from "../../../lib/bytes/plain-base64url.ts";

const decode = (text: string): number[] => [...decodePlainBase64url(text)];

// RFC 4648 §10, without padding, and the two letters of §5.
const VECTORS: readonly (readonly [string, string])[] = [
  ["", ""],
  ["f", "Zg"],
  ["fo", "Zm8"],
  ["foo", "Zm9v"],
  ["foob", "Zm9vYg"],
  ["fooba", "Zm9vYmE"],
  ["foobar", "Zm9vYmFy"],
  ["\xfb\xff\xbf", "-_-_"],
];

describe("base64url without a library", () => {
  it.each(VECTORS)("knows %j", (plain, text) => {
    const bytes = Uint8Array.from(plain, (character) => character.charCodeAt(0));
    expect(encodePlainBase64url(bytes)).toBe(text);
    expect(decode(text)).toEqual([...bytes]);
  });

  it.each(["A", "AAAAA", "AA==", "A+", "A/", "A A", "A\n", "é", "Zh", "Zm9", "constructor!"])(
    "refuses %j",
    (text) => {
      expect(() => decode(text)).toThrow(TypeError);
    },
  );
});
