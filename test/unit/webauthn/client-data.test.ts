import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";
import { decodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { ccdToString, serializeClientData } from "../../../lib/webauthn/client-data.ts";
import { type Origin, parseOrigin } from "../../../lib/webauthn/rp-id.ts";
import {
  NONE_ES256,
  NONE_ES256_CROSS_ORIGIN,
  NONE_ES256_TOP_ORIGIN,
} from "../../vectors/webauthn-level-3.ts";

const origin = parseOrigin("https://example.org");
const topOrigin = parseOrigin("https://example.com");

describe("serializeClientData", () => {
  it("writes the specification's sign-in example byte for byte", () => {
    const challenge = decodeHex(NONE_ES256.assertion.challenge);
    const bytes = serializeClientData({
      type: "webauthn.get",
      challenge,
      origin,
      crossOrigin: false,
    });
    expect(encodeHex(bytes)).toBe(NONE_ES256.assertion.clientDataJSON);
  });

  it("writes the specification's example with a top origin byte for byte", () => {
    const challenge = decodeHex(NONE_ES256_TOP_ORIGIN.registration.challenge);
    const type = "webauthn.create";
    const bytes = serializeClientData({ type, challenge, origin, crossOrigin: true, topOrigin });
    expect(encodeHex(bytes)).toBe(NONE_ES256_TOP_ORIGIN.registration.clientDataJSON);
  });

  it.each([
    [NONE_ES256.registration, "webauthn.create", false, undefined],
    [NONE_ES256_CROSS_ORIGIN.registration, "webauthn.create", true, undefined],
    [NONE_ES256_CROSS_ORIGIN.assertion, "webauthn.get", true, undefined],
    [NONE_ES256_TOP_ORIGIN.assertion, "webauthn.get", true, topOrigin],
  ] as const)(
    "writes the members of an example with extra data (%#)",
    (example, type, cross, top) => {
      const text = decodeUtf8(
        serializeClientData({
          type,
          challenge: decodeHex(example.challenge),
          origin,
          crossOrigin: cross,
          topOrigin: top,
        }),
      );
      const published = decodeUtf8(decodeHex(example.clientDataJSON));
      expect(published.startsWith(`${text.slice(0, -1)},"extraData":`)).toBe(true);
    },
  );

  it("escapes whatever an origin might hold", () => {
    const bytes = serializeClientData({
      type: "webauthn.get",
      challenge: Uint8Array.of(0xfb, 0xff),
      origin: 'a"b\\c\n' as Origin,
      crossOrigin: false,
    });
    expect(decodeUtf8(bytes)).toBe(
      '{"type":"webauthn.get","challenge":"-_8","origin":"a\\"b\\\\c\\u000a","crossOrigin":false}',
    );
    expect(JSON.parse(decodeUtf8(bytes))).toEqual({
      type: "webauthn.get",
      challenge: encodeBase64url(Uint8Array.of(0xfb, 0xff)),
      origin: 'a"b\\c\n',
      crossOrigin: false,
    });
  });
});

describe("ccdToString", () => {
  // Worked out by hand from the algorithm's table.
  it.each([
    ["", '""'],
    [" !#[]", '" !#[]"'],
    ['"', '"\\""'],
    ["\\", '"\\\\"'],
    ["/", '"/"'],
    ["\u0000\u0001\u001f", '"\\u0000\\u0001\\u001f"'],
    ["\b\t\n\f\r", '"\\u0008\\u0009\\u000a\\u000c\\u000d"'],
    ["\u007f\u0080\u2028", '"\u007f\u0080\u2028"'],
    ["ü水\u{1f600}", '"ü水\u{1f600}"'],
    ["\ud800", '"\ud800"'],
  ])("writes %j as %s", (text, expected) => {
    expect(ccdToString(text)).toBe(expected);
  });

  it("turns a lone surrogate into U+FFFD only as bytes", () => {
    const bytes = serializeClientData({
      type: "webauthn.get",
      challenge: new Uint8Array(0),
      origin: "\ud800" as Origin,
      crossOrigin: false,
    });
    expect(encodeHex(bytes)).toContain(encodeHex(new TextEncoder().encode('"\ufffd"')));
  });
});
