import { describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url } from "../../../lib/bytes/base64url.ts";

describe("base64url", () => {
  // RFC 4648 §10 and two bytes that need the URL-safe letters.
  it.each([
    [[], ""],
    [[0x66], "Zg"],
    [[0x66, 0x6f], "Zm8"],
    [[0x66, 0x6f, 0x6f], "Zm9v"],
    [[0xfb, 0xff], "-_8"],
  ])("writes %j as %j and reads it back", (bytes, encoded) => {
    expect(encodeBase64url(Uint8Array.from(bytes))).toBe(encoded);
    expect(decodeBase64url(encoded)).toEqual(Uint8Array.from(bytes));
  });

  it("yields bytes that own their buffer", () => {
    expect(decodeBase64url("Zm9v").buffer.byteLength).toBe(3);
  });

  it.each(["Zg==", "Zm9", "Z", "+/8", "Z g", "Zg\n", "Zé"])("refuses %j", (text) => {
    expect(() => decodeBase64url(text)).toThrow(
      expect.objectContaining({ code: "encoding/base64url" }),
    );
  });
});
