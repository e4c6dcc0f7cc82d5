import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { codeNow } from "../../../lib/otp/code-now.ts";
import type { OtpParameters } from "../../../lib/otp/parameters.ts";
import { steamAt } from "../../../lib/otp/steam.ts";
import { totpAt } from "../../../lib/otp/totp.ts";

const totp: OtpParameters = {
  type: "totp",
  issuer: "",
  label: "",
  secret: encodeUtf8("12345678901234567890"),
  algorithm: "SHA1",
  digits: 6,
  periodSeconds: 30,
  counter: 0,
};

describe("codeNow", () => {
  it("goes by the time for TOTP and Steam", () => {
    expect(codeNow(totp, 59_000)).toEqual(totpAt(totp, 59_000));
    const steam: OtpParameters = { ...totp, type: "steam", digits: 5 };
    expect(codeNow(steam, 59_000)).toEqual(steamAt(totp, 59_000));
  });

  it("goes by the counter for HOTP, whatever the time, and names no next code", () => {
    const hotp: OtpParameters = { ...totp, type: "hotp", counter: 9 };
    const expected = { code: "520489", expiresAt: null, nextCode: null };
    expect(codeNow(hotp, 0)).toEqual(expected);
    expect(codeNow(hotp, 4e12)).toEqual(expected);
  });
});
