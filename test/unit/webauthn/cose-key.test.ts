import { decodeCBOR } from "@levischuck/tiny-cbor";
import { describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";
import { p256PublicKey } from "../../../lib/crypto/p256.ts";
import { encodeCoseKey } from "../../../lib/webauthn/cose-key.ts";
import { SPEC_EXAMPLES } from "../../vectors/webauthn-level-3.ts";

describe("encodeCoseKey", () => {
  it.each(SPEC_EXAMPLES)("writes the key of $name as published", (example) => {
    const key = encodeHex(encodeCoseKey(p256PublicKey(decodeHex(example.privateKey))));
    expect(key).toHaveLength(2 * 77);
    expect(example.registration.attestationObject.endsWith(key)).toBe(true);
  });

  it("is the map that RFC 9053 asks for", () => {
    const { x, y } = p256PublicKey(new Uint8Array(32).fill(1));
    const expected = new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, x], [-3, y]]); // prettier-ignore
    expect(decodeCBOR(encodeCoseKey({ x, y }))).toEqual(expected);
  });
});
