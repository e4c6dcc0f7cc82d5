// The private key of a passkey in PKCS #8 (RFC 5958), as other programs take it: on P-256 with RFC 5915 inside it and
// its public key, or an Ed25519 seed by RFC 8410. Every length is fixed, so the DER around a key is a constant.

import { type Bytes, concatBytes } from "../bytes/bytes.ts";
import { decodeHex } from "../bytes/hex.ts";
import { p256PublicKey } from "./p256.ts";

/** Version 0, id-ecPublicKey on secp256r1, and in an octet string version 1 and the key's own. */
const P256_PRIVATE = decodeHex(
  "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420",
);
/** A bit string without unused bits, of an uncompressed point. */
const P256_PUBLIC = decodeHex("a14403420004");
/** Version 0, id-Ed25519, and an octet string within one. */
const ED25519_PRIVATE = decodeHex("302e020100300506032b657004220420");
const ED25519_SEED_LENGTH = 32;

/**
 * @param privateKey the scalar, 32 bytes big-endian
 * @throws WaykeyError `webauthn/key` for what is no scalar
 */
export function formatP256Pkcs8(privateKey: Bytes): Bytes {
  const { x, y } = p256PublicKey(privateKey);
  return concatBytes(P256_PRIVATE, privateKey, P256_PUBLIC, x, y);
}

/** @param seed 32 bytes (RFC 8032) */
export function formatEd25519Pkcs8(seed: Bytes): Bytes {
  if (seed.length !== ED25519_SEED_LENGTH) throw new RangeError("seed must be 32 bytes");
  return concatBytes(ED25519_PRIVATE, seed);
}
