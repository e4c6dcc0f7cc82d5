// Opens sealed records of version 1, for the migration. Nothing is written in that format any more.
// Layout: docs/vault-format-v1.md, "Sealed record".

import * as v from "valibot";
import { encodeBase64url } from "../bytes/base64url.ts";
import { type Bytes, concatBytes, copyBytes } from "../bytes/bytes.ts";
import { decodeUtf8, encodeUtf8 } from "../bytes/utf8.ts";
import { AES_GCM_NONCE_LENGTH, AES_GCM_TAG_LENGTH, openAesGcm } from "../crypto/aes-gcm.ts";
import { deriveHkdfSha256 } from "../crypto/hkdf.ts";
import { computeHmacSha256 } from "../crypto/hmac.ts";
import { WaykeyError } from "../errors.ts";
import { encodeFields } from "./length-prefix.ts";
import { parseRecord, type VaultRecord } from "./schema.ts";
import { deriveHmacKey, type VaultKeys } from "./vault-keys.ts";

const SealedRecordV1Schema = v.object({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  tags: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/))), v.maxLength(8)),
  nonce: v.pipe(v.instance(Uint8Array), v.length(AES_GCM_NONCE_LENGTH)),
  ciphertext: v.pipe(v.instance(Uint8Array), v.minLength(AES_GCM_TAG_LENGTH)),
});

/** The index key of version 1, to be derived once for all records. */
export function deriveIndexKeyV1({ root, vaultId }: VaultKeys): Promise<CryptoKey> {
  return deriveHmacKey(root, vaultId, "waykey-vault/1/index");
}

/**
 * Opens what a version 1 store held.
 * @throws WaykeyError `record/damaged` when it is not shaped like a record, does not open or does not
 *   belong to its outside; `record/invalid` when it is whole but not a record this version knows
 */
export async function openRecordV1(
  keys: VaultKeys,
  indexKey: CryptoKey,
  stored: unknown,
): Promise<{ readonly record: VaultRecord; readonly revision: number }> {
  const parsed = v.safeParse(SealedRecordV1Schema, stored);
  if (!parsed.success) throw damaged("The record is not shaped like a sealed record");
  const { id, revision, tags, nonce, ciphertext } = parsed.output;
  const { root, vaultId } = keys;
  const info = encodeFields("waykey-vault/1/record", id, revision);
  const key = await deriveHkdfSha256(root, vaultId, info, 32);
  const outside = ["waykey-vault", 1, "record", vaultId, id, revision, tags.length, ...tags];
  const plaintext = await openAesGcm(
    key,
    copyBytes(nonce),
    copyBytes(ciphertext),
    encodeFields(...outside),
  );
  key.fill(0);
  if (plaintext === null) throw damaged("The record's seal is broken");
  const record = parseRecord(decodePlaintext(plaintext));
  if (record.id !== id) throw damaged("The record belongs to another id");
  if ((await computeTagsV1(indexKey, record)).join() !== tags.join()) {
    throw damaged("The record's tags are not its own");
  }
  return { record, revision };
}

function computeTagsV1(indexKey: CryptoKey, record: VaultRecord): Promise<readonly string[]> {
  const values = [["kind", record.kind]];
  if (record.kind === "passkey") {
    values.push(["rpId", record.rpId], ["credentialId", record.credentialId]);
  }
  return Promise.all(
    values.map(async ([type = "", value = ""]) => {
      const message = concatBytes(encodeUtf8(type), Uint8Array.of(0), encodeUtf8(value));
      return encodeBase64url((await computeHmacSha256(indexKey, message)).subarray(0, 16));
    }),
  );
}

function decodePlaintext(plaintext: Bytes): unknown {
  try {
    return JSON.parse(decodeUtf8(plaintext));
  } catch {
    throw damaged("The record's content is not JSON");
  } finally {
    plaintext.fill(0);
  }
}

function damaged(message: string): WaykeyError {
  return new WaykeyError("record/damaged", message);
}
