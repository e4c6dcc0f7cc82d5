// Backups of andOTP: a plain list and nothing around it, and sealed in either of its two forms (EncryptionHelper and
// EncryptedRestoreTask of its app). Sealed ones have no mark of their own. From 0.6.3 on they begin with the number of
// iterations, which andOTP draws from a narrow range, and that is taken for a mark. An older one is noise from its first
// byte to its last, like the files of many a program, so what it is can only be guessed, and is shown as a guess.

import type { Bytes } from "../../bytes/bytes.ts";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import { AES_GCM_NONCE_LENGTH } from "../../crypto/aes-gcm.ts";
import { type ForeignKdf, isAffordable } from "../../crypto/foreign-kdf.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { damaged, jsonOfUtf8, wrongPassword } from "./encoded.ts";
import type { ForeignEntry } from "./entry.ts";
import type { FileContent, ForeignFile, ReadFile } from "./format.ts";
import { at } from "./json.ts";
import { readList, sameNames } from "./list.ts";
import { isNoise } from "./noise.ts";
import { entryOfFields } from "./otp-fields.ts";
import { keyOf, openGcm } from "./sealed.ts";

const ITERATIONS_LENGTH = 4;
const SALT_LENGTH = 12;
/** The range that andOTP draws from; one in some 200,000 files of noise begins with such a number. */
const ITERATIONS = { min: 140_000, max: 160_000 };
/** More than 10,000 entries take. */
const MAX_BYTES = 10_000_000;

export function readAndOtp({ json }: ForeignFile): ReadFile | null {
  if (!Array.isArray(json) || json.length === 0) return null;
  if (!json.some(isEntry)) return null;
  return { state: "open", product: "andotp", ...readList(json, readEntry) };
}

/** To be asked after all others, since it guesses. */
export function readSealedAndOtp({ bytes, text }: ForeignFile): ReadFile | null {
  if (text !== null || bytes.length > MAX_BYTES || !isNoise(bytes, ITERATIONS_LENGTH)) return null;
  const iterations = new DataView(bytes.buffer, bytes.byteOffset).getInt32(0);
  const kdf = { name: "pbkdf2", hash: "SHA-1", iterations } as const;
  const spent = isAffordable(kdf) ? kdf : null;
  return {
    state: "sealed",
    product: "andotp",
    isGuess: iterations < ITERATIONS.min || iterations > ITERATIONS.max,
    kdf: spent,
    async open(password) {
      if (password === "") throw wrongPassword();
      const opened =
        (spent === null ? null : await openDerived(password, bytes, spent)) ??
        (await openHashed(password, bytes));
      if (opened === null) throw wrongPassword();
      return readOpened(jsonOfUtf8(opened));
    },
  };
}

/** From 0.6.3 on: iterations, salt, nonce, ciphertext. */
async function openDerived(password: string, file: Bytes, kdf: ForeignKdf): Promise<Bytes | null> {
  const saltEnd = ITERATIONS_LENGTH + SALT_LENGTH;
  const key = await keyOf(password, file.slice(ITERATIONS_LENGTH, saltEnd), kdf);
  return openWith(key, file.subarray(saltEnd));
}

/** Up to 0.6.2: nonce, ciphertext. The key is the hash of the password and nothing else. */
async function openHashed(password: string, file: Bytes): Promise<Bytes | null> {
  return openWith(sha256(encodeUtf8(password)), file);
}

async function openWith(key: Bytes, sealed: Bytes): Promise<Bytes | null> {
  const nonce = sealed.slice(0, AES_GCM_NONCE_LENGTH);
  try {
    return await openGcm(key, nonce, sealed.slice(AES_GCM_NONCE_LENGTH));
  } finally {
    key.fill(0);
  }
}

/** The first versions had codes by time alone, and no type. */
function isEntry(entry: unknown): boolean {
  const isText = (name: string) => typeof at(entry, name) === "string";
  return isText("secret") && (isText("type") || isText("label"));
}

function readOpened(list: unknown): FileContent {
  if (!Array.isArray(list)) throw damaged("What was sealed in the file is no list");
  return readList(list, readEntry);
}

/** Earlier versions have the issuer in front of the label. */
const PREFIXED = /^(.+?) - (.+)$/;

function readEntry(entry: unknown): ForeignEntry {
  const fields = sameNames(entry);
  const prefixed = at(entry, "issuer") === undefined ? PREFIXED.exec(fields.label) : null;
  if (prefixed === null) return entryOfFields(fields);
  return entryOfFields({ ...fields, issuer: prefixed[1] ?? "", label: prefixed[2] ?? "" });
}
