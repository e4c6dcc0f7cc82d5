// The JSON of Bitwarden, plain and under a password of its own (libs/common/src/models/export of its clients): a login
// for each code and each passkey. Bitwarden makes codes by time and Steam's, and keeps passkeys on P-256 alone.

import { encodeBase32 } from "../../bytes/base32.ts";
import { encodeBase64 } from "../../bytes/base64.ts";
import { decodeBase64url } from "../../bytes/base64url.ts";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import type { CbcHmacKeys } from "../../crypto/aes-cbc-hmac.ts";
import type { RandomBytes } from "../../crypto/random-bytes.ts";
import { sealAesCbcHmac } from "../../crypto/aes-cbc-hmac.ts";
import { sha256 } from "../../crypto/sha256.ts";
import type { OtpRecord, PasskeyRecord } from "../../vault/schema.ts";
import { BACKUP_KDF } from "../backup.ts";
import { keyOf } from "../formats/sealed.ts";
import { expandBitwardenKey } from "../bitwarden-keys.ts";
import {
  type ExportEntry,
  formatGuid,
  formatUuid,
  type LeftCode,
  type PlainWriter,
  type SealedWriter,
} from "./export.ts";
import { linkOf, parametersOf, reasonOfLinks } from "./otp.ts";
import { addressOf, keyOfPasskey, reasonOfPasskey } from "./passkey.ts";

const LOGIN = 1;
const ARGON2ID = 1;
const GUID_LENGTH = 16;
const IV_LENGTH = 16;
/** Epoch milliseconds: years beyond are written with a sign, which few programs read. */
const END_OF_YEAR_9999 = 253_402_300_799_999;

const limits = {
  reasonToLeave(entry: ExportEntry): LeftCode | null {
    if (entry.kind === "passkey") return reasonOfPasskey(entry.record, false);
    if (entry.kind === "otp" && entry.record.type === "hotp") return "counter";
    return reasonOfLinks(entry);
  },
  /** It keeps neither the keys of `prf` nor a blob. */
  isLessened: (entry: ExportEntry) =>
    entry.kind === "passkey" &&
    (entry.record.prfSecrets !== null || entry.record.largeBlob !== null),
};

export const bitwarden: PlainWriter = {
  ...limits,
  write: (entries, { random }) => ({
    kind: "file",
    text: JSON.stringify(exportOf(entries, random), null, 2),
    extension: "json",
  }),
};

export const bitwardenSealed: SealedWriter = {
  ...limits,
  async seal(entries, password, { random }) {
    // Its UTF-8 is the salt, or with Argon2id the SHA-256 of that.
    const salt = encodeBase64(random(16));
    const key = await keyOf(password, sha256(encodeUtf8(salt)), {
      name: "argon2id",
      ...BACKUP_KDF,
    });
    const keys = {
      encryption: expandBitwardenKey(key, "enc"),
      mac: expandBitwardenKey(key, "mac"),
    };
    const data = await seal(keys, JSON.stringify(exportOf(entries, random)), random);
    const validation = await seal(keys, formatUuid(random(GUID_LENGTH)), random);
    for (const secret of [key, keys.encryption, keys.mac]) secret.fill(0);
    return JSON.stringify({
      encrypted: true,
      passwordProtected: true,
      salt,
      kdfType: ARGON2ID,
      kdfIterations: BACKUP_KDF.iterations,
      kdfMemory: BACKUP_KDF.memoryKiB / 1024,
      kdfParallelism: BACKUP_KDF.parallelism,
      encKeyValidation_DO_NOT_EDIT: validation,
      data,
    });
  },
};

/** `2.iv|ciphertext|mac`: 2 is AES-256-CBC with HMAC-SHA-256. */
async function seal(keys: CbcHmacKeys, text: string, random: RandomBytes): Promise<string> {
  const bytes = encodeUtf8(text);
  const { iv, ciphertext, mac } = await sealAesCbcHmac(keys, random(IV_LENGTH), bytes);
  bytes.fill(0);
  return `2.${[iv, ciphertext, mac].map(encodeBase64).join("|")}`;
}

function exportOf(entries: readonly ExportEntry[], random: RandomBytes) {
  return {
    encrypted: false,
    folders: [],
    items: entries.map((entry) => itemOf(entry, formatUuid(random(GUID_LENGTH)))),
  };
}

function itemOf(entry: ExportEntry, id: string) {
  const { record } = entry;
  if (record.kind === "recovery") throw new TypeError("entry must be a code or a passkey");
  const { name, login } = record.kind === "otp" ? loginOfOtp(record) : loginOfPasskey(record);
  return {
    id,
    organizationId: null,
    folderId: null,
    collectionIds: null,
    type: LOGIN,
    reprompt: 0,
    name,
    notes: null,
    favorite: false,
    creationDate: formatTime(record.createdAt),
    revisionDate: formatTime(record.updatedAt),
    deletedDate: null,
    passwordHistory: null,
    login: { password: null, ...login },
  };
}

/** A record out of a crafted backup may be of a time that no calendar has. */
function formatTime(at: number): string {
  return new Date(Math.min(at, END_OF_YEAR_9999)).toISOString();
}

function loginOfOtp(record: OtpRecord) {
  const { issuer, label, type } = record;
  const totp = type === "steam" ? steamLinkOf(record) : linkOf(record);
  return {
    name: issuer || label,
    login: { username: label || null, totp, uris: [], fido2Credentials: [] },
  };
}

/** Bitwarden knows Steam's codes by this alone. */
function steamLinkOf(record: OtpRecord): string {
  const { secret } = parametersOf(record);
  const link = `steam://${encodeBase32(secret)}`;
  secret.fill(0);
  return link;
}

function loginOfPasskey(record: PasskeyRecord) {
  const { rpId, rpName, userName, userDisplayName, userHandle } = record;
  return {
    name: rpName || rpId,
    login: {
      username: userName || null,
      totp: null,
      uris: [{ match: null, uri: addressOf(record) }],
      fido2Credentials: [
        {
          credentialId: credentialIdOf(record),
          keyType: "public-key",
          keyAlgorithm: "ECDSA",
          keyCurve: "P-256",
          keyValue: keyOfPasskey(record),
          rpId,
          userHandle,
          userName,
          counter: "0",
          rpName,
          userDisplayName,
          discoverable: "true",
          creationDate: formatTime(record.createdAt),
        },
      ],
    },
  };
}

/** Bitwarden's own have 16 bytes and are written as a GUID; it takes others by a prefix. */
function credentialIdOf({ credentialId }: PasskeyRecord): string {
  const bytes = decodeBase64url(credentialId);
  return bytes.length === GUID_LENGTH ? formatGuid(bytes) : `b64.${credentialId}`;
}
