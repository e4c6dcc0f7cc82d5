// Key slots: each wraps the one vault key under a key of its own. The password slot derives that key
// by Argon2id and seals with AES-256-GCM; the seal binds the vault, the slot and the derivation's
// parameters and salt, so that none of them can be altered or moved to another header.

import type { Bytes } from "../bytes/bytes.ts";
import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import { AES_GCM_NONCE_LENGTH, openAesGcm, sealAesGcm } from "../crypto/aes-gcm.ts";
import { type Argon2Parameters, deriveArgon2id, encodePassword } from "../crypto/argon2id.ts";
import { WaykeyError } from "../errors.ts";
import { type PasswordSlot, VAULT_FORMAT, VAULT_VERSION, type VaultHeader } from "./header.ts";
import { encodeFields } from "./length-prefix.ts";
import type { VaultPorts } from "./ports.ts";

/** 64 MiB, 3 passes, 1 lane: what every new password slot costs. */
export const PASSWORD_SLOT_KDF: Argon2Parameters = {
  memoryKiB: 65_536,
  iterations: 3,
  parallelism: 1,
};

const ID_LENGTH = 16;
const SALT_LENGTH = 16;

export type VaultIdentity = Pick<VaultHeader, "vaultId" | "createdAt">;

function slotAdditionalData(
  vault: VaultIdentity,
  slot: Pick<PasswordSlot, "kind" | "id" | "kdf" | "salt">,
): Bytes {
  return encodeFields(
    VAULT_FORMAT,
    VAULT_VERSION,
    "slot",
    decodeBase64url(vault.vaultId),
    vault.createdAt,
    slot.kind,
    decodeBase64url(slot.id),
    slot.kdf.name,
    slot.kdf.memoryKiB,
    slot.kdf.iterations,
    slot.kdf.parallelism,
    decodeBase64url(slot.salt),
  );
}

async function derivePasswordKey(
  password: string,
  salt: Bytes,
  kdf: Argon2Parameters,
): Promise<Bytes> {
  const passwordBytes = encodePassword(password);
  try {
    return await deriveArgon2id(passwordBytes, salt, kdf);
  } finally {
    passwordBytes.fill(0);
  }
}

/**
 * Wraps the vault key under a password.
 * @param vaultKey 32 bytes
 * @throws WaykeyError `kdf/parameters`
 */
export async function createPasswordSlot(
  vault: VaultIdentity,
  vaultKey: Bytes,
  password: string,
  kdf: Argon2Parameters,
  random: VaultPorts["random"],
): Promise<PasswordSlot> {
  const salt = random(SALT_LENGTH);
  const nonce = random(AES_GCM_NONCE_LENGTH);
  const slot = {
    kind: "password" as const,
    id: encodeBase64url(random(ID_LENGTH)),
    kdf: { name: "argon2id" as const, ...kdf },
    salt: encodeBase64url(salt),
    nonce: encodeBase64url(nonce),
  };
  const wrappingKey = await derivePasswordKey(password, salt, kdf);
  try {
    const additionalData = slotAdditionalData(vault, slot);
    const wrapped = await sealAesGcm(wrappingKey, nonce, vaultKey, additionalData);
    return { ...slot, wrappedKey: encodeBase64url(wrapped) };
  } finally {
    wrappingKey.fill(0);
  }
}

/**
 * Unwraps the vault key, 32 bytes.
 * @throws WaykeyError `kdf/parameters` for a cost out of bounds, before any work
 * @throws WaykeyError `vault/password` when the slot does not open: another password, or an altered
 *   slot, which a seal cannot tell apart
 */
export async function openPasswordSlot(
  vault: VaultIdentity,
  slot: PasswordSlot,
  password: string,
): Promise<Bytes> {
  const refusal = new WaykeyError("vault/password", "The password does not open this vault");
  if (password === "") throw refusal;
  const wrappingKey = await derivePasswordKey(password, decodeBase64url(slot.salt), slot.kdf);
  try {
    const vaultKey = await openAesGcm(
      wrappingKey,
      decodeBase64url(slot.nonce),
      decodeBase64url(slot.wrappedKey),
      slotAdditionalData(vault, slot),
    );
    if (vaultKey === null) throw refusal;
    return vaultKey;
  } finally {
    wrappingKey.fill(0);
  }
}
