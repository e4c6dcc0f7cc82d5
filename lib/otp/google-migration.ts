// The QR codes by which Google Authenticator hands its accounts on:
// otpauth-migration://offline?data=BASE64 over a message of Protocol Buffers, whose schema Google does not
// publish; it is known from the programs that read it. An account that cannot be taken is reported with
// its reason and hides none of the others. There is no period in it: it is always 30 seconds.

import { decodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { decodeUtf8 } from "../bytes/utf8.ts";
import { type ErrorCode, isWaykeyError, WaykeyError } from "../errors.ts";
import { splitNames } from "./otpauth-names.ts";
import { parseQuery } from "./otpauth-query.ts";
import {
  DEFAULT_PERIOD_SECONDS,
  MAX_COUNTER,
  MAX_SECRET_BYTES,
  type OtpAlgorithm,
  type OtpParameters,
} from "./parameters.ts";
import { readFields, type WireField } from "./wire-format.ts";

/** The numbers of the fields of a whole export, and of one account in it. */
export const BATCH_FIELDS = { account: 1, version: 2, size: 3, index: 4, id: 5 } as const;
export const ACCOUNT_FIELDS = {
  secret: 1,
  name: 2,
  issuer: 3,
  algorithm: 4,
  digits: 5,
  type: 6,
  counter: 7,
} as const;

export const TYPE_NUMBERS = { hotp: 1, totp: 2 } as const;

export type MigrationEntry =
  | { readonly state: "read"; readonly parameters: OtpParameters }
  | {
      readonly state: "refused";
      /** Without the secret; from the export, so untrusted. Empty if it cannot be read either. */
      readonly name: string;
      readonly code: ErrorCode;
      readonly reason: string;
    };

export type GoogleMigration = {
  /** In their order, one for every account of this code. */
  readonly entries: readonly MigrationEntry[];
  /** The same for all codes of one export; 32 bits with a sign. */
  readonly batchId: number;
  /** From 0. */
  readonly batchIndex: number;
  /** How many codes the export has. */
  readonly batchSize: number;
};

const MAX_LINK_LENGTH = 65_536;
const MAX_ENTRIES = 1000;
const MAX_BATCHES = 1000;
const LINK = /^otpauth-migration:\/\/offline\/?\?([^#]*)/i;

/** 0 means "not stated" throughout, and takes what Google Authenticator takes. */
const ALGORITHMS: Readonly<Record<number, OtpAlgorithm>> = {
  0: "SHA1",
  1: "SHA1",
  2: "SHA256",
  3: "SHA512",
};
const MD5 = 4;
const DIGITS: Readonly<Record<number, number>> = { 0: 6, 1: 6, 2: 8 };

/**
 * Reads one code of an export. Fields come in any order, the last one of a number counts, and unknown
 * ones are passed over.
 * @throws WaykeyError `otp/uri` for any other text; `otp/migration` for a code that is too large, cut
 * short, damaged or without accounts
 */
export function parseGoogleMigration(text: string): GoogleMigration {
  const link = text.trim();
  if (link.length > MAX_LINK_LENGTH) throw refused("The export is too large");
  const query = LINK.exec(link)?.[1];
  if (query === undefined) {
    throw new WaykeyError("otp/uri", "The text is not an export of Google Authenticator");
  }
  const message = decodeData(parseQuery(query).get("data") ?? "");
  const fields = readFields(message);
  message.fill(0);
  const accounts = fields.flatMap(({ number, value }) =>
    number === BATCH_FIELDS.account && typeof value !== "bigint" ? [value] : [],
  );
  if (accounts.length === 0) throw refused("The export has no account in it");
  if (accounts.length > MAX_ENTRIES) throw refused("The export has too many accounts");
  const batchSize = int32Of(fields, BATCH_FIELDS.size) || 1;
  const batchIndex = int32Of(fields, BATCH_FIELDS.index);
  if (batchIndex < 0 || batchIndex >= batchSize || batchSize > MAX_BATCHES) {
    throw refused("The export does not say which of its codes this is");
  }
  return {
    entries: accounts.map(readEntry),
    batchId: int32Of(fields, BATCH_FIELDS.id),
    batchIndex,
    batchSize,
  };
}

/** Base64 of either alphabet; a plus sign that was not encoded has become a space. */
function decodeData(data: string): Bytes {
  const base64url = data.replaceAll(/[ +]/g, "-").replaceAll("/", "_").replace(/=+$/, "");
  try {
    return decodeBase64url(base64url);
  } catch (error) {
    throw new WaykeyError("otp/migration", "The export is not base64", { cause: error });
  }
}

function readEntry(account: Bytes): MigrationEntry {
  let fields: readonly WireField[] = [];
  try {
    fields = readFields(account);
    account.fill(0);
    return { state: "read", parameters: parametersOf(fields) };
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
    return { state: "refused", name: nameOf(fields), code: error.code, reason: error.message };
  }
}

function parametersOf(fields: readonly WireField[]): OtpParameters {
  const names = namesOf(fields);
  const secret = bytesOf(fields, ACCOUNT_FIELDS.secret);
  if (secret.length < 1 || secret.length > MAX_SECRET_BYTES) {
    throw new WaykeyError("otp/secret", "The account has no key, or one that is too long");
  }
  const algorithm = algorithmOf(fields);
  const digits = DIGITS[int32Of(fields, ACCOUNT_FIELDS.digits)];
  if (digits === undefined) {
    throw new WaykeyError("otp/digits", "The account's number of digits is not known");
  }
  const type = typeOf(fields);
  return {
    type,
    ...names,
    secret,
    algorithm,
    digits,
    periodSeconds: DEFAULT_PERIOD_SECONDS,
    counter: type === "hotp" ? counterOf(fields) : 0,
  };
}

function typeOf(fields: readonly WireField[]): "hotp" | "totp" {
  const number = int32Of(fields, ACCOUNT_FIELDS.type);
  if (number === TYPE_NUMBERS.hotp) return "hotp";
  if (number === TYPE_NUMBERS.totp) return "totp";
  throw new WaykeyError("otp/type", "The account is for codes of an unknown type");
}

function algorithmOf(fields: readonly WireField[]): OtpAlgorithm {
  const number = int32Of(fields, ACCOUNT_FIELDS.algorithm);
  const algorithm = ALGORITHMS[number];
  if (algorithm !== undefined) return algorithm;
  const name = number === MD5 ? "MD5" : `number ${number}`;
  throw new WaykeyError("otp/algorithm", `The algorithm ${name} is not known`);
}

function counterOf(fields: readonly WireField[]): number {
  const counter = BigInt.asIntN(64, varintOf(fields, ACCOUNT_FIELDS.counter));
  if (counter >= 0n && counter <= BigInt(MAX_COUNTER)) return Number(counter);
  throw new WaykeyError("otp/counter", `A counter is a whole number from 0 to ${MAX_COUNTER}`);
}

function namesOf(fields: readonly WireField[]) {
  const [name, issuer] = [ACCOUNT_FIELDS.name, ACCOUNT_FIELDS.issuer].map((number) =>
    decodeUtf8(bytesOf(fields, number)),
  );
  return splitNames(name ?? "", issuer ?? "");
}

/** What to call an account that is refused. */
function nameOf(fields: readonly WireField[]): string {
  try {
    const { issuer, label } = namesOf(fields);
    return [issuer, label].filter((part) => part !== "").join(": ");
  } catch (error) {
    if (isWaykeyError(error)) return "";
    throw error;
  }
}

/** A field of another wire type than it should have is an unknown one. */
function bytesOf(fields: readonly WireField[], number: number): Bytes {
  const value = fields.findLast((field) => field.number === number && isBytes(field))?.value;
  return value === undefined || typeof value === "bigint" ? new Uint8Array(0) : value;
}

function varintOf(fields: readonly WireField[], number: number): bigint {
  const value = fields.findLast((field) => field.number === number && !isBytes(field))?.value;
  return typeof value === "bigint" ? value : 0n;
}

function int32Of(fields: readonly WireField[], number: number): number {
  return Number(BigInt.asIntN(32, varintOf(fields, number)));
}

function isBytes({ value }: WireField): boolean {
  return typeof value !== "bigint";
}

function refused(message: string): WaykeyError {
  return new WaykeyError("otp/migration", message);
}
