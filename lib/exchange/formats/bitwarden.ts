// Exports of Bitwarden as JSON: plain, and under a password of their own, by either of its derivations. One that is
// encrypted for the account can be opened by nobody but Bitwarden. After libs/common/src/models/export of its clients.

import type { Bytes } from "../../bytes/bytes.ts";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import {
  type CbcHmacKeys,
  type CbcHmacMessage,
  openAesCbcHmac,
} from "../../crypto/aes-cbc-hmac.ts";
import { checkForeignKdf, type ForeignKdf } from "../../crypto/foreign-kdf.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { WaykeyError } from "../../errors.ts";
import { expandBitwardenKey } from "../bitwarden-keys.ts";
import { readItems } from "./bitwarden-items.ts";
import { bytesOfBase64, damaged, jsonOfUtf8, wrongPassword } from "./encoded.ts";
import type { FileContent, ForeignFile, ReadFile } from "./format.ts";
import { at, textAt, wholeAt } from "./json.ts";
import { keyOf } from "./sealed.ts";
import { findInZip } from "./zip.ts";

const PBKDF2 = 0;
const ARGON2ID = 1;

/** Of an export with its attachments. */
const DATA = "data.json";

export function readBitwarden({ json, bytes }: ForeignFile): ReadFile | null {
  const data = json === undefined ? findInZip(bytes, DATA) : null;
  return readVault(data === null ? json : jsonOfUtf8(data));
}

function readVault(json: unknown): ReadFile | null {
  const encrypted = at(json, "encrypted");
  if (at(json, "items") !== undefined && (encrypted === false || isEarly(json))) {
    return { state: "open", product: "bitwarden", ...readItems(json) };
  }
  if (encrypted !== true) return null;
  if (at(json, "passwordProtected") !== true) {
    throw new WaykeyError("import/account-restricted", "The file is encrypted for one account");
  }
  const kdf = kdfOf(json);
  checkForeignKdf(kdf);
  const salt = encodeUtf8(textAt(json, "salt"));
  const check = messageOf(textAt(json, "encKeyValidation_DO_NOT_EDIT"));
  const data = messageOf(textAt(json, "data"));
  return {
    state: "sealed",
    product: "bitwarden",
    kdf,
    open: (password) => open(password, { kdf, salt, check, data }),
  };
}

/** Before there were encrypted exports, none said that it was not. */
function isEarly(json: unknown): boolean {
  const groups = at(json, "folders") ?? at(json, "collections");
  return at(json, "encrypted") === undefined && Array.isArray(groups);
}

type Sealed = {
  readonly kdf: ForeignKdf;
  /** The text of it as UTF-8: it is not decoded. */
  readonly salt: Bytes;
  readonly check: CbcHmacMessage;
  readonly data: CbcHmacMessage;
};

async function open(password: string, sealed: Sealed): Promise<FileContent> {
  const { kdf, salt } = sealed;
  const key = await keyOf(password, kdf.name === "argon2id" ? sha256(salt) : salt, kdf);
  const keys: CbcHmacKeys = {
    encryption: expandBitwardenKey(key, "enc"),
    mac: expandBitwardenKey(key, "mac"),
  };
  key.fill(0);
  try {
    if ((await openAesCbcHmac(keys, sealed.check)) === null) throw wrongPassword();
    const items = await openAesCbcHmac(keys, sealed.data);
    if (items === null) throw damaged("The seal of the items is broken");
    return readItems(jsonOfUtf8(items));
  } finally {
    keys.encryption.fill(0);
    keys.mac.fill(0);
  }
}

function kdfOf(json: unknown): ForeignKdf {
  const iterations = wholeAt(json, "kdfIterations");
  if (at(json, "kdfType") === PBKDF2) return { name: "pbkdf2", iterations };
  if (at(json, "kdfType") !== ARGON2ID) throw damaged("The file's key derivation is not known");
  return {
    name: "argon2id",
    memoryKiB: wholeAt(json, "kdfMemory") * 1024,
    iterations,
    parallelism: wholeAt(json, "kdfParallelism"),
  };
}

/** `2.iv|ciphertext|mac`: 2 is AES-256-CBC with HMAC-SHA-256. */
function messageOf(text: string): CbcHmacMessage {
  const parts = /^2\.([^|]+)\|([^|]+)\|([^|]+)$/.exec(text)?.slice(1).map(bytesOfBase64);
  const [iv, ciphertext, mac] = parts ?? [];
  if (iv === undefined || ciphertext === undefined || mac === undefined) {
    throw damaged("A sealed part of the file is of no form that is known");
  }
  return { iv, ciphertext, mac };
}
