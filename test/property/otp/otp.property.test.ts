import { HOTP, Secret, TOTP } from "otpauth";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyBytes } from "../../../lib/bytes/bytes.ts";
import { codeNow } from "../../../lib/otp/code-now.ts";
import { hotpAt } from "../../../lib/otp/hotp.ts";
import { formatOtpauthUri, parseOtpauthUri, parseOtpInput } from "../../../lib/otp/otpauth-uri.ts";
import { OTP_ALGORITHMS, type OtpParameters } from "../../../lib/otp/parameters.ts";
import { formatSecret, parseSecret } from "../../../lib/otp/secret.ts";
import { totpAt } from "../../../lib/otp/totp.ts";
import { orNull } from "../bytes/refusal.ts";

const secret = fc.uint8Array({ minLength: 1, maxLength: 100 }).map(copyBytes);

/** Names as people have them: no percent sign, no edge of white space, nothing invisible. */
const name = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .filter((text) => text.trim() === text && !/[%\p{Cc}\p{Cf}\u2028\u2029]/u.test(text));

const anyForm = {
  issuer: name,
  label: name,
  secret,
  algorithm: fc.constantFrom(...OTP_ALGORITHMS),
  digits: fc.integer({ min: 5, max: 10 }),
  periodSeconds: fc.constant(30),
  counter: fc.constant(0),
};

const totp: fc.Arbitrary<OtpParameters> = fc.record({
  ...anyForm,
  type: fc.constant("totp"),
  periodSeconds: fc.integer({ min: 1, max: 86_400 }),
});
const hotp: fc.Arbitrary<OtpParameters> = fc.record({
  ...anyForm,
  type: fc.constant("hotp"),
  counter: fc.oneof(fc.nat({ max: 10 }), fc.maxSafeNat()),
});
const steam: fc.Arbitrary<OtpParameters> = fc.record({
  ...anyForm,
  type: fc.constant("steam"),
  algorithm: fc.constant("SHA1"),
  digits: fc.constant(5),
});

const parameters = fc.oneof(totp, hotp, steam);

describe("totpAt", () => {
  it("agrees with the otpauth package", () => {
    fc.assert(
      fc.property(totp, fc.nat({ max: 4_102_444_800_000 }), (entry, now) => {
        const oracle = new TOTP({
          secret: new Secret({ buffer: entry.secret.buffer }),
          algorithm: entry.algorithm,
          digits: entry.digits,
          period: entry.periodSeconds,
        });
        const { code, expiresAt, nextCode } = totpAt(entry, now);
        expect(code).toBe(oracle.generate({ timestamp: now }));
        expect(nextCode).toBe(oracle.generate({ timestamp: expiresAt }));
        expect(expiresAt - now).toBe(oracle.remaining({ timestamp: now }));
      }),
    );
  });
});

describe("hotpAt", () => {
  it("agrees with the otpauth package", () => {
    fc.assert(
      fc.property(hotp, (entry) => {
        const oracle = new HOTP({
          secret: new Secret({ buffer: entry.secret.buffer }),
          algorithm: entry.algorithm,
          digits: entry.digits,
        });
        expect(hotpAt(entry, entry.counter)).toBe(oracle.generate({ counter: entry.counter }));
      }),
    );
  });
});

describe("a secret", () => {
  it("is read back as it is shown", () => {
    fc.assert(
      fc.property(secret, (bytes) => {
        expect(parseSecret(formatSecret(bytes))).toEqual(bytes);
        expect(parseSecret(formatSecret(bytes).toLowerCase().replaceAll(" ", "-"))).toEqual(bytes);
      }),
    );
  });
});

describe("an otpauth link", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(parameters, (entry) => {
        // Without an issuer, a colon in the account name cannot be told from the one that divides.
        fc.pre(entry.issuer !== "" || !entry.label.includes(":"));
        expect(parseOtpauthUri(formatOtpauthUri(entry))).toEqual(entry);
      }),
    );
  });
});

describe("parsing", () => {
  const anything = fc.string({ unit: "binary", maxLength: 300 });
  const nearly = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "otpauth://",
          "totp",
          "hotp",
          "steam",
          "steam://",
          "counter=1",
          "/",
          "?",
          "&",
          "=",
          ":",
          "%3A",
          "%",
          "secret",
        ),
        fc.constantFrom("issuer", "algorithm", "SHA1", "digits", "period", "JBSW", "#", "%ff", "+"),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join(""));

  it("throws nothing but a WaykeyError, and what it takes is within bounds", () => {
    fc.assert(
      fc.property(fc.oneof(anything, nearly), (text) => {
        for (const parse of [parseOtpauthUri, parseOtpInput]) {
          const entry = orNull(() => parse(text));
          const code = entry === null ? undefined : codeNow(entry, 0).code;
          expect(code?.length).toBe(entry?.digits);
        }
      }),
      { numRuns: 500 },
    );
  });
});
