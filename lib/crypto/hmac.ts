// HMAC with SHA-256 (RFC 2104) over WebCrypto. Computes only: nothing here compares a tag that an
// adversary has chosen.

import type { Bytes } from "../bytes/bytes.ts";

/** Imports a key of at least one byte; the result cannot be exported again. */
export function importHmacSha256Key(key: Bytes): Promise<CryptoKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", key, algorithm, false, ["sign"]);
}

/** @returns 32 bytes */
export async function computeHmacSha256(key: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
}
