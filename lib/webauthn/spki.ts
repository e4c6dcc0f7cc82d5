// SubjectPublicKeyInfo (RFC 5480 §2) of a P-256 public key, for `getPublicKey()` (WebAuthn §5.2.1.1).

import { type Bytes, concatBytes } from "../bytes/bytes.ts";
import { decodeHex } from "../bytes/hex.ts";
import type { P256PublicKey } from "../crypto/p256.ts";

// SEQUENCE { SEQUENCE { id-ecPublicKey, secp256r1 }, BIT STRING { 04 (uncompressed) … } }
const PREFIX = decodeHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

/** 91 bytes of DER. */
export function encodeSpki({ x, y }: P256PublicKey): Bytes {
  return concatBytes(PREFIX, x, y);
}
