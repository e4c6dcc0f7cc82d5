import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { parseP256Pkcs8 } from "../../../lib/crypto/pkcs8.ts";
import { isWaykeyError } from "../../../lib/errors.ts";

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
