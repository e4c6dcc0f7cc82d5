import { decodeCBOR } from "@levischuck/tiny-cbor";
import { describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";
import { ed25519PublicKey } from "../../../lib/crypto/ed25519.ts";
import { p256PublicKey } from "../../../lib/crypto/p256.ts";
import { encodeEd25519CoseKey, encodeP256CoseKey } from "../../../lib/webauthn/cose-key.ts";
import { SPEC_EXAMPLES } from "../../vectors/webauthn-level-3.ts";

const examples = (algorithm: number) =>
  SPEC_EXAMPLES.filter((example) => example.algorithm === algorithm);

describe("encodeEd25519CoseKey", () => {
  it.each(examples(-8))("writes the key of $name as published", (example) => {
    const key = encodeHex(encodeEd25519CoseKey(ed25519PublicKey(decodeHex(example.privateKey))));
    expect(key).toHaveLength(2 * 42);
    expect(example.registration.authenticatorData.endsWith(key)).toBe(true);
  });

  it("is the map that RFC 9053 asks for", () => {
    const x = ed25519PublicKey(new Uint8Array(32).fill(1));
    const expected = new Map<number, unknown>([[1, 1], [3, -8], [-1, 6], [-2, x]]); // prettier-ignore
    expect(decodeCBOR(encodeEd25519CoseKey(x))).toEqual(expected);
  });
});

describe("encodeP256CoseKey", () => {
  it.each(examples(-7))("writes the key of $name as published", (example) => {
    const key = encodeHex(encodeP256CoseKey(p256PublicKey(decodeHex(example.privateKey))));
    expect(key).toHaveLength(2 * 77);
    expect(example.registration.authenticatorData.endsWith(key)).toBe(true);
  });

  it("is the map that RFC 9053 asks for", () => {
    const { x, y } = p256PublicKey(new Uint8Array(32).fill(1));
    const expected = new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, x], [-3, y]]); // prettier-ignore
    expect(decodeCBOR(encodeP256CoseKey({ x, y }))).toEqual(expected);
  });
});
