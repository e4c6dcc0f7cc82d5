// HMAC with SHA-256 (RFC 2104): over WebCrypto for keys that are used many times, and synchronous for
// a ceremony's steps. Computes only: nothing here compares a tag that an adversary has chosen.

import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, copyBytes } from "../bytes/bytes.ts";

/** Imports a key of at least one byte; the result cannot be exported again. */
export function importHmacSha256Key(key: Bytes): Promise<CryptoKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", key, algorithm, false, ["sign"]);
}

/** @returns 32 bytes */
export async function computeHmacSha256(key: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
}

/** As `computeHmacSha256`, with the key's bytes and without an await. @returns 32 bytes */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Bytes {
  return copyBytes(hmac(sha256, key, message));
}

/** A key taken up once for many messages. */
export type HmacSha256 = {
  /** Over the parts one after the other. @returns 32 bytes */
  readonly compute: (...parts: readonly Uint8Array[]) => Bytes;
  /** Forgets the key; `compute` then throws. */
  readonly wipe: () => void;
};

/** As `hmacSha256`, with the key's part of the work done once, and in one place of memory. */
export function createHmacSha256(key: Uint8Array): HmacSha256 {
  const keyed = hmac.create(sha256, key);
  const state = keyed.clone();
  return {
    compute: (...parts) => {
      keyed._cloneInto(state);
      for (const part of parts) state.update(part);
      const mac = new Uint8Array(state.outputLen);
      state.digestInto(mac);
      return mac;
    },
    // The other has wiped itself with each digest.
    wipe: () => {
      keyed.destroy();
      state.destroy();
    },
  };
}
