// Exports of Authenticator Extension: an object whose members are entries and keys. An entry is plain, or sealed as a
// whole under one of the keys, or, from earlier versions, has a sealed secret. Nothing proves a sealed one whole, so it
// counts as opened only when what comes of it is an entry; if none is, and no key knows the password, that is wrong.

import { openOpensslSalted } from "../../crypto/openssl-salted.ts";
import { isWaykeyError, type RefusalCode } from "../../errors.ts";
import { type ExtensionKey, readKeys, readLegacyKey } from "./authenticator-extension-keys.ts";
import { bytesOfBase64, textOfUtf8, wrongPassword } from "./encoded.ts";
import { checkCount, type ForeignEntry } from "./entry.ts";
import { type FileContent, type ForeignFile, onlyEntries, type ReadFile } from "./format.ts";
import { at, isObject, parseJson, textAt } from "./json.ts";
import { sameNames } from "./list.ts";
import { entryOfFields } from "./otp-fields.ts";

const PRODUCT = "authenticator-extension";
/** Base32, hexadecimal, or with the mark of Blizzard's or Steam's: what the extension itself takes for a secret. */
const SECRET = /^(?:[a-z2-7]+=*|[0-9a-f]+|(?:blz|bliz|stm)-.+)$/i;

/** An entry; if it is sealed, with the text that is, and the key that seals it. */
type Line = {
  readonly entry: unknown;
  readonly sealed: string | null;
  /** Null: there is none, or none that is known. */
  readonly key: ExtensionKey | null;
};

export function readAuthenticatorExtension({ json }: ForeignFile): ReadFile | null {
  if (!isObject(json)) return null;
  const entries = Object.values(json).filter(isEntry);
  if (entries.length === 0) return null;
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

/** Earlier versions have Steam's by a mark before the secret. */
function entryOf(entry: unknown, secret = textAt(entry, "secret")): ForeignEntry {
  const fields = { ...sameNames(entry), label: textAt(entry, "account"), secret };
  const isSteam = secret.startsWith("stm-");
  return entryOfFields(isSteam ? { ...fields, type: "steam", secret: secret.slice(4) } : fields);
}
