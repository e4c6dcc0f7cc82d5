// Sealing records into a backup and opening one. A sealed backup is opened again and compared before
// it is handed out; of an opened one, a record that does not parse is reported and the rest is kept.

import * as v from "valibot";
import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { decodeUtf8 } from "../bytes/utf8.ts";
import { AES_GCM_NONCE_LENGTH, openAesGcm, sealAesGcm } from "../crypto/aes-gcm.ts";
import type { Argon2Parameters } from "../crypto/argon2id.ts";
import { isWaykeyError, WaykeyError } from "../errors.ts";
import { checkNewPassword } from "../vault/new-password.ts";
import { encodePadded } from "../vault/padded-json.ts";
import type { VaultPorts } from "../vault/ports.ts";
import { checkRandomSource } from "../vault/random-source.ts";
import { parseRecord, type VaultRecord } from "../vault/schema.ts";
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type BackupFile,
  type BackupHeader,
  encodeBackupHeader,
  formatBackupFile,
  parseBackupFile,
} from "./backup-file.ts";
import { BACKUP_KINDS, type BackupKind, type BackupRecord, isBackedUp } from "./backup-kinds.ts";
import {
  type BackupKeys,
  deriveBackupKeys,
  opensKeyCheck,
  sealKeyCheck,
  wipeBackupKeys,
} from "./backup-keys.ts";
import { passwordsToTry, wrongPassword } from "./backup-passwords.ts";
import type { RestoreRefusal } from "./refusal.ts";

/** 128 MiB, 3 passes, 1 lane: what every new backup costs. */
export const BACKUP_KDF: Argon2Parameters = { memoryKiB: 131_072, iterations: 3, parallelism: 1 };
/** The payload is padded to a multiple of this many bytes. */
const BACKUP_PADDING = 4096;

const SALT_LENGTH = 16;

export type BackupPorts = VaultPorts & {
  /** BACKUP_KDF unless given. */
  readonly kdf?: Argon2Parameters;
};

/** A record of a backup that is not a valid one, or of a kind that no backup should hold. */
type RefusedRecord = {
  /** Its place among the backup's records, from 0. */
  readonly index: number;
  readonly kind: BackupKind | "unknown";
  readonly reason: RestoreRefusal;
};

export type OpenedBackup = {
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly records: readonly BackupRecord[];
  readonly refused: readonly RefusedRecord[];
};

const PayloadSchema = v.strictObject({ records: v.array(v.unknown()) });
const WithKind = v.object({ kind: v.picklist(BACKUP_KINDS) });

/**
 * Seals those of the records that a backup holds under a password and returns the text of the file,
 * after a fire drill: the text has been opened with the password and holds the same records.
 * @throws WaykeyError `vault/weak-password`, `kdf/parameters`, `record/invalid`
 * @throws WaykeyError `backup/too-large` for more than 50 MB; `backup/incomplete` if the drill fails
 * @throws RangeError when the random source repeats itself
 */
export async function sealBackup(
  records: readonly VaultRecord[],
  password: string,
  ports: BackupPorts,
): Promise<string> {
  const { now, random, kdf = BACKUP_KDF } = ports;
  checkNewPassword(password);
  checkRandomSource(random);
  const parsed = records.filter(isBackedUp).map((record) => parseRecord(record));
  const salt = encodeBase64url(random(SALT_LENGTH));
  const nonce = random(AES_GCM_NONCE_LENGTH);
  const { memoryKiB, iterations, parallelism } = kdf;
  const backupKdf = { name: "argon2id" as const, memoryKiB, iterations, parallelism, salt };
  const keys = await deriveBackupKeys(password, backupKdf);
  const header: BackupHeader = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    createdAt: now(),
    kdf: backupKdf,
    keyCheck: encodeBase64url(await sealKeyCheck(keys)),
    nonce: encodeBase64url(nonce),
  };
  const plaintext = encodePadded({ records: parsed }, BACKUP_PADDING);
  const sealed = await sealAesGcm(keys.payload, nonce, plaintext, encodeBackupHeader(header));
  plaintext.fill(0);
  wipeBackupKeys(keys);
  const text = formatBackupFile({ ...header, payload: encodeBase64url(sealed) });
  await verifyBackup(text, password, parsed);
  return text;
}

