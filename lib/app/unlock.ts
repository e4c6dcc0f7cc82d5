// Making, unlocking and locking the vault.

import { createVault, unlockVault } from "../vault/unlock.ts";
import { openVault } from "../vault/vault.ts";
import { readStoredHeader } from "../vault/stored-header.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { isWaykeyError } from "../errors.ts";
import type { App } from "./app.ts";
import { DEFAULT_SETTINGS, settingsOf } from "./settings.ts";
import type { VaultStatus } from "./views.ts";

/** What there is: no vault, a locked or unlocked one, or one whose header cannot be read. */
export async function vaultStatus(app: App): Promise<VaultStatus> {
  try {
    await readStoredHeader(app.ports.store);
  } catch (error) {
    if (isWaykeyError(error, "vault/none")) return { state: "none" };
    // Records without their header are a damaged vault too, and never an absent one.
    if (isWaykeyError(error, "vault/damaged") || isWaykeyError(error, "vault/version")) {
      return { state: "unreadable" };
    }
    throw error;
  }
  return { state: (await app.session.isOpen()) ? "unlocked" : "locked" };
}

/**
 * Makes a vault and leaves it unlocked.
 * @throws WaykeyError `vault/exists`, `vault/weak-password`, `vault/storage`
 */
export async function createNewVault(app: App, password: string): Promise<void> {
  const vaultKey = await createVault(app.ports.store, {
    password,
    now: app.ports.now,
    random: app.ports.random,
  });
  try {
    await app.session.open(vaultKey, DEFAULT_SETTINGS.autoLockMinutes);
  } finally {
    vaultKey.fill(0);
  }
}

/** @throws WaykeyError `vault/none`, `vault/password`, `vault/damaged`, `vault/version` */
export async function unlockWithPassword(app: App, password: string): Promise<void> {
  const vaultKey = await unlockVault(app.ports.store, password);
  try {
    await app.session.open(vaultKey, await lockMinutes(app, vaultKey));
  } finally {
    vaultKey.fill(0);
  }
}

async function lockMinutes(app: App, vaultKey: Bytes): Promise<number> {
  try {
    return (await settingsOf(openVault(app.ports.store, vaultKey, app.ports))).autoLockMinutes;
  } catch (error) {
    // A damaged settings record must not keep anybody from their codes.
    if (isWaykeyError(error, "record/damaged") || isWaykeyError(error, "record/invalid")) {
      return DEFAULT_SETTINGS.autoLockMinutes;
    }
    throw error;
  }
}
