// A recovery code under a passphrase of its own, so that whoever has the vault open can't read it. A passphrase
// that is forgotten can't be got around. Layout: docs/vault-format.md, "Locked recovery code".

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { decodeUtf8, encodeUtf8 } from "../bytes/utf8.ts";
import { AES_GCM_NONCE_LENGTH, openAesGcm, sealAesGcm } from "../crypto/aes-gcm.ts";
import { type Argon2Parameters, deriveArgon2id, encodePassword } from "../crypto/argon2id.ts";
import { sha256 } from "../crypto/sha256.ts";
import { WaykeyError } from "../errors.ts";
import { encodeFields } from "./length-prefix.ts";
import { checkNewPassword } from "./new-password.ts";
import type { VaultPorts } from "./ports.ts";
import type { RecoveryRecord } from "./schema.ts";

export type RecoveryLock = NonNullable<RecoveryRecord["lock"]>;

const SALT_LENGTH = 16;

/**
 * What tells a code from others without being it, base64url of 32 bytes. It gives away nothing of a code that
 * nobody can guess, as those of 24 random letters and digits are.
 */
export function recoveryFingerprint(code: string): string {
  return encodeBase64url(sha256(encodeFields("waykey-recovery-code", code)));
}

/** Of the record's code, whether it is locked or not. */
export function fingerprintOf({ code, lock }: Pick<RecoveryRecord, "code" | "lock">): string {
  if (code !== null) return recoveryFingerprint(code);
  if (lock === undefined) throw new TypeError("a record without a code must have a lock");
  return lock.fingerprint;
}

type LockBody = Omit<RecoveryLock, "nonce" | "sealed">;

function lockAdditionalData(lock: LockBody): Bytes {
  const { fingerprint, memoryKiB, iterations, parallelism, salt } = lock;
  const kdf = ["argon2id", memoryKiB, iterations, parallelism, decodeBase64url(salt)] as const;
  return encodeFields("waykey-recovery-lock", 1, decodeBase64url(fingerprint), ...kdf);
}

async function deriveLockKey(passphrase: string, lock: LockBody): Promise<Bytes> {
  const bytes = encodePassword(passphrase);
  try {
    return await deriveArgon2id(bytes, decodeBase64url(lock.salt), lock);
  } finally {
    bytes.fill(0);
  }
}

/**
 * @param kdf what it costs to try a passphrase
 * @throws WaykeyError `vault/weak-password` for a passphrase that is too short, before any work
 */
export async function lockRecoveryCode(
  code: string,
  passphrase: string,
  kdf: Argon2Parameters,
  random: VaultPorts["random"],
): Promise<RecoveryLock> {
  checkNewPassword(passphrase);
  const { memoryKiB, iterations, parallelism } = kdf;
  const salt = encodeBase64url(random(SALT_LENGTH));
  const fingerprint = recoveryFingerprint(code);
  const body = { fingerprint, memoryKiB, iterations, parallelism, salt };
  const key = await deriveLockKey(passphrase, body);
  const bytes = encodeUtf8(code);
  try {
    const nonce = random(AES_GCM_NONCE_LENGTH);
    const sealed = await sealAesGcm(key, nonce, bytes, lockAdditionalData(body));
    return { ...body, nonce: encodeBase64url(nonce), sealed: encodeBase64url(sealed) };
  } finally {
    key.fill(0);
    bytes.fill(0);
  }
}

/**
 * The code itself.
 * @throws WaykeyError `recovery/passphrase` when the lock does not open: another passphrase or an altered lock,
 *   which a seal can't tell apart; `kdf/parameters` for a cost out of bounds, before any work
 */
export async function openRecoveryLock(lock: RecoveryLock, passphrase: string): Promise<string> {
  const refused = () => new WaykeyError("recovery/passphrase", "The passphrase opens no code");
  if (passphrase === "") throw refused();
  const key = await deriveLockKey(passphrase, lock);
  try {
    const [nonce, sealed] = [decodeBase64url(lock.nonce), decodeBase64url(lock.sealed)];
    const code = await openAesGcm(key, nonce, sealed, lockAdditionalData(lock));
    if (code === null) throw refused();
    try {
      return decodeUtf8(code);
    } finally {
      code.fill(0);
    }
  } finally {
    key.fill(0);
  }
}
