// Making a vault and opening it with its password. Both yield the vault key; keeping it, and
// forgetting it, is the caller's part.

import { encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import type { Argon2Parameters } from "../crypto/argon2id.ts";
import { isWaykeyError, WaykeyError } from "../errors.ts";
import { VAULT_FORMAT, VAULT_VERSION } from "./header.ts";
import { createPasswordSlot, openPasswordSlot, PASSWORD_SLOT_KDF } from "./key-slots.ts";
import { checkNewPassword } from "./new-password.ts";
import type { VaultPorts } from "./ports.ts";
import { checkRandomSource } from "./random-source.ts";
import type { VaultStore } from "./store.ts";
import { checkStoreIsEmpty, readStoredHeader, writeFirstHeader } from "./stored-header.ts";

export type NewVault = VaultPorts & {
  readonly password: string;
  /** PASSWORD_SLOT_KDF unless given. */
  readonly kdf?: Argon2Parameters;
};

/**
 * Makes a vault with one password slot and returns its key, 32 bytes, once the header has been
 * written and read back.
 * @throws WaykeyError `vault/exists` when the store holds a header, readable or not
 * @throws WaykeyError `vault/damaged` when it holds records and no header
 * @throws WaykeyError `vault/weak-password`, `kdf/parameters`, `vault/storage`
 * @throws RangeError when the random source repeats itself
 */
export async function createVault(store: VaultStore, options: NewVault): Promise<Bytes> {
  const { password, now, random, kdf = PASSWORD_SLOT_KDF } = options;
  await checkStoreIsEmpty(store);
  checkNewPassword(password);
  checkRandomSource(random);
  const vaultKey = random(32);
  const identity = { vaultId: encodeBase64url(random(16)), createdAt: now() };
  const slot = await createPasswordSlot(identity, vaultKey, password, kdf, random);
  await writeFirstHeader(store, {
    format: VAULT_FORMAT,
    version: VAULT_VERSION,
    ...identity,
    slots: [slot],
  });
  return vaultKey;
}

/**
 * Opens the vault with a password and returns its key, 32 bytes. Password slots are tried in turn.
 * @throws WaykeyError `vault/none`, `vault/damaged`, `vault/version`, `vault/storage`
 * @throws WaykeyError `vault/password` when no slot opens; `kdf/parameters`
 */
export async function unlockVault(store: VaultStore, password: string): Promise<Bytes> {
  const header = await readStoredHeader(store);
  for (const slot of header.slots) {
    try {
      return await openPasswordSlot(header, slot, password);
    } catch (error) {
      if (!isWaykeyError(error, "vault/password")) throw error;
    }
  }
  throw new WaykeyError("vault/password", "The password does not open this vault");
}

/**
 * Checks the password by the same path and at the same cost as unlocking, and keeps nothing.
 * @throws WaykeyError as `unlockVault`
 */
export async function verifyPassword(store: VaultStore, password: string): Promise<void> {
  const vaultKey = await unlockVault(store, password);
  vaultKey.fill(0);
}
