// HKDF with SHA-256 (RFC 5869) over WebCrypto. The input key is imported once, not extractable, and
// can then derive any number of subkeys.

import type { Bytes } from "../bytes/bytes.ts";

const SHA256_LENGTH = 32;

/** Imports input key material of any length; the result cannot be exported again. */
export function importHkdfKey(keyMaterial: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", keyMaterial, "HKDF", false, ["deriveBits"]);
}

/**
 * Extract and expand, RFC 5869 §2.
 * @param key from `importHkdfKey`
 * @param salt may be empty
 * @param length 1 to 8160 bytes
 */
export async function deriveHkdfSha256(
  key: CryptoKey,
  salt: Bytes,
  info: Bytes,
  length: number,
): Promise<Bytes> {
  if (!Number.isInteger(length) || length < 1 || length > 255 * SHA256_LENGTH) {
    throw new RangeError("length must be 1 to 8160 bytes");
  }
  const parameters = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8));
}
