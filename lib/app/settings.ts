// The settings: one record in the vault, so that nobody reads or changes them behind a locked vault.

import { isWaykeyError } from "../errors.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findRecord, requireVault } from "./app.ts";
import { verifyByPassword } from "./verification.ts";
import type { Settings } from "./views.ts";

const SETTINGS_ID = "settings";

export const DEFAULT_SETTINGS: Settings = {
  autoLockMinutes: 15,
  verifiedForMinutes: 0,
  passkeyUpgrades: false,
};

/** The settings of an open vault, or the defaults where none were set. */
async function settingsOf(vault: Vault): Promise<Settings> {
  const record = await findRecord(vault, "settings", SETTINGS_ID);
  if (record === null) return DEFAULT_SETTINGS;
  const { autoLockMinutes, verifiedForMinutes, passkeyUpgrades } = record;
  return { autoLockMinutes, verifiedForMinutes, passkeyUpgrades };
}

/** As `settingsOf`, but the defaults too where they cannot be read. @throws WaykeyError `vault/storage` */
export async function readableSettings(vault: Vault): Promise<Settings> {
  try {
    return await settingsOf(vault);
  } catch (error) {
    // A damaged settings record must not keep anybody from their codes.
    if (isWaykeyError(error, "record/damaged") || isWaykeyError(error, "record/invalid")) {
      return DEFAULT_SETTINGS;
    }
    throw error;
  }
}

/** @throws WaykeyError `vault/locked`, `vault/none` */
export async function getSettings(app: App): Promise<Settings> {
  return settingsOf(await requireVault(app));
}

/** Whether something is asked less often, or later, than before. */
function isWeaker(settings: Settings, before: Settings): boolean {
  return (
    settings.autoLockMinutes > before.autoLockMinutes ||
    settings.verifiedForMinutes > before.verifiedForMinutes ||
    (settings.passkeyUpgrades && !before.passkeyUpgrades)
  );
}

/**
 * Keeps the settings and applies the lock time at once. What guards less than before takes the password,
 * or a person at an unlocked screen could do away with verification.
 * @throws WaykeyError `vault/password`, `vault/locked`, `vault/none`, `vault/storage`
 */
export async function setSettings(
  app: App,
  settings: Settings,
  password: string | null,
): Promise<void> {
  const vault = await requireVault(app);
  if (isWeaker(settings, await readableSettings(vault))) {
    await verifyByPassword(app, vault, password ?? "");
  }
  const now = app.ports.now();
  const before = await findRecord(vault, "settings", SETTINGS_ID);
  const createdAt = before?.createdAt ?? now;
  await vault.put({ kind: "settings", id: SETTINGS_ID, createdAt, updatedAt: now, ...settings });
  await app.session.setIdleMinutes(settings.autoLockMinutes);
}
