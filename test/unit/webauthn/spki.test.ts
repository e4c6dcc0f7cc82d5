import { createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { ed25519PublicKey } from "../../../lib/crypto/ed25519.ts";
import { p256PublicKey } from "../../../lib/crypto/p256.ts";
import { encodeEd25519Spki, encodeP256Spki } from "../../../lib/webauthn/spki.ts";

describe("encodeEd25519Spki", () => {
  it.each([0, 1, 77, 255])("writes the key of seed %d·(1+256+…) as Node does", (byte) => {
    const publicKey = ed25519PublicKey(new Uint8Array(32).fill(byte));
    const jwk = { kty: "OKP", crv: "Ed25519", x: encodeBase64url(publicKey) };
    const expected = createPublicKey({ key: jwk, format: "jwk" });
    const spki = encodeEd25519Spki(publicKey);
    expect(spki).toHaveLength(44);
    expect(Buffer.from(spki)).toEqual(expected.export({ type: "spki", format: "der" }));
  });
});

describe("encodeP256Spki", () => {
  it.each([1, 2, 77, 200])("writes the key of scalar %d·(1+256+…) as Node does", (byte) => {
    const { x, y } = p256PublicKey(new Uint8Array(32).fill(byte));
    const jwk = { kty: "EC", crv: "P-256", x: encodeBase64url(x), y: encodeBase64url(y) };
    const expected = createPublicKey({ key: jwk, format: "jwk" });
    const spki = encodeP256Spki({ x, y });
    expect(spki).toHaveLength(91);
    expect(Buffer.from(spki)).toEqual(expected.export({ type: "spki", format: "der" }));
  });
});
