// The encrypted export of Aegis (docs/vault.md of Aegis): a random master key seals the entries, and one slot has that
// key sealed under what scrypt makes of the password, by the parameters that Aegis itself has.

import { encodeBase32 } from "../../bytes/base32.ts";
import { encodeBase64 } from "../../bytes/base64.ts";
import type { Bytes } from "../../bytes/bytes.ts";
import { encodeHex } from "../../bytes/hex.ts";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import {
  AES_GCM_KEY_LENGTH,
  AES_GCM_NONCE_LENGTH,
  AES_GCM_TAG_LENGTH,
  sealAesGcm,
} from "../../crypto/aes-gcm.ts";
import type { RandomBytes } from "../../crypto/random-bytes.ts";
import { keyOf } from "../formats/sealed.ts";
import { type ExportEntry, formatUuid, type SealedWriter } from "./export.ts";
import { otpOf, parametersOf } from "./otp.ts";

const VERSION = 1;
const DB_VERSION = 3;
const PASSWORD_SLOT = 1;
const SALT_LENGTH = 32;
const UUID_LENGTH = 16;
const SCRYPT = { name: "scrypt", costFactor: 32_768, blockSize: 8, parallelism: 1 } as const;
const NOTHING = new Uint8Array(0);

export const aegis: SealedWriter = {
  reasonToLeave: ({ kind }) => {
    if (kind === "passkey") return "passkeys";
    return kind === "recovery" ? "recovery-codes" : null;
  },
  isLessened: () => false,
  async seal(entries, password, { random }) {
    const salt = random(SALT_LENGTH);
    const masterKey = random(AES_GCM_KEY_LENGTH);
    const key = await keyOf(password, salt, SCRYPT);
    const slot = await seal(key, masterKey, random);
    const db = encodeUtf8(JSON.stringify(dbOf(entries, random)));
    const sealed = await seal(masterKey, db, random);
    for (const secret of [key, masterKey, db]) secret.fill(0);
    return JSON.stringify({
      version: VERSION,
      header: {
        slots: [
          {
            type: PASSWORD_SLOT,
            uuid: formatUuid(random(UUID_LENGTH)),
            key: encodeHex(slot.text),
            key_params: slot.parameters,
            n: SCRYPT.costFactor,
            r: SCRYPT.blockSize,
            p: SCRYPT.parallelism,
            salt: encodeHex(salt),
            repaired: true,
            is_backup: false,
          },
        ],
        params: sealed.parameters,
      },
      db: encodeBase64(sealed.text),
    });
  },
};

/** AES-256-GCM, whose tag stands apart from the text. */
async function seal(key: Bytes, text: Bytes, random: RandomBytes) {
  const nonce = random(AES_GCM_NONCE_LENGTH);
  const sealed = await sealAesGcm(key, nonce, text, NOTHING);
  const end = sealed.length - AES_GCM_TAG_LENGTH;
  return {
    text: sealed.subarray(0, end),
    parameters: { nonce: encodeHex(nonce), tag: encodeHex(sealed.subarray(end)) },
  };
}

function dbOf(entries: readonly ExportEntry[], random: RandomBytes) {
  return {
    version: DB_VERSION,
    entries: entries.map((entry) => entryOf(entry, random)),
    groups: [],
    icons_optimized: true,
  };
}

function entryOf(entry: ExportEntry, random: RandomBytes) {
  const { type, issuer, label, ...form } = parametersOf(otpOf(entry));
  const secret = encodeBase32(form.secret);
  form.secret.fill(0);
  const moving = type === "hotp" ? { counter: form.counter } : { period: form.periodSeconds };
  return {
    type,
    uuid: formatUuid(random(UUID_LENGTH)),
    name: label,
    issuer,
    note: "",
    favorite: false,
    icon: null,
    info: { secret, algo: form.algorithm, digits: form.digits, ...moving },
    groups: [],
  };
}
