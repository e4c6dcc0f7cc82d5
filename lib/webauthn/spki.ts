// SubjectPublicKeyInfo of a passkey's public key, for `getPublicKey()` (WebAuthn §5.2.1.1): P-256
// (RFC 5480 §2) and Ed25519 (RFC 8410 §4).

import { type Bytes, concatBytes } from "../bytes/bytes.ts";
import { decodeHex } from "../bytes/hex.ts";
import type { P256PublicKey } from "../crypto/p256.ts";

// SEQUENCE { SEQUENCE { id-ecPublicKey, secp256r1 }, BIT STRING { 04 (uncompressed) … } }
const P256_PREFIX = decodeHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
// SEQUENCE { SEQUENCE { id-Ed25519 }, BIT STRING { … } }
const ED25519_PREFIX = decodeHex("302a300506032b6570032100");

/** 91 bytes of DER. */
export function encodeP256Spki({ x, y }: P256PublicKey): Bytes {
  return concatBytes(P256_PREFIX, x, y);
}

/** @param publicKey 32 bytes @returns 44 bytes of DER */
export function encodeEd25519Spki(publicKey: Uint8Array): Bytes {
  return concatBytes(ED25519_PREFIX, publicKey);
}
