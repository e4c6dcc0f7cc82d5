import { createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { p256PublicKey } from "../../../lib/crypto/p256.ts";
import { encodeSpki } from "../../../lib/webauthn/spki.ts";

describe("encodeSpki", () => {
  it.each([1, 2, 77, 200])("writes the key of scalar %d·(1+256+…) as Node does", (byte) => {
    const { x, y } = p256PublicKey(new Uint8Array(32).fill(byte));
    const jwk = { kty: "EC", crv: "P-256", x: encodeBase64url(x), y: encodeBase64url(y) };
    const expected = createPublicKey({ key: jwk, format: "jwk" });
    const spki = encodeSpki({ x, y });
    expect(spki).toHaveLength(91);
    expect(Buffer.from(spki)).toEqual(expected.export({ type: "spki", format: "der" }));
  });
});
