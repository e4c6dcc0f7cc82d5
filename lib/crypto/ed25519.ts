// Ed25519 (RFC 8032 §5.1, "pure": no prehash, no context): key generation, public key and signing.
// Verification and the other variants are left out. As with P-256 it is JavaScript over big integers,
// so its running time is not constant.

import { ed25519 } from "@noble/curves/ed25519.js";
import { type Bytes, copyBytes } from "../bytes/bytes.ts";
import { WaykeyError } from "../errors.ts";
import type { RandomBytes } from "./random-bytes.ts";

const SEED_BYTES = 32;

/**
 * The private key of RFC 8032 §5.1.5: 32 random bytes, every value of which is valid.
 * @throws RangeError when `random` yields another length
 */
export function createEd25519Seed(random: RandomBytes): Bytes {
  const seed = copyBytes(random(SEED_BYTES));
  if (seed.length !== SEED_BYTES) throw new RangeError("random must yield 32 bytes");
  return seed;
}

/** @returns 32 bytes @throws WaykeyError `webauthn/key` for a seed of another length */
export function ed25519PublicKey(seed: Uint8Array): Bytes {
  assertSeed(seed);
  return copyBytes(ed25519.getPublicKey(seed));
}

/** @returns the 64 bytes R ‖ S of RFC 8032 §5.1.6 @throws WaykeyError `webauthn/key` */
export function signEd25519(seed: Uint8Array, message: Uint8Array): Bytes {
  assertSeed(seed);
  return copyBytes(ed25519.sign(message, seed));
}

function assertSeed(seed: Uint8Array): void {
  if (seed.length !== SEED_BYTES) {
    throw new WaykeyError("webauthn/key", "The private key is not an Ed25519 seed");
  }
}