/**
 * The fire drill: opens the text and compares it with those of the records that a backup holds.
 * @throws WaykeyError `backup/incomplete` when it does not open or holds anything else
 * @throws WaykeyError `backup/too-large`
 */
export async function verifyBackup(
  text: string,
  password: string,
  records: readonly VaultRecord[],
): Promise<void> {
  const failure = "The backup does not hold what it was made from";
  const opened = await openBackup(text, password).catch((error: unknown) => {
    if (!isWaykeyError(error) || error.code === "backup/too-large") throw error;
    throw new WaykeyError("backup/incomplete", failure, { cause: error });
  });
  const expected = JSON.stringify(records.filter(isBackedUp).map((record) => parseRecord(record)));
  if (opened.refused.length > 0 || JSON.stringify(opened.records) !== expected) {
    throw new WaykeyError("backup/incomplete", failure);
  }
}

/**
 * Opens a backup with its password, or with the emergency key that it is under, typed in any grouping and case.
 * @throws WaykeyError `backup/too-large`, `backup/foreign`, `backup/version`, `backup/damaged`
 * @throws WaykeyError `kdf/parameters` for a key derivation out of bounds, before any work
 * @throws WaykeyError `backup/password` for another password; a damaged salt, cost or check value
 *   looks the same
 * @throws WaykeyError `vault/emergency-key-typo` where that has the form of an emergency key with a wrong character
 */
export async function openBackup(text: string, password: string): Promise<OpenedBackup> {
  const file = parseBackupFile(text);
  const [keyCheck, nonce, payload] = [file.keyCheck, file.nonce, file.payload].map(decodeField);
  decodeField(file.kdf.salt);
  if (keyCheck === undefined || nonce === undefined || payload === undefined) {
    throw new TypeError("file must have a key check, a nonce and a payload");
  }
  const keys = await findKeys(file, keyCheck, password);
  if (keys === null) throw wrongPassword(password);
  try {
    const records = await openPayload(keys, file, nonce, payload);
    return { createdAt: file.createdAt, ...sortRecords(records) };
  } finally {
    wipeBackupKeys(keys);
  }
}

/** Null where nothing that was typed opens the check value. */
async function findKeys(
  { kdf }: BackupFile,
  keyCheck: Bytes,
  typed: string,
): Promise<BackupKeys | null> {
  if (typed === "") return null;
  for (const password of passwordsToTry(typed)) {
    const keys = await deriveBackupKeys(password, kdf);
    if (await opensKeyCheck(keys, keyCheck)) return keys;
    wipeBackupKeys(keys);
  }
  return null;
}

async function openPayload(
  keys: BackupKeys,
  file: BackupFile,
  nonce: Bytes,
  payload: Bytes,
): Promise<readonly unknown[]> {
  const plaintext = await openAesGcm(keys.payload, nonce, payload, encodeBackupHeader(file));
  if (plaintext === null) throw damaged("The backup is damaged: its seal is broken");
  try {
    const result = v.safeParse(PayloadSchema, JSON.parse(decodeUtf8(plaintext)));
    if (result.success) return result.output.records;
  } catch (error) {
    if (!(error instanceof SyntaxError) && !isWaykeyError(error)) throw error;
  } finally {
    plaintext.fill(0);
  }
  throw damaged("The backup's content is not a list of records");
}

function sortRecords(inputs: readonly unknown[]): Pick<OpenedBackup, "records" | "refused"> {
  const records: BackupRecord[] = [];
  const refused: RefusedRecord[] = [];
  for (const [index, input] of inputs.entries()) {
    try {
      const record = parseRecord(input);
      if (isBackedUp(record)) records.push(record);
      else refused.push({ index, kind: "unknown", reason: "of-device" });
    } catch (error) {
      if (!isWaykeyError(error)) throw error;
      const kind = v.is(WithKind, input) ? input.kind : "unknown";
      refused.push({ index, kind, reason: "invalid" });
    }
  }
  return { records, refused };
}

function decodeField(text: string): Bytes {
  try {
    return decodeBase64url(text);
  } catch (error) {
    throw new WaykeyError("backup/damaged", "The backup is cut short or altered", {
      cause: error,
    });
  }
}

function damaged(message: string): WaykeyError {
  return new WaykeyError("backup/damaged", message);
}
