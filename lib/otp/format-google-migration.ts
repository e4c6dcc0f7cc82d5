// Entries as the export of Google Authenticator, in as many codes as they need. What that export cannot
// state is refused: Steam's codes, periods other than 30 seconds, and digits other than 6 and 8.

import { encodeBase64url } from "../bytes/base64url.ts";
import { type Bytes, concatBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { ACCOUNT_FIELDS, BATCH_FIELDS, TYPE_NUMBERS } from "./google-migration.ts";
import { assertWithin } from "./hotp.ts";
import { splitNames } from "./otpauth-names.ts";
import { DEFAULT_PERIOD_SECONDS, type OtpAlgorithm, type OtpParameters } from "./parameters.ts";
import { writeBytes, writeVarint } from "./wire-format.ts";

export type WrittenMigration = {
  /** One for each QR code, in their order. */
  readonly uris: readonly string[];
  /** The place of each entry that is in none of them, and why. */
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
};

/** As many as Google Authenticator puts into one code. */
const ENTRIES_PER_CODE = 10;
/** In base64 and with what has to be encoded in it, well below the 2,953 bytes of a QR code. */
const BYTES_PER_CODE = 1400;
const VERSION = 1n;
const ALGORITHMS: Readonly<Record<OtpAlgorithm, bigint>> = { SHA1: 1n, SHA256: 2n, SHA512: 3n };
const DIGITS: Readonly<Record<number, bigint>> = { 6: 1n, 8: 2n };

/**
 * @param batchId what the codes of one export have in common, at random; 32 bits with a sign
 * @throws RangeError for another `batchId`
 */
export function formatGoogleMigration(
  entries: readonly OtpParameters[],
  batchId: number,
): WrittenMigration {
  assertWithin("batchId", batchId, -(2 ** 31), 2 ** 31 - 1);
  const refused: { index: number; reason: string }[] = [];
  const accounts: Bytes[] = [];
  for (const [index, entry] of entries.entries()) {
    const reason = refusalOf(entry);
    if (reason === null) accounts.push(encodeAccount(entry));
    else refused.push({ index, reason });
  }
  const batches = inBatches(accounts);
  const uris = batches.map((batch, index) =>
    formatUri(
      concatBytes(
        ...batch,
        writeVarint(BATCH_FIELDS.version, VERSION),
        writeVarint(BATCH_FIELDS.size, BigInt(batches.length)),
        writeVarint(BATCH_FIELDS.index, BigInt(index)),
        writeVarint(BATCH_FIELDS.id, BigInt(batchId)),
      ),
    ),
  );
  for (const account of accounts) account.fill(0);
  return { uris, refused };
}

function refusalOf({ type, digits, periodSeconds }: OtpParameters): string | null {
  if (type === "steam") return "Google Authenticator makes no codes of Steam";
  if (DIGITS[digits] === undefined)
    return `Google Authenticator makes no codes of ${digits} digits`;
  if (type === "totp" && periodSeconds !== DEFAULT_PERIOD_SECONDS) {
    return "Google Authenticator makes no codes that change at another pace than every 30 seconds";
  }
  return null;
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

function inBatches(accounts: readonly Bytes[]): readonly (readonly Bytes[])[] {
  const batches: Bytes[][] = [];
  let room = 0;
  for (const account of accounts) {
    const last = batches.at(-1);
    if (last === undefined || last.length === ENTRIES_PER_CODE || account.length > room) {
      batches.push([account]);
      room = BYTES_PER_CODE - account.length;
    } else {
      last.push(account);
      room -= account.length;
    }
  }
  return batches;
}

function formatUri(message: Bytes): string {
  const base64 = encodeBase64url(message).replaceAll("-", "+").replaceAll("_", "/");
  const padded = base64.padEnd(Math.ceil(base64.length / 4) * 4, "=");
  message.fill(0);
  return `otpauth-migration://offline?data=${encodeURIComponent(padded)}`;
}
