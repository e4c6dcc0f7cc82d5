// The keys of an export of Authenticator Extension, in the three forms that it has had (store/Accounts and
// models/password of its code): a passphrase for the entries comes of the password, and a hash of Argon2 tells whether
// it is the right one. What the hashes cost is bounded before any work.

import { encodeBase64 } from "../../bytes/base64.ts";
import type { Bytes } from "../../bytes/bytes.ts";
import { encodeHex } from "../../bytes/hex.ts";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import { type EncodedArgon2, parseEncodedArgon2 } from "../../crypto/encoded-argon2.ts";
import type { ForeignKdf } from "../../crypto/foreign-kdf.ts";
import { openOpensslSalted } from "../../crypto/openssl-salted.ts";
import { isWaykeyError } from "../../errors.ts";
import { bytesOfBase64, damaged } from "./encoded.ts";
import { at, textAt, wholeAt } from "./json.ts";
import { keyOf } from "./sealed.ts";

export type ExtensionKey = {
  /** Null: nothing that takes time. */
  readonly kdf: ForeignKdf | null;
  /** Null where the password is a wrong one for certain. */
  readonly passphraseOf: (password: string) => Promise<string | null>;
  /** Whether that is the key's passphrase; false as well where the file does not tell. */
  readonly isRight: (passphrase: string) => Promise<boolean>;
};

const KDF: ForeignKdf = { name: "argon2id", memoryKiB: 19 * 1024, iterations: 2, parallelism: 1 };
const KNOWN_VERSION = 3;
const SALT_LENGTH = { min: 8, max: 1024 };
/** One is usual; a sync of two browsers may leave more. */
const MAX_KEYS = 8;

/**
 * By their ids; those of a later form, or without a salt, are none.
 * @throws WaykeyError `import/costly`, `import/damaged`
 */
export function readKeys(records: readonly unknown[]): ReadonlyMap<string, ExtensionKey> {
  const found = records.filter((record) => at(record, "dataType") === "Key");
  if (found.length > MAX_KEYS) throw damaged("The file has too many keys");
  const keys = new Map<string, ExtensionKey>();
  for (const record of found) {
    const key = readKey(record);
    if (key !== null) keys.set(textAt(record, "id"), key);
  }
  return keys;
}

/** From version 3 on: the passphrase is the password's hash, as text. */
function readKey(record: unknown): ExtensionKey | null {
  const salt = encodeUtf8(textAt(record, "salt"));
  const isSalt = salt.length >= SALT_LENGTH.min && salt.length <= SALT_LENGTH.max;
  if (wholeAt(record, "version") !== KNOWN_VERSION || !isSalt) return null;
  return {
    kdf: KDF,
    async passphraseOf(password) {
      const key = await keyOf(password, salt, KDF);
      const passphrase = encodeBase64(key).replace(/=+$/, "");
      key.fill(0);
      return passphrase;
    },
    isRight: checkedBy(parseEncodedArgon2(textAt(record, "hash"))),
  };
}

/**
 * Of entries whose secret alone is sealed: under a key that the password opens, or, earlier, under the password.
 * @param record the file's member `key`
 * @returns null for a sealed key that is none
 * @throws WaykeyError `import/costly`
 */
export function readLegacyKey(record: unknown): ExtensionKey | null {
  if (record === undefined) {
    return {
      kdf: null,
      passphraseOf: (password) => Promise.resolve(password),
      isRight: () => Promise.resolve(false),
    };
  }
  const sealed = sealedKey(textAt(record, "enc"));
  if (sealed === null) return null;
  return {
    kdf: null,
    async passphraseOf(password) {
      const key = await openOpensslSalted(password, sealed);
      return key === null ? null : encodeHex(key);
    },
    isRight: checkedBy(parseEncodedArgon2(textAt(record, "hash"))),
  };
}

function sealedKey(base64: string): Bytes | null {
  if (base64 === "") return null;
  try {
    return bytesOfBase64(base64);
  } catch (error) {
    if (isWaykeyError(error, "import/damaged")) return null;
    throw error;
  }
}

function checkedBy(hash: EncodedArgon2 | null): ExtensionKey["isRight"] {
  return (passphrase) => (hash === null ? Promise.resolve(false) : hash(passphrase));
}
