// The keys that an open vault works with, derived from the vault key and not extractable: the root
// of the record keys and the key of the blind index.

import { decodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { deriveHkdfSha256, importHkdfKey } from "../crypto/hkdf.ts";
import { importHmacSha256Key } from "../crypto/hmac.ts";
import { encodeFields } from "./length-prefix.ts";

const KEY_LENGTH = 32;

export type VaultKeys = {
  /** 16 bytes. */
  readonly vaultId: Bytes;
  readonly root: CryptoKey;
  readonly index: CryptoKey;
};

/**
 * Takes the vault key over as the root of all other keys, not extractable.
 * @param vaultKey 32 bytes; copied at once, so the caller may wipe it when this has returned, even
 *   before the promise resolves
 * @throws RangeError at once, for another length
 */
export function importVaultKey(vaultKey: Bytes): Promise<CryptoKey> {
  if (vaultKey.length !== KEY_LENGTH) throw new RangeError("vaultKey must be 32 bytes");
  const copy = vaultKey.slice();
  return importHkdfKey(copy).finally(() => copy.fill(0));
}

/**
 * @param root what `importVaultKey` made of the vault key
 * @param vaultId base64url, as in the header
 */
export async function deriveVaultKeys(root: CryptoKey, vaultId: string): Promise<VaultKeys> {
  const salt = decodeBase64url(vaultId);
  const indexKey = await deriveHkdfSha256(root, salt, encodeFields("waykey-vault/1/index"), 32);
  try {
    return { vaultId: salt, root, index: await importHmacSha256Key(indexKey) };
  } finally {
    indexKey.fill(0);
  }
}

/** The key of one revision of one record, 32 bytes; the caller wipes it. */
export function deriveRecordKey(keys: VaultKeys, id: string, revision: number): Promise<Bytes> {
  const info = encodeFields("waykey-vault/1/record", id, revision);
  return deriveHkdfSha256(keys.root, keys.vaultId, info, KEY_LENGTH);
}
