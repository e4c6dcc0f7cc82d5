import { HOTP, Secret } from "otpauth";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { hotpAt } from "../../../lib/otp/hotp.ts";
import type { OtpParameters } from "../../../lib/otp/parameters.ts";
import { RFC_4226_CODES, RFC_4226_SECRET } from "../../vectors/rfc-4226.ts";

const plain: Pick<OtpParameters, "secret" | "algorithm" | "digits"> = {
  secret: encodeUtf8(RFC_4226_SECRET),
  algorithm: "SHA1",
  digits: 6,
};

describe("hotpAt", () => {
  it.each(RFC_4226_CODES)("at counter %d is RFC 4226's %d and %s", (counter, truncated, code) => {
    expect(hotpAt(plain, counter)).toBe(code);
    const whole = String(truncated).padStart(10, "0");
    for (const digits of [5, 6, 7, 8, 9, 10]) {
      expect(hotpAt({ ...plain, digits }, counter)).toBe(whole.slice(-digits));
    }
  });

  // By Python's hmac and struct, over the counter as 8 bytes.
  it.each([
    [2 ** 32, "0255999456"],
    [Number.MAX_SAFE_INTEGER, "1841891307"],
  ])("counts to %d", (counter, code) => {
    expect(hotpAt({ ...plain, digits: 10 }, counter)).toBe(code);
  });

  it.each([1, 10, 15, 64, 65, 1024])("takes a secret of %d bytes", (length) => {
    const secret = new Uint8Array(length).fill(0x5a);
    const oracle = new HOTP({ secret: new Secret({ buffer: secret.buffer }) });
    expect(hotpAt({ ...plain, secret }, 77)).toBe(oracle.generate({ counter: 77 }));
  });

  it.each([
    ["a negative counter", plain, -1],
    ["half a counter", plain, 0.5],
    ["a counter of 2^53", plain, 2 ** 53],
    ["a counter that is no number", plain, Number.NaN],
    ["4 digits", { ...plain, digits: 4 }, 0],
    ["11 digits", { ...plain, digits: 11 }, 0],
    ["an empty secret", { ...plain, secret: new Uint8Array(0) }, 0],
    ["a secret above 1,024 bytes", { ...plain, secret: new Uint8Array(1025) }, 0],
  ])("refuses %s", (_what, parameters, counter) => {
    expect(() => hotpAt(parameters, counter)).toThrow(RangeError);
  });
});
