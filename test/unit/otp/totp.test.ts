import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import type { OtpParameters } from "../../../lib/otp/parameters.ts";
import { totpAt } from "../../../lib/otp/totp.ts";
import { RFC_6238_CODES, RFC_6238_SECRETS } from "../../vectors/rfc-6238.ts";

const plain: OtpParameters = {
  type: "totp",
  issuer: "",
  label: "",
  secret: encodeUtf8(RFC_6238_SECRETS.SHA1),
  algorithm: "SHA1",
  digits: 6,
  periodSeconds: 30,
  counter: 0,
};

describe("totpAt", () => {
  it.each(RFC_6238_CODES)("at %d s with %s is RFC 6238's %s", (seconds, algorithm, code) => {
    const secret = encodeUtf8(RFC_6238_SECRETS[algorithm]);
    const parameters: OtpParameters = { ...plain, secret, algorithm, digits: 8 };
    expect(totpAt(parameters, seconds * 1000).code).toBe(code);
    // The period starts at a multiple of 30 s; the period before names it as its next one.
    const start = Math.floor(seconds / 30) * 30_000;
    expect(totpAt(parameters, start - 1).nextCode).toBe(code);
  });

  // The RFC's value at 59 s is the 31-bit number 1,094,287,082 in decimal.
  it.each([
    [5, "87082"],
    [6, "287082"],
    [7, "4287082"],
    [8, "94287082"],
    [9, "094287082"],
    [10, "1094287082"],
  ])("gives %d digits with leading zeros", (digits, code) => {
    expect(totpAt({ ...plain, digits }, 59_000).code).toBe(code);
  });

  it("changes exactly when the period ends", () => {
    const before = totpAt(plain, 59_999);
    const after = totpAt(plain, 60_000);
    expect(before.expiresAt).toBe(60_000);
    expect(after.expiresAt).toBe(90_000);
    expect(after.code).toBe(before.nextCode);
    expect(after.code).not.toBe(before.code);
  });

  it.each([1, 7, 60, 86_400])("works with a period of %d s", (periodSeconds) => {
    const now = 1_700_000_000_123;
    const { code, expiresAt } = totpAt({ ...plain, periodSeconds }, now);
    expect(expiresAt).toBeGreaterThan(now);
    expect(expiresAt - now).toBeLessThanOrEqual(periodSeconds * 1000);
    expect(expiresAt % (periodSeconds * 1000)).toBe(0);
    expect(code).toMatch(/^\d{6}$/);
  });

  it.each([1, 10, 15, 20, 64, 65, 1024])("takes a secret of %d bytes", (length) => {
    const secret = new Uint8Array(length).fill(0xa5);
    const oracle = new TOTP({ secret: new Secret({ buffer: secret.buffer }) });
    expect(totpAt({ ...plain, secret }, 1e12).code).toBe(oracle.generate({ timestamp: 1e12 }));
  });

  it.each([
    ["a negative time", plain, -1],
    ["a time that is no number", plain, Number.NaN],
    ["4 digits", { ...plain, digits: 4 }, 0],
    ["11 digits", { ...plain, digits: 11 }, 0],
    ["6.5 digits", { ...plain, digits: 6.5 }, 0],
    ["a period of 0 s", { ...plain, periodSeconds: 0 }, 0],
    ["a period above a day", { ...plain, periodSeconds: 86_401 }, 0],
    ["an empty secret", { ...plain, secret: new Uint8Array(0) }, 0],
    ["a secret above 1,024 bytes", { ...plain, secret: new Uint8Array(1025) }, 0],
  ])("refuses %s", (_what, parameters, epochMs) => {
    expect(() => totpAt(parameters, epochMs)).toThrow(RangeError);
  });
});
