// Key slots: each wraps the one vault key under a key of its own. The password's is derived by
// Argon2id, at a cost the slot states; the device's and the emergency key's, both of full entropy, by
// HKDF. An opening failure never tells another secret from an altered slot: a seal cannot.

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { type Argon2Parameters, deriveArgon2id, encodePassword } from "../crypto/argon2id.ts";
import { deriveHkdfSha256, importHkdfKey } from "../crypto/hkdf.ts";
import { type ErrorCode, WaykeyError } from "../errors.ts";
import { EMERGENCY_KEY_LENGTH } from "./emergency-key.ts";
import {
  type DeviceSlot,
  type EmergencySlot,
  isCredentialId,
  type KeySlot,
  type PasswordSlot,
  type VaultIdentity,
} from "./header.ts";
import { encodeFields } from "./length-prefix.ts";
import type { VaultPorts } from "./ports.ts";
import { newSlotId, unwrapVaultKey, wrapVaultKey } from "./slot-seal.ts";

/** 64 MiB, 3 passes, 1 lane: what every new password slot costs. */
export const PASSWORD_SLOT_KDF: Argon2Parameters = {
  memoryKiB: 65_536,
  iterations: 3,
  parallelism: 1,
};

/** Bytes of the salt that the passkey of a device slot is asked with, and of what it answers. */
const PRF_LENGTH = 32;

const SALT_LENGTH = 16;

/** What a passkey of Waykey's own answered, and the question. */
export type DevicePrf = {
  /** base64url. */
  readonly credentialId: string;
  /** 32 bytes: `prf.eval.first` of the request. */
  readonly prfSalt: Bytes;
  /** 32 bytes: `prf.results.first` of the answer. */
  readonly prfOutput: Bytes;
  readonly rpId: string | null;
};

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

/** HKDF(secret, salt = vault id, info = fields("waykey-vault/2/" kind "-slot", slot id)), 32 bytes. */
async function deriveSlotKey(
  vault: VaultIdentity,
  slot: Pick<DeviceSlot | EmergencySlot, "kind" | "id">,
  secret: Bytes,
): Promise<Bytes> {
  const info = encodeFields(`waykey-vault/2/${slot.kind}-slot`, decodeBase64url(slot.id));
  const key = await importHkdfKey(secret);
  return deriveHkdfSha256(key, decodeBase64url(vault.vaultId), info, 32);
}

function checkLength(name: string, bytes: Bytes, length: number): void {
  if (bytes.length !== length) throw new RangeError(`${name} must be ${length} bytes`);
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
  const { memoryKiB, iterations, parallelism } = kdf;
  const body = {
    kind: "password",
    sealVersion: 2,
    id: newSlotId(random),
    kdf: { name: "argon2id", memoryKiB, iterations, parallelism },
    salt: encodeBase64url(salt),
  } as const;
  const wrappingKey = await derivePasswordKey(password, salt, kdf);
  try {
    return { ...body, ...(await wrapVaultKey(vault, body, wrappingKey, vaultKey, random)) };
  } finally {
    wrappingKey.fill(0);
  }
}

/**
 * Wraps the vault key under what a passkey of Waykey's own answers.
 * @param vaultKey 32 bytes
 * @throws RangeError for a salt or an answer that is not 32 bytes, and for no credential ID
 */
export async function createDeviceSlot(
  vault: VaultIdentity,
  vaultKey: Bytes,
  device: DevicePrf,
  { now, random }: VaultPorts,
): Promise<DeviceSlot> {
  const { credentialId, prfSalt, prfOutput, rpId } = device;
  checkLength("prfSalt", prfSalt, PRF_LENGTH);
  checkLength("prfOutput", prfOutput, PRF_LENGTH);
  if (!isCredentialId(credentialId)) throw new RangeError("credentialId must be base64url");
  const body = {
    kind: "device",
    id: newSlotId(random),
    credentialId,
    prfSalt: encodeBase64url(prfSalt),
    rpId,
    createdAt: now(),
  } as const;
  const wrappingKey = await deriveSlotKey(vault, body, prfOutput);
  try {
    return { ...body, ...(await wrapVaultKey(vault, body, wrappingKey, vaultKey, random)) };
  } finally {
    wrappingKey.fill(0);
  }
}

/**
 * Wraps the vault key under an emergency key.
 * @param vaultKey 32 bytes
 * @param emergencyKey 20 bytes, from `createEmergencyKey`
 */
export async function createEmergencySlot(
  vault: VaultIdentity,
  vaultKey: Bytes,
  emergencyKey: Bytes,
  { now, random }: VaultPorts,
): Promise<EmergencySlot> {
  checkLength("emergencyKey", emergencyKey, EMERGENCY_KEY_LENGTH);
  const body = { kind: "emergency", id: newSlotId(random), createdAt: now() } as const;
  const wrappingKey = await deriveSlotKey(vault, body, emergencyKey);
  try {
    return { ...body, ...(await wrapVaultKey(vault, body, wrappingKey, vaultKey, random)) };
  } finally {
    wrappingKey.fill(0);
  }
}

async function unwrap(
  vault: VaultIdentity,
  slot: KeySlot,
  wrappingKey: Bytes,
  refusal: () => WaykeyError,
): Promise<Bytes> {
  try {
    const vaultKey = await unwrapVaultKey(vault, slot, wrappingKey);
    if (vaultKey === null) throw refusal();
    return vaultKey;
  } finally {
    wrappingKey.fill(0);
  }
}

function refusal(code: ErrorCode, what: string): () => WaykeyError {
  return () => new WaykeyError(code, `The ${what} does not open this vault`);
}

/**
 * Unwraps the vault key, 32 bytes.
 * @throws WaykeyError `kdf/parameters` for a cost out of bounds, before any work
 * @throws WaykeyError `vault/password` when the slot does not open
 */
export async function openPasswordSlot(
  vault: VaultIdentity,
  slot: PasswordSlot,
  password: string,
): Promise<Bytes> {
  const refused = refusal("vault/password", "password");
  if (password === "") throw refused();
  const wrappingKey = await derivePasswordKey(password, decodeBase64url(slot.salt), slot.kdf);
  return unwrap(vault, slot, wrappingKey, refused);
}

/**
 * Unwraps the vault key, 32 bytes.
 * @param prfOutput 32 bytes: what the slot's passkey answered to the slot's salt
 * @throws WaykeyError `vault/device` when the slot does not open
 */
export async function openDeviceSlot(
  vault: VaultIdentity,
  slot: DeviceSlot,
  prfOutput: Bytes,
): Promise<Bytes> {
  checkLength("prfOutput", prfOutput, PRF_LENGTH);
  const wrappingKey = await deriveSlotKey(vault, slot, prfOutput);
  return unwrap(vault, slot, wrappingKey, refusal("vault/device", "device"));
}

/**
 * Unwraps the vault key, 32 bytes.
 * @param emergencyKey 20 bytes, from `parseEmergencyKey`
 * @throws WaykeyError `vault/emergency-key` when the slot does not open
 */
export async function openEmergencySlot(
  vault: VaultIdentity,
  slot: EmergencySlot,
  emergencyKey: Bytes,
): Promise<Bytes> {
  checkLength("emergencyKey", emergencyKey, EMERGENCY_KEY_LENGTH);
  const wrappingKey = await deriveSlotKey(vault, slot, emergencyKey);
  return unwrap(vault, slot, wrappingKey, refusal("vault/emergency-key", "emergency key"));
}
