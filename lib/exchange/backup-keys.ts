// The two keys of a backup, both from one Argon2id derivation of its password: one seals the payload,
// the other a constant, by which a wrong password is told from a damaged payload.

import { decodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { AES_GCM_NONCE_LENGTH, openAesGcm, sealAesGcm } from "../crypto/aes-gcm.ts";
import { deriveArgon2id, encodePassword } from "../crypto/argon2id.ts";
import { deriveHkdfSha256, importHkdfKey } from "../crypto/hkdf.ts";
import type { BackupFile } from "./backup-file.ts";

export type BackupKeys = {
  /** 32 bytes; the caller wipes it. */
  readonly payload: Bytes;
  /** 32 bytes; the caller wipes it. */
  readonly check: Bytes;
};

const CHECK_VALUE = encodeUtf8("waykey-backup/1");
/** The check key seals once only, so its nonce need not vary. */
const CHECK_NONCE = new Uint8Array(AES_GCM_NONCE_LENGTH);
const NOTHING = new Uint8Array(0);

/**
 * Argon2id, then HKDF-SHA-256 with an empty salt and the infos `waykey-backup/1/payload` and
 * `waykey-backup/1/check`.
 * @param password not empty
 * @throws WaykeyError `kdf/parameters`, before any work
 */
export async function deriveBackupKeys(
  password: string,
  kdf: BackupFile["kdf"],
): Promise<BackupKeys> {
  const passwordBytes = encodePassword(password);
  const derived = await deriveArgon2id(passwordBytes, decodeBase64url(kdf.salt), kdf);
  passwordBytes.fill(0);
  const root = await importHkdfKey(derived);
  derived.fill(0);
  return {
    payload: await deriveHkdfSha256(root, NOTHING, encodeUtf8("waykey-backup/1/payload"), 32),
    check: await deriveHkdfSha256(root, NOTHING, encodeUtf8("waykey-backup/1/check"), 32),
  };
}

/** The check value under its key: 31 bytes. */
export function sealKeyCheck(keys: BackupKeys): Promise<Bytes> {
  return sealAesGcm(keys.check, CHECK_NONCE, CHECK_VALUE, NOTHING);
}

/** Whether `keyCheck` was sealed under these keys. */
export async function opensKeyCheck(keys: BackupKeys, keyCheck: Bytes): Promise<boolean> {
  return (await openAesGcm(keys.check, CHECK_NONCE, keyCheck, NOTHING)) !== null;
}

export function wipeBackupKeys(keys: BackupKeys): void {
  keys.payload.fill(0);
  keys.check.fill(0);
}
