// Backups of Stratum, which was Authenticator Pro: plain JSON with types and algorithms by number, and sealed in either
// of its two forms (Stratum.Core/src/Backup/Encryption). Each begins with a mark of 16 letters, and its derivation is
// fixed. The older form has nothing that proves it whole: there a wrong password is told from damage by how every text
// of its begins.

import { type Bytes, equalBytes } from "../../bytes/bytes.ts";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import { AES_CBC_IV_LENGTH, openAesCbc, openAesCbcHead } from "../../crypto/aes-cbc.ts";
import { AES_GCM_NONCE_LENGTH } from "../../crypto/aes-gcm.ts";
import type { ForeignKdf } from "../../crypto/foreign-kdf.ts";
import { damaged, jsonOfUtf8, wrongPassword } from "./encoded.ts";
import type { ForeignEntry } from "./entry.ts";
import type { FileContent, ForeignFile, ReadFile } from "./format.ts";
import { at, textAt } from "./json.ts";
import { readList } from "./list.ts";
import { entryOfFields } from "./otp-fields.ts";
import { keyOf, openGcm } from "./sealed.ts";

const MARK_LENGTH = 16;
/** How the text begins, in whatever way the JSON is spaced, within its first 16 bytes. */
const HEAD = /^\s*\{\s*"Authentic/;

type Form = {
  readonly mark: Bytes;
  readonly kdf: ForeignKdf;
  readonly saltLength: number;
  readonly nonceLength: number;
  /** @throws WaykeyError `import/password`, and `import/damaged` where that can be told */
  readonly open: (key: Bytes, nonce: Bytes, ciphertext: Bytes) => Promise<Bytes>;
};

const FORMS: readonly Form[] = [
  {
    mark: encodeUtf8("AUTHENTICATORPRO"),
    kdf: { name: "argon2id", memoryKiB: 64 * 1024, iterations: 3, parallelism: 4 },
    saltLength: 16,
    nonceLength: AES_GCM_NONCE_LENGTH,
    open: openStrong,
  },
  {
    mark: encodeUtf8("AuthenticatorPro"),
    kdf: { name: "pbkdf2", hash: "SHA-1", iterations: 64_000 },
    saltLength: 20,
    nonceLength: AES_CBC_IV_LENGTH,
    open: openLegacy,
  },
];

export function readStratum({ bytes, json }: ForeignFile): ReadFile | null {
  if (isBackup(json)) return { state: "open", product: "stratum", ...readBackup(json) };
  const form = FORMS.find(({ mark }) => equalBytes(mark, bytes.subarray(0, MARK_LENGTH)));
  if (form === undefined) return null;
  const { kdf, saltLength, nonceLength } = form;
  const [nonceStart, textStart] = [
    MARK_LENGTH + saltLength,
    MARK_LENGTH + saltLength + nonceLength,
  ];
  // Of a tag, or of a block.
  if (bytes.length < textStart + 16) throw damaged("The file is cut off");
  const salt = bytes.slice(MARK_LENGTH, nonceStart);
  const nonce = bytes.slice(nonceStart, textStart);
  const ciphertext = bytes.slice(textStart);
  return {
    state: "sealed",
    product: "stratum",
    kdf,
    async open(password) {
      const key = await keyOf(password, salt, kdf);
      try {
        return readBackup(jsonOfUtf8(await form.open(key, nonce, ciphertext)));
      } finally {
        key.fill(0);
      }
    },
  };
}

async function openStrong(key: Bytes, nonce: Bytes, ciphertext: Bytes): Promise<Bytes> {
  const text = await openGcm(key, nonce, ciphertext);
  if (text === null) throw wrongPassword();
  return text;
}

async function openLegacy(key: Bytes, iv: Bytes, ciphertext: Bytes): Promise<Bytes> {
  const head = await openAesCbcHead(key, iv, ciphertext);
  if (!HEAD.test(String.fromCharCode(...head))) throw wrongPassword();
  const text = await openAesCbc(key, iv, ciphertext);
  if (text === null) throw damaged("The file is cut off, or its end altered");
  return text;
}

function isBackup(json: unknown): boolean {
  return Array.isArray(at(json, "Authenticators"));
}

function readBackup(json: unknown): FileContent {
  const list = at(json, "Authenticators");
  if (!Array.isArray(list)) throw damaged("There is no list of entries");
  return readList(list, readEntry);
}

const TYPES = new Map([
  ["1", "hotp"],
  ["2", "totp"],
  ["4", "steam"],
]);
const ALGORITHMS = new Map([
  ["", "SHA1"],
  ["0", "SHA1"],
  ["1", "SHA256"],
  ["2", "SHA512"],
]);

function readEntry(entry: unknown): ForeignEntry {
  const [type, algorithm] = [textAt(entry, "Type"), textAt(entry, "Algorithm")];
  return entryOfFields({
    type: TYPES.get(type) ?? `number ${type}`,
    issuer: textAt(entry, "Issuer"),
    label: textAt(entry, "Username"),
    secret: textAt(entry, "Secret"),
    algorithm: ALGORITHMS.get(algorithm) ?? `number ${algorithm}`,
    digits: textAt(entry, "Digits"),
    period: textAt(entry, "Period"),
    counter: textAt(entry, "Counter"),
  });
}
