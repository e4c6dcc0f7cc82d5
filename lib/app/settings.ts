// The settings: one record in the vault, so that nobody reads or changes them behind a locked vault.

import type { RecordOf } from "../vault/schema.ts";
import { DEFAULT_SETTINGS, isWeaker } from "../vault/settings-strength.ts";
import { isUnreadable } from "../vault/stored-record.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findRecord, requireVault } from "./app.ts";
import { policyOf, withinPolicy } from "./policy.ts";
import { verifyByPassword } from "./verification.ts";
import type { Settings } from "./views.ts";

type SettingsRecord = RecordOf<"settings">;

const SETTINGS_ID = "settings";

/** The record, `null` where none was set, or that it cannot be read. */
async function settingsRecord(vault: Vault): Promise<SettingsRecord | null | "unreadable"> {
  try {
    return await findRecord(vault, "settings", SETTINGS_ID);
  } catch (error) {
    if (isUnreadable(error)) return "unreadable";
    throw error;
  }
}

/**
 * The settings of an open vault, or the defaults where none were set or they cannot be read: a damaged
 * record must not keep anybody from their codes.
 * @throws WaykeyError `vault/storage`
 */
export async function readableSettings(vault: Vault): Promise<Settings> {
  const record = await settingsRecord(vault);
  if (record === null || record === "unreadable") return DEFAULT_SETTINGS;
  const { autoLockMinutes, lockWithSystem, verifiedForMinutes, passkeyUpgrades } = record;
  return { autoLockMinutes, lockWithSystem, verifiedForMinutes, passkeyUpgrades };
}

/** Those of an open vault, as far as an organization's policy lets them be. @throws WaykeyError `vault/storage` */
export async function settingsInForce(app: App, vault: Vault): Promise<Settings> {
  return withinPolicy(await readableSettings(vault), await policyOf(app));
}

/** Those in force. @throws WaykeyError `vault/locked`, `vault/none` */
export async function getSettings(app: App): Promise<Settings> {
  return settingsInForce(app, await requireVault(app));
}

/**
 * Keeps the settings and applies the lock time at once; where that cannot be noted the vault locks. What guards
 * less than before takes the password, or a person at an unlocked screen could do away with verification; so does what
 * takes the place of settings that cannot be read.
 * @throws WaykeyError `vault/password`, `vault/locked`, `vault/none`, `vault/storage`
 */
export async function setSettings(
  app: App,
  settings: Settings,
  password: string | null,
): Promise<void> {
  const vault = await requireVault(app);
  const before = await settingsRecord(vault);
  const isUnknown = before === "unreadable";
  if (isUnknown || isWeaker(settings, before ?? DEFAULT_SETTINGS)) {
    await verifyByPassword(app, vault, password ?? "");
  }
  const now = app.ports.now();
  const createdAt = isUnknown ? now : (before?.createdAt ?? now);
  const record = {
    kind: "settings",
    id: SETTINGS_ID,
    createdAt,
    updatedAt: now,
    ...settings,
  } as const;
  await app.inTurn(() => vault.put(record, { replaceUnreadable: true }));
  await app.session.follow(withinPolicy(settings, await policyOf(app)));
}
