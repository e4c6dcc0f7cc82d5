// The outer form of a Waykey backup, version 1: one JSON object with a header in the clear, which is
// authenticated by the payload's seal, and the sealed payload. Layout: docs/backup-format.md.

import * as v from "valibot";
import { encodeUtf8 } from "../bytes/utf8.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { WaykeyError } from "../errors.ts";

export const BACKUP_FORMAT = "waykey-backup";
export const BACKUP_VERSION = 1;
/** In UTF-16 code units; a backup is ASCII, so these are bytes. */
export const MAX_BACKUP_LENGTH = 50_000_000;

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/));

const BackupFileSchema = v.strictObject({
  format: v.literal(BACKUP_FORMAT),
  version: v.literal(BACKUP_VERSION),
  createdAt: Whole,
  kdf: v.strictObject({
    name: v.literal("argon2id"),
    memoryKiB: Whole,
    iterations: Whole,
    parallelism: Whole,
    /** 16 bytes. */
    salt: v.pipe(Base64url, v.length(22)),
  }),
  /** 31 bytes: the sealed check value and its tag. */
  keyCheck: v.pipe(Base64url, v.length(42)),
  /** 12 bytes. */
  nonce: v.pipe(Base64url, v.length(16)),
  payload: Base64url,
});

const Versioned = v.object({ format: v.literal(BACKUP_FORMAT), version: v.unknown() });

export type BackupFile = v.InferOutput<typeof BackupFileSchema>;
export type BackupHeader = Omit<BackupFile, "payload">;

/** The file as text: JSON indented by two spaces, with a line feed at the end. */
export function formatBackupFile(file: BackupFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * The exact bytes that the payload's seal authenticates: the header as JSON without white space, its
 * members in the order written here, as UTF-8. Any layout of the file gives the same bytes.
 */
export function encodeBackupHeader(header: BackupHeader): Bytes {
  const { format, version, createdAt, kdf, keyCheck, nonce } = header;
  const { name, memoryKiB, iterations, parallelism, salt } = kdf;
  const ordered = {
    format,
    version,
    createdAt,
    kdf: { name, memoryKiB, iterations, parallelism, salt },
    keyCheck,
    nonce,
  };
  return encodeUtf8(JSON.stringify(ordered));
}

/**
 * Parses the outer form; nothing is decrypted and no key derivation is judged.
 * @throws WaykeyError `backup/too-large`, before anything is parsed
 * @throws WaykeyError `backup/foreign` for a file that is not a Waykey backup
 * @throws WaykeyError `backup/version` for a later version
 * @throws WaykeyError `backup/damaged` for an empty, cut or altered Waykey backup
 */
export function parseBackupFile(text: string): BackupFile {
  if (text.length > MAX_BACKUP_LENGTH) {
    throw new WaykeyError("backup/too-large", "The file is larger than 50 MB");
  }
  const json = parseJson(text);
  const versioned = v.safeParse(Versioned, json);
  if (!versioned.success) throw foreign();
  const { version } = versioned.output;
  if (Number.isSafeInteger(version) && Number(version) > BACKUP_VERSION) {
    throw new WaykeyError("backup/version", "The backup was made by a later version of Waykey");
  }
  const result = v.safeParse(BackupFileSchema, json);
  if (result.success) return result.output;
  throw damaged("The backup's header is not readable");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (text.trim() === "") throw damaged("The file is empty");
    if (/^\s*\{\s*"format"\s*:\s*"waykey-backup/.test(text)) {
      throw damaged("The backup is cut short or altered");
    }
    throw foreign();
  }
}

function foreign(): WaykeyError {
  return new WaykeyError("backup/foreign", "The file is not a Waykey backup");
}

function damaged(message: string): WaykeyError {
  return new WaykeyError("backup/damaged", message);
}
