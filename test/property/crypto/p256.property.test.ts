import { webcrypto } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes, copyBytes } from "../../../lib/bytes/bytes.ts";
import { createP256PrivateKey, p256PublicKey, signEs256 } from "../../../lib/crypto/p256.ts";

/** r and s of a DER signature as 64 bytes; throws unless the encoding is minimal. */
function derToRaw(der: Uint8Array): Uint8Array<ArrayBuffer> {
  expect(der[0]).toBe(0x30);
  expect(der[1]).toBe(der.length - 2);
  const raw = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    expect(der[at]).toBe(0x02);
    const length = der[at + 1] ?? 0;
    const integer = der.subarray(at + 2, at + 2 + length);
    const first = integer[0] ?? 0;
    expect(first).toBeLessThan(0x80);
    expect(first > 0 || (integer[1] ?? 0) > 0x7f).toBe(true);
    const digits = first === 0 ? integer.subarray(1) : integer;
    raw.set(digits, end - digits.length);
    at += 2 + length;
  }
  expect(at).toBe(der.length);
  return raw;
}

describe("signEs256", () => {
  it("yields minimal DER that WebCrypto verifies, the same each time", async () => {
    const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
    await fc.assert(
      fc.asyncProperty(seed, fc.uint8Array({ maxLength: 500 }), async (bytes, message) => {
        fc.pre(bytes[0] !== 0xff && bytes.some((byte) => byte !== 0));
        const privateKey = createP256PrivateKey(() => copyBytes(bytes));
        const { x, y } = p256PublicKey(privateKey);
        const algorithm = { name: "ECDSA", namedCurve: "P-256" };
        const point = concatBytes(Uint8Array.of(4), x, y);
        const key = await webcrypto.subtle.importKey("raw", point, algorithm, false, ["verify"]);
        const signature = signEs256(privateKey, message);
        expect(signEs256(privateKey, message)).toEqual(signature);
        const verified = await webcrypto.subtle.verify(
          { name: "ECDSA", hash: "SHA-256" },
          key,
          derToRaw(signature),
          copyBytes(message),
        );
        expect(verified).toBe(true);
      }),
    );
  });
});
