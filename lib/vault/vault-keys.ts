// The keys that an open vault works with, derived from the vault key and not extractable: the root
// of the record and manifest keys, the key of the blind index and the key of the manifest's sum.

import { decodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { WaykeyError } from "../errors.ts";
import { deriveHkdfSha256, importHkdfKey } from "../crypto/hkdf.ts";
import { importHmacSha256Key } from "../crypto/hmac.ts";
import { encodeFields } from "./length-prefix.ts";
import type { QuickKeys } from "./quick-keys.ts";

const KEY_LENGTH = 32;

export type VaultKeys = {
  /** 16 bytes. */
  readonly vaultId: Bytes;
  readonly root: CryptoKey;
  readonly index: CryptoKey;
  readonly sum: CryptoKey;
  /** While many records are opened at once. */
  readonly quick?: QuickKeys;
  /** Of long work: whether the vault was locked meanwhile. Nothing further is opened then. */
  readonly isLocked?: () => boolean;
  /** Of long work: waited for after each batch of records, so that others get a turn. */
  readonly onBatch?: () => void | Promise<void>;
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
  const [index, sum] = await Promise.all([
    deriveHmacKey(root, salt, "waykey-vault/2/index"),
    deriveHmacKey(root, salt, "waykey-vault/2/sum"),
  ]);
  return { vaultId: salt, root, index, sum };
}

/** The HMAC key that HKDF gives for the vault and a name. */
export async function deriveHmacKey(
  root: CryptoKey,
  salt: Bytes,
  name: string,
): Promise<CryptoKey> {
  const bytes = await deriveHkdfSha256(root, salt, encodeFields(name), KEY_LENGTH);
  try {
    return await importHmacSha256Key(bytes);
  } finally {
    bytes.fill(0);
  }
}

/**
 * The key of one revision of the record under that outer id, 32 bytes; the caller wipes it.
 * @throws WaykeyError `vault/locked` once the keys are to be used no longer
 */
export async function deriveRecordKey(
  { root, vaultId, quick, isLocked }: VaultKeys,
  outerId: string,
  revision: number,
): Promise<Bytes> {
  refuseLocked(isLocked);
  const info = encodeFields("waykey-vault/2/record", outerId, revision);
  if (quick !== undefined) return quick.derive(info);
  return deriveHkdfSha256(root, vaultId, info, KEY_LENGTH);
}

/**
 * The key of the manifest of one generation, 32 bytes; the caller wipes it.
 * @throws WaykeyError `vault/locked` as `deriveRecordKey`
 */
export async function deriveManifestKey(
  { root, vaultId, isLocked }: VaultKeys,
  generation: number,
): Promise<Bytes> {
  refuseLocked(isLocked);
  const info = encodeFields("waykey-vault/2/manifest", generation);
  return deriveHkdfSha256(root, vaultId, info, KEY_LENGTH);
}

function refuseLocked(isLocked: VaultKeys["isLocked"]): void {
  if (isLocked?.() === true) throw new WaykeyError("vault/locked", "The vault was locked");
}
