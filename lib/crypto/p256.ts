// ECDSA on P-256 with SHA-256 (ES256: FIPS 186-5, RFC 9053 §2.1): key generation, public key and
// signing. Verification and other curves are left out. It is JavaScript over big integers, so its
// running time is not constant; WebCrypto is no way round it, since it makes no deterministic
// signatures and exports no raw scalars.

import { p256 } from "@noble/curves/nist.js";
import type { RandomBytes } from "../crypto/random-bytes.ts";
import { type Bytes, copyBytes } from "../bytes/bytes.ts";
import { WaykeyError } from "../errors.ts";

/** The affine coordinates, 32 bytes big-endian each. */
export type P256PublicKey = { readonly x: Bytes; readonly y: Bytes };

const SCALAR_BYTES = 32;
// One draw fails with a probability of about 2^-32: a fourth failure is a broken random source.
const MAX_DRAWS = 4;

/**
 * A uniformly chosen private scalar, 32 bytes big-endian, by rejection sampling (FIPS 186-5 A.2.2).
 * @throws RangeError when `random` keeps answering with what cannot be a scalar
 */
export function createP256PrivateKey(random: RandomBytes): Bytes {
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const candidate = random(SCALAR_BYTES);
    if (isP256PrivateKey(candidate)) return copyBytes(candidate);
  }
  throw new RangeError("random must yield random bytes");
}

/** @throws WaykeyError `webauthn/key` for anything but a scalar between 1 and n-1 in 32 bytes */
export function p256PublicKey(privateKey: Uint8Array): P256PublicKey {
  assertPrivateKey(privateKey);
  const uncompressed = p256.getPublicKey(privateKey, false);
  return { x: copyBytes(uncompressed.subarray(1, 33)), y: copyBytes(uncompressed.subarray(33)) };
}

/**
 * The DER encoded ECDSA signature over SHA-256(message) (WebAuthn §6.5.5).
 *
 * The nonce is the deterministic one of RFC 6979: a weak random source cannot give the key away, and
 * the output can be held against published vectors. What hedging would add, protection against
 * injected faults, is no threat to a browser extension. S is left as it comes (`lowS: false`): the
 * low-S rule is Bitcoin's, and the specification's examples do not follow it.
 * @throws WaykeyError `webauthn/key`
 */
export function signEs256(privateKey: Uint8Array, message: Uint8Array): Bytes {
  assertPrivateKey(privateKey);
  return copyBytes(p256.sign(message, privateKey, { format: "der", lowS: false, prehash: true }));
}

/** A scalar between 1 and n-1 in 32 bytes. */
export function isP256PrivateKey(privateKey: Uint8Array): boolean {
  return privateKey.length === SCALAR_BYTES && p256.utils.isValidSecretKey(privateKey);
}

function assertPrivateKey(privateKey: Uint8Array): void {
  if (!isP256PrivateKey(privateKey)) {
    throw new WaykeyError("webauthn/key", "The private key is not a P-256 scalar");
  }
}
