// Exports of Authenticator Extension: an object whose members are entries and keys. An entry is plain, or sealed as a
// whole under one of the keys, or, from earlier versions, has a sealed secret. Nothing proves a sealed one whole, so it
// counts as opened only when what comes of it is an entry; if none is, and no key knows the password, that is wrong.

import type { Bytes } from "../../bytes/bytes.ts";
import { decodeHex } from "../../bytes/hex.ts";
import { openOpensslSalted } from "../../crypto/openssl-salted.ts";
import { isWaykeyError, type RefusalCode } from "../../errors.ts";
import { type ExtensionKey, readKeys, readLegacyKey } from "./authenticator-extension-keys.ts";
import { bytesOfBase64, textOfUtf8, wrongPassword } from "./encoded.ts";
import { checkCount, type ForeignEntry } from "./entry.ts";
import { type FileContent, type ForeignFile, onlyEntries, type ReadFile } from "./format.ts";
import { at, isObject, parseJson, textAt } from "./json.ts";
import { sameNames } from "./list.ts";
import { entryOfFields, type OtpFields } from "./otp-fields.ts";

const PRODUCT = "authenticator-extension";
/** Base32, hexadecimal, or with the mark of Blizzard's or Steam's: what the extension itself takes for a secret. */
const SECRET = /^(?:[a-z2-7]+=*|[0-9a-f]+|(?:blz|bliz|stm)-.+)$/i;

const BASE32 = /^[a-z2-7\s]+=*$/i;
const HEX = /^[0-9a-f\s]+$/i;

/** An entry; if it is sealed, with the text that is, and the key that seals it. */
type Line = {
  readonly entry: unknown;
  readonly sealed: string | null;
  /** Null: there is none, or none that is known. */
  readonly key: ExtensionKey | null;
};

export function readAuthenticatorExtension({ json }: ForeignFile): ReadFile | null {
  if (!isObject(json)) return null;
  if (!Object.values(json).some(isEntry)) return null;
  const entries = Object.values(json).filter((value) => isEntry(value) || isLikeEntry(value));
  checkCount(entries.length);
  const keys = readKeys(Object.values(json));
  // Some files that it has uploaded have the members of `key` beside the entries.
  const isFlat = typeof at(json, "enc") === "string";
  const legacyKey = readLegacyKey(isFlat ? json : at(json, "key"));
  const lines = entries.map((entry) => lineOf(entry, keys, legacyKey));
  const used = new Set(lines.flatMap(({ key }) => (key === null ? [] : [key])));
  if (used.size === 0) {
    return { state: "open", product: PRODUCT, ...onlyEntries(lines.map(readUnopened)) };
  }
  return {
    state: "sealed",
    product: PRODUCT,
    kdf: [...used].map(({ kdf }) => kdf).find((kdf) => kdf !== null) ?? null,
    open: (password) => open(password, lines, [...used]),
  };
}

function isEntry(value: unknown): boolean {
  return typeof at(value, "hash") === "string" && at(value, "encrypted") !== undefined
    ? at(value, "secret") !== undefined || at(value, "data") !== undefined
    : at(value, "dataType") === "OTPStorage" || isSealedWhole(value);
}

/** Of a file that has entries: nothing in it that may have been one is left out without a word. */
function isLikeEntry(value: unknown): boolean {
  const isKey = at(value, "dataType") === "Key";
  return !isKey && (at(value, "secret") !== undefined || at(value, "data") !== undefined);
}

function isSealedWhole(entry: unknown): boolean {
  return at(entry, "dataType") === "EncOTPStorage";
}

function lineOf(
  entry: unknown,
  keys: ReadonlyMap<string, ExtensionKey>,
  legacyKey: ExtensionKey | null,
): Line {
  if (isSealedWhole(entry)) {
    const key = keys.get(textAt(entry, "keyId")) ?? null;
    return { entry, sealed: textAt(entry, "data"), key };
  }
  if (at(entry, "encrypted") !== true) return { entry, sealed: null, key: null };
  const sealed = textAt(entry, "secret");
  return { entry, sealed, key: sealed === "" ? null : legacyKey };
}

