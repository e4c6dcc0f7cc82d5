import { describe, expect, it } from "vitest";
import { captureNatives } from "../../../lib/page/capture.ts";
import { decodePlainBase64url, encodePlainBase64url } from "../../../lib/page/plain-base64url.ts";
import { createFakeWindow } from "./fake-window.ts";

const natives = captureNatives(createFakeWindow().window);
const decode = (text: string): number[] => [...new Uint8Array(decodePlainBase64url(natives, text))];

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

describe("base64url in the page's world", () => {
  it.each(VECTORS)("knows %j", (plain, text) => {
    const bytes = Uint8Array.from(plain, (character) => character.charCodeAt(0));
    expect(encodePlainBase64url(bytes, bytes.length)).toBe(text);
    expect(decode(text)).toEqual([...bytes]);
  });

  it.each(["A", "AAAAA", "AA==", "A+", "A/", "A A", "A\n", "é", "Zh", "Zm9", "constructor!"])(
    "refuses %j",
    (text) => {
      expect(() => decode(text)).toThrow(TypeError);
    },
  );
});
