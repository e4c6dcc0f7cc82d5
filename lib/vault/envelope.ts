// The envelope of one record: padded JSON under AES-256-GCM, with a key of its own for every revision
// and with the vault, id, revision and tags bound as additional data. Layout: docs/vault-format.md,
// "Sealed record".

import * as v from "valibot";
import { type Bytes, copyBytes } from "../bytes/bytes.ts";
import { decodeUtf8 } from "../bytes/utf8.ts";
import {
  AES_GCM_NONCE_LENGTH,
  AES_GCM_TAG_LENGTH,
  openAesGcm,
  sealAesGcm,
} from "../crypto/aes-gcm.ts";
import { WaykeyError } from "../errors.ts";
import { VAULT_FORMAT } from "./header.ts";
import { encodeFields } from "./length-prefix.ts";
import { encodePadded } from "./padded-json.ts";
import type { VaultPorts } from "./ports.ts";
import { parseRecord, type VaultRecord } from "./schema.ts";
import type { SealedRecord } from "./store.ts";
import { computeRecordTags } from "./tags.ts";
import { deriveRecordKey, type VaultKeys } from "./vault-keys.ts";

/** Plaintexts are padded to a multiple of this many bytes. */
export const RECORD_PADDING = 256;

/** The version of the sealed record's format, which has not changed with the header's. */
const RECORD_VERSION = 1;

const SealedRecordSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  tags: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/))), v.maxLength(8)),
  nonce: v.pipe(v.instance(Uint8Array), v.length(AES_GCM_NONCE_LENGTH)),
  ciphertext: v.pipe(v.instance(Uint8Array), v.minLength(AES_GCM_TAG_LENGTH)),
});

/**
 * Checks the outer shape of what a store returned.
 * @throws WaykeyError `record/damaged`
 */
export function parseSealedRecord(input: unknown): SealedRecord {
  const result = v.safeParse(SealedRecordSchema, input);
  if (!result.success) throw damaged("The record is not shaped like a sealed record");
  const { nonce, ciphertext, ...rest } = result.output;
  return { ...rest, nonce: copyBytes(nonce), ciphertext: copyBytes(ciphertext) };
}

/** Seals a record that `parseRecord` has passed, as the given revision. */
export async function sealRecord(
  keys: VaultKeys,
  record: VaultRecord,
  revision: number,
  random: VaultPorts["random"],
): Promise<SealedRecord> {
  const tags = await computeRecordTags(keys, record);
  const outer = { id: record.id, revision, tags, nonce: random(AES_GCM_NONCE_LENGTH) };
  const key = await deriveRecordKey(keys, record.id, revision);
  const plaintext = encodePadded(record, RECORD_PADDING);
  try {
    const additionalData = recordAdditionalData(keys, outer);
    return { ...outer, ciphertext: await sealAesGcm(key, outer.nonce, plaintext, additionalData) };
  } finally {
    key.fill(0);
    plaintext.fill(0);
  }
}

/**
 * Opens a sealed record and checks that it is what its outside says.
 * @throws WaykeyError `record/damaged` when the seal does not open, or the inside is not JSON or does
 *   not belong to this id and these tags
 * @throws WaykeyError `record/invalid` when the inside is whole but not a record this version knows
 */
export async function openRecord(keys: VaultKeys, sealed: SealedRecord): Promise<VaultRecord> {
  const key = await deriveRecordKey(keys, sealed.id, sealed.revision);
  const additionalData = recordAdditionalData(keys, sealed);
  const plaintext = await openAesGcm(key, sealed.nonce, sealed.ciphertext, additionalData);
  key.fill(0);
  if (plaintext === null) throw damaged("The record's seal is broken");
  const record = parseRecord(decodePlaintext(plaintext));
  if (record.id !== sealed.id) throw damaged("The record belongs to another id");
  const tags = await computeRecordTags(keys, record);
  if (tags.join() !== sealed.tags.join()) throw damaged("The record's tags are not its own");
  return record;
}

function recordAdditionalData(
  keys: VaultKeys,
  sealed: Pick<SealedRecord, "id" | "revision" | "tags">,
): Bytes {
  const { id, revision, tags } = sealed;
  const { vaultId } = keys;
  return encodeFields(
    VAULT_FORMAT,
    RECORD_VERSION,
    "record",
    vaultId,
    id,
    revision,
    tags.length,
    ...tags,
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
