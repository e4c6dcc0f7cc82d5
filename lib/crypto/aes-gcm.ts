// AES-256-GCM (NIST SP 800-38D) over WebCrypto: 32-byte key, 12-byte nonce, 16-byte tag appended to
// the ciphertext. Other key, nonce and tag lengths are refused.

import type { Bytes } from "../bytes/bytes.ts";

export const AES_GCM_KEY_LENGTH = 32;
export const AES_GCM_NONCE_LENGTH = 12;
export const AES_GCM_TAG_LENGTH = 16;

function checkLengths(key: Bytes, nonce: Bytes): void {
  if (key.length !== AES_GCM_KEY_LENGTH) throw new RangeError("key must be 32 bytes");
  if (nonce.length !== AES_GCM_NONCE_LENGTH) throw new RangeError("nonce must be 12 bytes");
}

function algorithm(nonce: Bytes, additionalData: Bytes) {
  return { name: "AES-GCM", iv: nonce, additionalData, tagLength: AES_GCM_TAG_LENGTH * 8 };
}

/**
 * Encrypts and authenticates.
 * @param nonce 12 bytes, never twice under one key
 * @returns ciphertext followed by the 16-byte tag
 * @throws RangeError for a key or nonce of another length
 */
export async function sealAesGcm(
  key: Bytes,
  nonce: Bytes,
  plaintext: Bytes,
  additionalData: Bytes,
): Promise<Bytes> {
  checkLengths(key, nonce);
  const aesKey = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const sealed = await crypto.subtle.encrypt(algorithm(nonce, additionalData), aesKey, plaintext);
  return new Uint8Array(sealed);
}

/**
 * Checks and decrypts.
 * @returns null when the tag does not fit: another key, nonce or additional data, or a changed or
 *   shortened ciphertext. Which of them cannot be told.
 * @throws RangeError for a key or nonce of another length
 */
export async function openAesGcm(
  key: Bytes,
  nonce: Bytes,
  ciphertext: Bytes,
  additionalData: Bytes,
): Promise<Bytes | null> {
  checkLengths(key, nonce);
  if (ciphertext.length < AES_GCM_TAG_LENGTH) return null;
  const aesKey = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  try {
    const opened = await crypto.subtle.decrypt(
      algorithm(nonce, additionalData),
      aesKey,
      ciphertext,
    );
    return new Uint8Array(opened);
  } catch (error) {
    if (error instanceof Error && error.name === "OperationError") return null;
    throw error;
  }
}
