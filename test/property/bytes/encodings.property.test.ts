import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase32, encodeBase32 } from "../../../lib/bytes/base32.ts";
import { decodeBase64url, encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";
import { decodePlainBase64url, encodePlainBase64url } from "../../../lib/bytes/plain-base64url.ts";
import { decodeUtf8, encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { orNull } from "./refusal.ts";

const bytes = fc.uint8Array({ maxLength: 200 });

const codecs = [
  { name: "base32", encode: encodeBase32, decode: decodeBase32 },
  { name: "base64url", encode: encodeBase64url, decode: decodeBase64url },
  { name: "hexadecimal", encode: encodeHex, decode: decodeHex },
];

describe.each(codecs)("$name", ({ encode, decode }) => {
  it("reads back whatever it writes", () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(decode(encode(value))).toEqual(value);
      }),
    );
  });

  it("reads any text or throws a WaykeyError", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const read = orNull(() => decode(text));
        // What is read has one spelling only, but for the case of hexadecimal digits.
        const spelling = text.toLowerCase();
        expect(read === null ? spelling : encode(read).toLowerCase()).toBe(spelling);
      }),
    );
  });
});

describe("other implementations", () => {
  it("agree on base64url and hexadecimal", () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(encodeBase64url(value)).toBe(Buffer.from(value).toString("base64url"));
        expect(encodePlainBase64url(value)).toBe(encodeBase64url(value));
        expect(decodePlainBase64url(encodeBase64url(value))).toEqual(value);
        expect(encodeHex(value)).toBe(Buffer.from(value).toString("hex"));
      }),
    );
  });
});

describe("UTF-8", () => {
  it("reads back every well-formed text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(text.toWellFormed());
      }),
    );
  });

  it("reads any bytes or throws a WaykeyError", () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const read = orNull(() => decodeUtf8(value), "encoding/utf8");
        expect(read === null ? value : encodeUtf8(read)).toEqual(value);
      }),
    );
  });
});
