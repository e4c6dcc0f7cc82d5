// A passkey's key pair, whichever algorithm it is of: made, written as public key, signed with.

import type { Bytes } from "../bytes/bytes.ts";
import { createEd25519Seed, ed25519PublicKey, signEd25519 } from "../crypto/ed25519.ts";
import { createP256PrivateKey, p256PublicKey, signEs256 } from "../crypto/p256.ts";
import type { RandomBytes } from "../crypto/random-bytes.ts";
import { ES256, type PasskeyAlgorithm } from "./cose-algorithms.ts";
import { encodeEd25519CoseKey, encodeP256CoseKey } from "./cose-key.ts";
import { encodeEd25519Spki, encodeP256Spki } from "./spki.ts";

export type EncodedPublicKey = {
  /** COSE_Key. */
  readonly cose: Bytes;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Bytes;
};

/** 32 bytes: a P-256 scalar, big-endian, or an Ed25519 seed. */
export function createPrivateKey(algorithm: PasskeyAlgorithm, random: RandomBytes): Bytes {
  return algorithm === ES256 ? createP256PrivateKey(random) : createEd25519Seed(random);
}

/** @throws WaykeyError `webauthn/key` for what is no private key of the algorithm */
export function encodePublicKey(
  algorithm: PasskeyAlgorithm,
  privateKey: Uint8Array,
): EncodedPublicKey {
  if (algorithm === ES256) {
    const publicKey = p256PublicKey(privateKey);
    return { cose: encodeP256CoseKey(publicKey), spki: encodeP256Spki(publicKey) };
  }
  const publicKey = ed25519PublicKey(privateKey);
  return { cose: encodeEd25519CoseKey(publicKey), spki: encodeEd25519Spki(publicKey) };
}

/**
 * The signature as WebAuthn §6.5.5 has it: DER for ES256, 64 bytes for EdDSA.
 * @throws WaykeyError `webauthn/key`
 */
export function sign(
  algorithm: PasskeyAlgorithm,
  privateKey: Uint8Array,
  message: Uint8Array,
): Bytes {
  return algorithm === ES256 ? signEs256(privateKey, message) : signEd25519(privateKey, message);
}
