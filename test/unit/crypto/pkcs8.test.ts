import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { formatEd25519Pkcs8, formatP256Pkcs8, parseP256Pkcs8 } from "../../../lib/crypto/pkcs8.ts";
import { isWaykeyError } from "../../../lib/errors.ts";
import * as fc from "fast-check";
import { isP256PrivateKey } from "../../../lib/crypto/p256.ts";

describe("parseP256Pkcs8", () => {
  it("gives the scalar of keys that Node makes", () => {
    for (let times = 0; times < 20; times++) {
      const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const der = new Uint8Array(privateKey.export({ type: "pkcs8", format: "der" }));
      const { d } = privateKey.export({ format: "jwk" });
      expect(encodeBase64url(parseP256Pkcs8(der))).toBe(d);
    }
  });

  it("gives a key of which any byte was changed or cut as refused or as another valid one", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const der = new Uint8Array(privateKey.export({ type: "pkcs8", format: "der" }));
    const whole = encodeBase64url(parseP256Pkcs8(der));
    for (let at = 0; at < der.length; at++) {
      const changed = der.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      for (const bytes of [changed, der.slice(0, at)]) {
        try {
          // A version's number, or a public key that is no longer marked as one, changes no key.
          expect(encodeBase64url(parseP256Pkcs8(bytes))).toBe(whole);
        } catch (error) {
          if (!isWaykeyError(error)) throw error;
          expect(error.code).toMatch(/^entry\/passkey-/);
        }
      }
    }
  });
});

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((each) => each.slice());
const openssl = (der: Uint8Array) =>
  createPrivateKey({ key: Buffer.from(der), format: "der", type: "pkcs8" }).export({
    format: "jwk",
  });

describe("a private key as PKCS #8", () => {
  it("on P-256 is read by OpenSSL and by Waykey as the same", () => {
    fc.assert(
      fc.property(bytes32.filter(isP256PrivateKey), (key) => {
        const der = formatP256Pkcs8(key);
        expect(openssl(der)).toMatchObject({
          crv: "P-256",
          d: Buffer.from(key).toString("base64url"),
        });
        expect(parseP256Pkcs8(der)).toEqual(key);
      }),
      { numRuns: 30 },
    );
  });

  it("on Ed25519 is read by OpenSSL as the same, and refused by Waykey as another kind", () => {
    fc.assert(
      fc.property(bytes32, (seed) => {
        const der = formatEd25519Pkcs8(seed);
        expect(openssl(der)).toMatchObject({
          crv: "Ed25519",
          d: Buffer.from(seed).toString("base64url"),
        });
        expect(() => parseP256Pkcs8(der)).toThrow(
          expect.objectContaining({ code: "entry/passkey-kind" }),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("is byte for byte the example of RFC 8410 §10.3", () => {
    const example = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC";
    const seed = Buffer.from(
      "d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842",
      "hex",
    );
    const der = formatEd25519Pkcs8(new Uint8Array(seed));
    expect(Buffer.from(der).toString("base64")).toBe(example);
  });

  it("is refused for what is no key", () => {
    expect(() => formatEd25519Pkcs8(new Uint8Array(31))).toThrow(RangeError);
    expect(() => formatP256Pkcs8(new Uint8Array(32))).toThrow(
      expect.objectContaining({ code: "webauthn/key" }),
    );
  });
});
