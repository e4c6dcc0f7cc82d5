// The manifest: one sealed object that tells how many records there are and a keyed sum over all of
// them, so that a deleted, added, swapped or rolled back record shows, and so that one write costs the
// same however many records there are. Layout: docs/vault-format.md, "Manifest".

import * as v from "valibot";
import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import { type Bytes, copyBytes } from "../bytes/bytes.ts";
import { decodeUtf8 } from "../bytes/utf8.ts";
import {
  AES_GCM_NONCE_LENGTH,
  AES_GCM_TAG_LENGTH,
  openAesGcm,
  sealAesGcm,
} from "../crypto/aes-gcm.ts";
import { computeHmacSha256 } from "../crypto/hmac.ts";
import { WaykeyError } from "../errors.ts";
import { RECORD_VERSION } from "./envelope.ts";
import { VAULT_FORMAT } from "./header.ts";
import { encodeFields } from "./length-prefix.ts";
import { encodePadded } from "./padded-json.ts";
import type { VaultPorts } from "./ports.ts";
import type { SealedManifest, SealedRecord } from "./store.ts";
import { deriveManifestKey, type VaultKeys } from "./vault-keys.ts";

/** Plaintexts are padded to a multiple of this many bytes. */
const MANIFEST_PADDING = 256;

const DEVICE_LENGTH = 16;

export type Manifest = {
  /** 1 for the first, then one more with every commit of records. */
  readonly generation: number;
  /** Stored records, tombstones among them. */
  readonly count: number;
  /** 32 bytes: the sum of `contributionOf` over all stored records, modulo 2^256. */
  readonly sum: Bytes;
  /** The random id of this copy of the vault: 16 bytes, base64url. */
  readonly device: string;
};

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const SealedManifestSchema = v.object({
  generation: v.pipe(Count, v.minValue(1)),
  nonce: v.pipe(v.instance(Uint8Array), v.length(AES_GCM_NONCE_LENGTH)),
  ciphertext: v.pipe(v.instance(Uint8Array), v.minLength(AES_GCM_TAG_LENGTH)),
});

const InsideSchema = v.object({
  version: v.literal(RECORD_VERSION),
  generation: Count,
  count: Count,
  sum: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)),
  device: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/)),
});

/** The manifest of a vault without records, for a copy of the vault that gets its id now. */
export function createManifest(random: VaultPorts["random"]): Manifest {
  const device = encodeBase64url(random(DEVICE_LENGTH));
  return { generation: 0, count: 0, sum: new Uint8Array(32), device };
}

/** What one stored record adds to the sum, 32 bytes. */
export async function contributionOf(keys: VaultKeys, sealed: SealedRecord): Promise<Bytes> {
  const tail = sealed.ciphertext.subarray(-AES_GCM_TAG_LENGTH);
  const message = encodeFields(sealed.id, sealed.revision, tail);
  return keys.quick?.hashSum(message) ?? (await computeHmacSha256(keys.sum, message));
}

export async function sealManifest(
  keys: VaultKeys,
  manifest: Manifest,
  random: VaultPorts["random"],
): Promise<SealedManifest> {
  const { generation, count, sum, device } = manifest;
  const nonce = random(AES_GCM_NONCE_LENGTH);
  const key = await deriveManifestKey(keys, generation);
  const content = {
    version: RECORD_VERSION,
    generation,
    count,
    sum: encodeBase64url(sum),
    device,
  };
  const plaintext = encodePadded(content, MANIFEST_PADDING);
  try {
    const additionalData = manifestAdditionalData(keys, generation);
    const ciphertext = await sealAesGcm(key, nonce, plaintext, additionalData);
    return { generation, nonce, ciphertext };
  } finally {
    key.fill(0);
  }
}

/**
 * Opens what a store holds as manifest.
 * @throws WaykeyError `vault/manifest` when it is not shaped like one, does not open, or is that of
 *   another generation
 */
export async function openManifest(keys: VaultKeys, stored: unknown): Promise<Manifest> {
  const outer = v.safeParse(SealedManifestSchema, stored);
  if (!outer.success) throw unreadable("The manifest is not shaped like one");
  const { generation, nonce, ciphertext } = outer.output;
  const key = await deriveManifestKey(keys, generation);
  const additionalData = manifestAdditionalData(keys, generation);
  const sealed = copyBytes(ciphertext);
  const plaintext = await openAesGcm(key, copyBytes(nonce), sealed, additionalData);
  key.fill(0);
  if (plaintext === null) throw unreadable("The manifest's seal is broken");
  const inside = v.safeParse(InsideSchema, decodePlaintext(plaintext));
  if (!inside.success || inside.output.generation !== generation) {
    throw unreadable("The manifest's content is not that of a manifest");
  }
  const { count, sum, device } = inside.output;
  return { generation, count, sum: decodeBase64url(sum), device };
}

/** The generation that a manifest claims, unopened; 0 if none, or beyond all reason. */
export function claimedGeneration(stored: unknown): number {
  if (typeof stored !== "object" || stored === null || !("generation" in stored)) return 0;
  const { generation } = stored;
  const isClaim = typeof generation === "number" && Number.isSafeInteger(generation);
  return isClaim && generation > 0 && generation < 2 ** 48 ? generation : 0;
}

function manifestAdditionalData({ vaultId }: VaultKeys, generation: number): Bytes {
  return encodeFields(VAULT_FORMAT, RECORD_VERSION, "manifest", vaultId, generation);
}

function decodePlaintext(plaintext: Bytes): unknown {
  try {
    return JSON.parse(decodeUtf8(plaintext));
  } catch {
    throw unreadable("The manifest's content is not JSON");
  }
}

function unreadable(message: string): WaykeyError {
  return new WaykeyError("vault/manifest", message);
}
