import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { formatEd25519Pkcs8, formatP256Pkcs8, parsePkcs8 } from "../../../lib/crypto/pkcs8.ts";
import { isWaykeyError } from "../../../lib/errors.ts";
import * as fc from "fast-check";
import { isP256PrivateKey } from "../../../lib/crypto/p256.ts";

describe("parsePkcs8", () => {
  it("gives the scalar of keys that Node makes", () => {
    for (let times = 0; times < 20; times++) {
      const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const der = new Uint8Array(privateKey.export({ type: "pkcs8", format: "der" }));
      const { d } = privateKey.export({ format: "jwk" });
      expect(encodeBase64url(parsePkcs8(der).privateKey)).toBe(d);
    }
  });

  it("gives a key of which any byte was changed or cut as refused or as another valid one", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const der = new Uint8Array(privateKey.export({ type: "pkcs8", format: "der" }));
    const whole = encodeBase64url(parsePkcs8(der).privateKey);
    for (let at = 0; at < der.length; at++) {
      const changed = der.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      for (const bytes of [changed, der.slice(0, at)]) {
        try {
          // A version's number, or a public key that is no longer marked as one, changes no key.
          expect(encodeBase64url(parsePkcs8(bytes).privateKey)).toBe(whole);
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
        expect(parsePkcs8(der)).toEqual({ algorithm: -7, privateKey: key });
      }),
      { numRuns: 30 },
    );
  });

  it("on Ed25519 is read by OpenSSL and by Waykey as the same", () => {
    fc.assert(
      fc.property(bytes32, (seed) => {
        const der = formatEd25519Pkcs8(seed);
        expect(openssl(der)).toMatchObject({
          crv: "Ed25519",
          d: Buffer.from(seed).toString("base64url"),
        });
        expect(parsePkcs8(der)).toEqual({ algorithm: -8, privateKey: seed });
      }),
      { numRuns: 30 },
    );
  });

  it("on Ed25519 is the seed of the example of RFC 8410 §10.3 with its public key, and of no other", () => {
    const example = Buffer.from(
      "MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhCoB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
      "base64",
    );
    const { algorithm, privateKey } = parsePkcs8(new Uint8Array(example));
    expect(algorithm).toBe(-8);
    expect(Buffer.from(privateKey).toString("hex")).toMatch(/^d4ee72db/);
    example[example.length - 1] = (example.at(-1) ?? 0) ^ 1;
    expect(() => parsePkcs8(new Uint8Array(example))).toThrow(
      expect.objectContaining({ code: "entry/passkey-key" }),
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
