// Making, unlocking and locking the vault.

import { createVault, unlockWithPassword as openWithPassword } from "../vault/unlock.ts";
import { openVault } from "../vault/vault.ts";
import { readStoredHeader } from "../vault/stored-header.ts";
import { isWaykeyError } from "../errors.ts";
import type { App } from "./app.ts";
import { afterUnlock } from "./after-unlock.ts";
import { DEFAULT_SETTINGS, readableSettings } from "./settings.ts";
import { notePassword } from "./verification.ts";
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

/**
 * Unlocks, which verifies the user, and writes what waited for that.
 * @throws WaykeyError `vault/none`, `vault/password`, `vault/no-slot`, `vault/damaged`,
 *   `vault/altered`, `vault/version`, `vault/storage`
 */
export async function unlockWithPassword(app: App, password: string): Promise<void> {
  const { vaultKey } = await openWithPassword(app.ports.store, password);
  try {
    const vault = openVault(app.ports.store, vaultKey, app.ports);
    await app.session.open(vaultKey, (await readableSettings(vault)).autoLockMinutes);
    await notePassword(app, vault);
  } finally {
    vaultKey.fill(0);
  }
  await afterUnlock(app);
}
