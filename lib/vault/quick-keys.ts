// The vault's keys as bytes, for opening or writing thousands of records: what is derived from them needs no
// await and no turn of another thread. They live for one listing or one write and are wiped after it; all
// other work goes by keys that cannot be extracted.

import { createHmacSha256, hmacSha256, type HmacSha256 } from "../crypto/hmac.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { encodeFields } from "./length-prefix.ts";

export type QuickKeys = {
  /** HKDF of the vault key for `info`, 32 bytes. */
  readonly derive: (info: Bytes) => Bytes;
  /** HMAC under the index key, 32 bytes. */
  readonly hashIndex: (message: Bytes) => Bytes;
  /** HMAC under the sum's key, 32 bytes. */
  readonly hashSum: (message: Bytes) => Bytes;
  readonly wipe: () => void;
};

/** The last byte of HKDF's first and only block, RFC 5869 §2.3. */
const FIRST_BLOCK = new Uint8Array([1]);

/**
 * @param vaultKey 32 bytes; not kept
 * @param vaultId 16 bytes
 */
export function createQuickKeys(vaultKey: Bytes, vaultId: Bytes): QuickKeys {
  const root = keyed(hmacSha256(vaultId, vaultKey));
  const derive = (info: Bytes) => root.compute(info, FIRST_BLOCK);
  const index = keyed(derive(encodeFields("waykey-vault/2/index")));
  const sum = keyed(derive(encodeFields("waykey-vault/2/sum")));
  return {
    derive,
    hashIndex: (message) => index.compute(message),
    hashSum: (message) => sum.compute(message),
    wipe: () => {
      for (const key of [root, index, sum]) key.wipe();
    },
  };
}

function keyed(key: Bytes): HmacSha256 {
  try {
    return createHmacSha256(key);
  } finally {
    key.fill(0);
  }
}
