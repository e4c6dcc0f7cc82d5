// Entries as the export of Google Authenticator, in as many codes as they need. What that export cannot
// state is left out: Steam's codes, periods other than 30 seconds, digits other than 6 and 8, and what is too
// much for a QR code.

import { encodeBase64 } from "../bytes/base64.ts";
import { type Bytes, concatBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { ACCOUNT_FIELDS, BATCH_FIELDS, TYPE_NUMBERS } from "./google-migration.ts";
import { assertWithin } from "./hotp.ts";
import { splitNames } from "./otpauth-names.ts";
import { DEFAULT_PERIOD_SECONDS, type OtpAlgorithm, type OtpParameters } from "./parameters.ts";
import { writeBytes, writeVarint } from "./wire-format.ts";

/** Why an entry is in no code. */
export type MigrationLimit = "steam" | "digits" | "period" | "too-long";

export type WrittenMigration = {
  /** One for each QR code, in their order. */
  readonly uris: readonly string[];
  /** The places of the entries that each of these has. */
  readonly places: readonly (readonly number[])[];
  /** The place of each entry that is in none of them, and why. */
  readonly refused: readonly { readonly index: number; readonly limit: MigrationLimit }[];
};

/** As many as Google Authenticator puts into one code. */
const ENTRIES_PER_CODE = 10;
/** In base64 and with what has to be encoded in it, well below the 2,953 bytes of a QR code. */
const BYTES_PER_CODE = 1400;
const VERSION = 1n;
const ALGORITHMS: Readonly<Record<OtpAlgorithm, bigint>> = { SHA1: 1n, SHA256: 2n, SHA512: 3n };
const DIGITS: Readonly<Record<number, bigint>> = { 6: 1n, 8: 2n };

type Account = { readonly index: number; readonly bytes: Bytes };

/**
 * @param batchId what the codes of one export have in common, at random; 32 bits with a sign
 * @throws RangeError for another `batchId`
 */
export function formatGoogleMigration(
  entries: readonly OtpParameters[],
  batchId: number,
): WrittenMigration {
  assertWithin("batchId", batchId, -(2 ** 31), 2 ** 31 - 1);
  const refused: { index: number; limit: MigrationLimit }[] = [];
  const accounts: Account[] = [];
  for (const [index, entry] of entries.entries()) {
    const limit = migrationLimit(entry);
    if (limit === null) accounts.push({ index, bytes: encodeAccount(entry) });
    else refused.push({ index, limit });
  }
  const batches = inBatches(accounts);
  const uris = batches.map((batch, index) =>
    formatUri(
      concatBytes(
        ...batch.map(({ bytes }) => bytes),
        writeVarint(BATCH_FIELDS.version, VERSION),
        writeVarint(BATCH_FIELDS.size, BigInt(batches.length)),
        writeVarint(BATCH_FIELDS.index, BigInt(index)),
        writeVarint(BATCH_FIELDS.id, BigInt(batchId)),
      ),
    ),
  );
  const places = batches.map((batch) => batch.map(({ index }) => index));
  for (const { bytes } of accounts) bytes.fill(0);
  return { uris, places, refused };
}

/** Null for an entry that the export takes. */
export function migrationLimit(entry: OtpParameters): MigrationLimit | null {
  if (entry.type === "steam") return "steam";
  if (DIGITS[entry.digits] === undefined) return "digits";
  if (entry.type === "totp" && entry.periodSeconds !== DEFAULT_PERIOD_SECONDS) return "period";
  const account = encodeAccount(entry);
  const isTooLong = account.length > BYTES_PER_CODE;
  account.fill(0);
  return isTooLong ? "too-long" : null;
}

function encodeAccount(entry: OtpParameters): Bytes {
  const { secret, issuer, label, counter } = entry;
  const type = entry.type === "hotp" ? "hotp" : "totp";
  const read = splitNames(label, issuer);
  // With its issuer in front where the label alone would be read as something else.
  const isPlain = read.issuer === issuer && read.label === label;
  const account = concatBytes(
    writeBytes(ACCOUNT_FIELDS.secret, secret),
    writeBytes(ACCOUNT_FIELDS.name, encodeUtf8(isPlain ? label : `${issuer}:${label}`)),
    writeBytes(ACCOUNT_FIELDS.issuer, encodeUtf8(issuer)),
    writeVarint(ACCOUNT_FIELDS.algorithm, ALGORITHMS[entry.algorithm]),
    writeVarint(ACCOUNT_FIELDS.digits, DIGITS[entry.digits] ?? 0n),
    writeVarint(ACCOUNT_FIELDS.type, BigInt(TYPE_NUMBERS[type])),
    ...(type === "hotp" ? [writeVarint(ACCOUNT_FIELDS.counter, BigInt(counter))] : []),
  );
  return writeBytes(BATCH_FIELDS.account, account);
}

function inBatches(accounts: readonly Account[]): readonly (readonly Account[])[] {
  const batches: Account[][] = [];
  let room = 0;
  for (const account of accounts) {
    const { length } = account.bytes;
    const last = batches.at(-1);
    if (last === undefined || last.length === ENTRIES_PER_CODE || length > room) {
      batches.push([account]);
      room = BYTES_PER_CODE - length;
    } else {
      last.push(account);
      room -= length;
    }
  }
  return batches;
}

function formatUri(message: Bytes): string {
  const data = encodeURIComponent(encodeBase64(message));
  message.fill(0);
  return `otpauth-migration://offline?data=${data}`;
}
