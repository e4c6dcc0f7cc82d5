// The seal of a key slot: the vault key under AES-256-GCM, with the vault, the slot and each of its
// parameters bound as additional data, so that none of them can be altered or moved to another header.
// Layout: docs/vault-format.md, "Key slots".

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { AES_GCM_NONCE_LENGTH, openAesGcm, sealAesGcm } from "../crypto/aes-gcm.ts";
import {
  type KeySlot,
  type SlotSeal,
  VAULT_FORMAT,
  VAULT_VERSION,
  type VaultIdentity,
} from "./header.ts";
import { encodeFields, type Field } from "./length-prefix.ts";
import type { VaultPorts } from "./ports.ts";

const VAULT_KEY_LENGTH = 32;
const ID_LENGTH = 16;

type WithoutSeal<S extends KeySlot> = S extends KeySlot ? Omit<S, keyof SlotSeal> : never;

/** A slot but for its seal. */
export type SlotBody = WithoutSeal<KeySlot>;

/** A fresh slot id, base64url. */
export function newSlotId(random: VaultPorts["random"]): string {
  return encodeBase64url(random(ID_LENGTH));
}

/** The format version that a slot's seal binds. */
export function sealVersionOf(slot: SlotBody): number {
  return slot.kind === "password" ? (slot.sealVersion ?? 1) : VAULT_VERSION;
}

/** The slot's kind, id and parameters. Which fields follow the kind, the kind says. */
export function slotFields(slot: SlotBody): readonly Field[] {
  const id = decodeBase64url(slot.id);
  if (slot.kind === "password") {
    const { name, memoryKiB, iterations, parallelism } = slot.kdf;
    const salt = decodeBase64url(slot.salt);
    return [slot.kind, id, name, memoryKiB, iterations, parallelism, salt];
  }
  if (slot.kind === "emergency") return [slot.kind, id, slot.createdAt];
  const rpId = slot.rpId === null ? [0] : [1, slot.rpId];
  const credentialId = decodeBase64url(slot.credentialId);
  return [slot.kind, id, slot.createdAt, credentialId, decodeBase64url(slot.prfSalt), ...rpId];
}

function slotAdditionalData({ vaultId, createdAt }: VaultIdentity, slot: SlotBody): Bytes {
  const version = sealVersionOf(slot);
  const vault = [decodeBase64url(vaultId), createdAt];
  return encodeFields(VAULT_FORMAT, version, "slot", ...vault, ...slotFields(slot));
}

/**
 * Seals the vault key for a slot.
 * @param wrappingKey 32 bytes
 * @param vaultKey 32 bytes
 */
export async function wrapVaultKey(
  vault: VaultIdentity,
  slot: SlotBody,
  wrappingKey: Bytes,
  vaultKey: Bytes,
  random: VaultPorts["random"],
): Promise<SlotSeal> {
  if (vaultKey.length !== VAULT_KEY_LENGTH) throw new RangeError("vaultKey must be 32 bytes");
  const nonce = random(AES_GCM_NONCE_LENGTH);
  const wrapped = await sealAesGcm(wrappingKey, nonce, vaultKey, slotAdditionalData(vault, slot));
  return { nonce: encodeBase64url(nonce), wrappedKey: encodeBase64url(wrapped) };
}

/** The vault key, 32 bytes; null when the slot does not open under `wrappingKey`. */
export function unwrapVaultKey(
  vault: VaultIdentity,
  slot: KeySlot,
  wrappingKey: Bytes,
): Promise<Bytes | null> {
  const wrapped = decodeBase64url(slot.wrappedKey);
  const nonce = decodeBase64url(slot.nonce);
  return openAesGcm(wrappingKey, nonce, wrapped, slotAdditionalData(vault, slot));
}
