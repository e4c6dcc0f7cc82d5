// The envelope of one record, version 2: padded JSON under AES-256-GCM, with a key of its own for every
// revision and with the vault, outer id, revision and tags bound as additional data. Layout:
// docs/vault-format.md, "Sealed record".

import * as v from "valibot";
import { type Bytes, copyBytes, equalBytes } from "../bytes/bytes.ts";
import { decodeUtf8 } from "../bytes/utf8.ts";
import {
  AES_GCM_NONCE_LENGTH,
  AES_GCM_TAG_LENGTH,
  openAesGcm,
  sealAesGcm,
} from "../crypto/aes-gcm.ts";
import { WaykeyError } from "../errors.ts";
import { computeOuterId, TAG_COUNT } from "./blind-index.ts";
import { VAULT_FORMAT } from "./header.ts";
import { encodeFields } from "./length-prefix.ts";
import { encodePadded } from "./padded-json.ts";
import type { VaultPorts } from "./ports.ts";
import type { SealedRecord } from "./store.ts";
import { deriveRecordKey, type VaultKeys } from "./vault-keys.ts";

/** The version of records and manifest, independent of the header's. */
export const RECORD_VERSION = 2;

/** Plaintexts are padded to a multiple of this many bytes. */
export const RECORD_PADDING = 1024;

const Bytes16 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/));
const Revision = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const SealedRecordSchema = v.object({
  id: Bytes16,
  revision: Revision,
  tags: v.pipe(
    v.array(Bytes16),
    v.length(TAG_COUNT),
    v.check((tags) => new Set(tags).size === TAG_COUNT),
  ),
  nonce: v.pipe(v.instance(Uint8Array), v.length(AES_GCM_NONCE_LENGTH)),
  ciphertext: v.pipe(v.instance(Uint8Array), v.minLength(AES_GCM_TAG_LENGTH)),
});

const InsideSchema = v.object({
  version: v.literal(RECORD_VERSION),
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  kind: v.pipe(v.string(), v.maxLength(32)),
  revision: Revision,
  device: Bytes16,
  deletedAt: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  record: v.unknown(),
});

const Versioned = v.object({ version: v.pipe(v.number(), v.minValue(RECORD_VERSION + 1)) });

/**
 * What is sealed: one revision of a record, `device` being the copy of the vault that wrote it. A
 * tombstone has `record` null and `deletedAt` set. `record` is not yet checked.
 */
export type Inside = v.InferOutput<typeof InsideSchema>;

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

/** Whether what a store returned is this very record. */
export function isSameSealed(stored: unknown, sealed: SealedRecord): boolean {
  const result = v.safeParse(SealedRecordSchema, stored);
  if (!result.success) return false;
  const { id, revision, tags, nonce, ciphertext } = result.output;
  return (
    id === sealed.id &&
    revision === sealed.revision &&
    tags.every((tag, i) => tag === sealed.tags[i]) &&
    equalBytes(nonce, sealed.nonce) &&
    equalBytes(ciphertext, sealed.ciphertext)
  );
}

/** @param tags TAG_COUNT of them, all different */
export async function sealRecord(
  keys: VaultKeys,
  inside: Omit<Inside, "version">,
  tags: readonly string[],
  random: VaultPorts["random"],
): Promise<SealedRecord> {
  const { id, kind, revision, device, deletedAt, record } = inside;
  const nonce = random(AES_GCM_NONCE_LENGTH);
  const outer = { id: await computeOuterId(keys, id), revision, tags, nonce };
  const key = await deriveRecordKey(keys, outer.id, revision);
  const content = { version: RECORD_VERSION, id, kind, revision, device, deletedAt, record };
  const plaintext = encodePadded(content, RECORD_PADDING);
  try {
    const additionalData = recordAdditionalData(keys, outer);
    return { ...outer, ciphertext: await sealAesGcm(key, nonce, plaintext, additionalData) };
  } finally {
    key.fill(0);
    plaintext.fill(0);
  }
}

/**
 * Opens a sealed record and checks that it is what its outside says.
 * @throws WaykeyError `record/damaged` when the seal does not open, or the inside is not JSON or does
 *   not belong to this id and revision
 * @throws WaykeyError `record/invalid` when a later version of Waykey has written it
 */
export async function openSealed(keys: VaultKeys, sealed: SealedRecord): Promise<Inside> {
  const key = await deriveRecordKey(keys, sealed.id, sealed.revision);
  const additionalData = recordAdditionalData(keys, sealed);
  const plaintext = await openAesGcm(key, sealed.nonce, sealed.ciphertext, additionalData);
  key.fill(0);
  if (plaintext === null) throw damaged("The record's seal is broken");
  const inside = parseInside(decodePlaintext(plaintext));
  const isOwn =
    inside.revision === sealed.revision && (await computeOuterId(keys, inside.id)) === sealed.id;
  if (!isOwn) throw damaged("The record belongs to another id or revision");
  return inside;
}

function parseInside(content: unknown): Inside {
  const result = v.safeParse(InsideSchema, content);
  if (result.success) return result.output;
  if (v.is(Versioned, content)) {
    throw new WaykeyError("record/invalid", "The record was written by a later version of Waykey");
  }
  throw damaged("The record's content is not that of a sealed record");
}

function recordAdditionalData(
  { vaultId }: VaultKeys,
  { id, revision, tags }: Pick<SealedRecord, "id" | "revision" | "tags">,
): Bytes {
  return encodeFields(VAULT_FORMAT, RECORD_VERSION, "record", vaultId, id, revision, ...tags);
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
