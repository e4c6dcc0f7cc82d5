import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { decodeHex } from "../../../lib/bytes/hex.ts";
import { createPrfSecrets, evaluatePrf } from "../../../lib/webauthn/prf.ts";
import { PRF_EXAMPLE } from "../../vectors/webauthn-level-3.ts";
import { random } from "./ceremony-fixtures.ts";

const published = (hex: string) => encodeBase64url(decodeHex(hex));

describe("evaluatePrf", () => {
  it("computes the specification's example", () => {
    const secrets = {
      verified: decodeHex(PRF_EXAMPLE.secret),
      unverified: new Uint8Array(32),
    };
    const first = decodeHex(PRF_EXAMPLE.first);
    const second = decodeHex(PRF_EXAMPLE.second);
    expect(evaluatePrf(secrets, { first, second })).toEqual({
      first: published(PRF_EXAMPLE.resultFirst),
      second: published(PRF_EXAMPLE.resultSecond),
    });
    expect(evaluatePrf(secrets, { first, second: null })).toEqual({
      first: published(PRF_EXAMPLE.resultFirst),
    });
  });

  it.each([0, 1, 31, 32, 64, 1000])(
    "agrees with node:crypto for an input of %d bytes",
    (length) => {
      const secrets = createPrfSecrets(random);
      const input = random(length);
      const salt = createHash("sha256").update("WebAuthn PRF\0").update(input).digest();
      const expected = createHmac("sha256", secrets.verified).update(salt).digest("base64url");
      expect(evaluatePrf(secrets, { first: input, second: null }).first).toBe(expected);
    },
  );
});

describe("createPrfSecrets", () => {
  it("draws two secrets of 32 bytes", () => {
    const { verified, unverified } = createPrfSecrets(random);
    expect([verified.length, unverified.length]).toEqual([32, 32]);
    expect(verified).not.toEqual(unverified);
  });
});