async function open(
  password: string,
  lines: readonly Line[],
  keys: readonly ExtensionKey[],
): Promise<FileContent> {
  if (password === "") throw wrongPassword();
  const opened = new Map<Line, ForeignEntry>();
  const fitting = new Set<ExtensionKey>();
  for (const key of keys) {
    const passphrase = await key.passphraseOf(password);
    if (passphrase === null) continue;
    for (const line of lines) {
      const entry = line.key === key ? await openLine(line, passphrase) : null;
      if (entry === null) continue;
      opened.set(line, entry);
      fitting.add(key);
    }
    if (!fitting.has(key) && (await key.isRight(passphrase))) fitting.add(key);
  }
  if (fitting.size === 0) throw wrongPassword();
  return onlyEntries(
    lines.map((line) => {
      const isDamaged = line.key !== null && fitting.has(line.key);
      return (
        opened.get(line) ?? (isDamaged ? refused(line, "entry/unreadable") : readUnopened(line))
      );
    }),
  );
}

/** @returns null if that passphrase does not open it, or it is damaged */
async function openLine({ entry, sealed }: Line, passphrase: string): Promise<ForeignEntry | null> {
  try {
    const bytes = await openOpensslSalted(passphrase, bytesOfBase64(sealed ?? ""));
    if (bytes === null) return null;
    const text = textOfUtf8(bytes);
    if (!isSealedWhole(entry)) return SECRET.test(text) ? entryOf(entry, text) : null;
    const opened = parseJson(text);
    return isObject(opened) ? entryOf(opened) : null;
  } catch (error) {
    if (isWaykeyError(error, "import/damaged")) return null;
    throw error;
  }
}

function readUnopened(line: Line): ForeignEntry {
  return line.sealed === null ? entryOf(line.entry) : refused(line, "entry/encrypted");
}

function refused({ entry }: Line, code: RefusalCode): ForeignEntry {
  return { kind: "refused", name: textAt(entry, "account").slice(0, 1024), code };
}

function entryOf(entry: unknown, secret = textAt(entry, "secret")): ForeignEntry {
  const fields = sameNames(entry);
  const issuer = issuerOf(fields.issuer);
  const algorithm = ALGORITHMS[Number(fields.algorithm) - 1] ?? fields.algorithm;
  const [mark = "", unmarked = ""] = /^(blz-|bliz-|stm-)?(.*)$/s.exec(secret)?.slice(1) ?? [];
  const type = MARKS.get(mark) ?? TYPES[Number(fields.type) - 1] ?? fields.type;
  const form = formOf(type, unmarked);
  return entryOfFields({ ...fields, issuer, algorithm, label: textAt(entry, "account"), ...form });
}

/** A name may be followed by the host that it is shown for. */
function issuerOf(issuer: string): string {
  return issuer.replace(/::.*$/s, "");
}

/** Some versions have written these by their numbers, from 1. */
const TYPES = ["totp", "hotp", "battle", "steam", "hex", "hhex"] as const;
const ALGORITHMS = ["SHA1", "SHA256", "SHA512"] as const;
/** Earlier versions have these types by a mark before the secret. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ["stm-", "steam"],
  ["blz-", "battle"],
  ["bliz-", "battle"],
]);

/** Blizzard's codes have 8 digits and else nothing of their own; keys of some entries are hexadecimal. */
function formOf(
  type: string,
  secret: string,
): Pick<OtpFields, "type" | "secret"> & Partial<Pick<OtpFields, "digits">> {
  if (type === "battle") return { type: "totp", secret, digits: "8" };
  const isHex = type === "hex" || type === "hhex" || (!BASE32.test(secret) && HEX.test(secret));
  const isByCounter = type === "hhex" || type === "hotp";
  if (!isHex || type === "steam") return { type, secret };
  return { type: isByCounter ? "hotp" : "totp", secret: bytesOfHexKey(secret) };
}

/** As the extension pads a key of an odd number of digits: a last 0 says nothing. Nothing for what is no key. */
function bytesOfHexKey(secret: string): Bytes {
  const digits = secret.replaceAll(/\s/g, "");
  if (!HEX.test(digits)) return new Uint8Array(0);
  if (digits.length % 2 === 0) return decodeHex(digits);
  return decodeHex(digits.endsWith("0") ? digits.slice(0, -1) : `${digits}0`);
}
