// The emergency key: made, kept once the user has it, removed. Each takes the password, since it is a way
// in for whoever holds the paper.

import { removeSlot, replaceEmergencyKey } from "../vault/change-slots.ts";
import {
  createEmergencyKey,
  formatEmergencyKey,
  parseEmergencyKey,
} from "../vault/emergency-key.ts";
import { WaykeyError } from "../errors.ts";
import { readStoredHeader } from "../vault/stored-header.ts";
import { slotsOfKind } from "../vault/unlock.ts";
import { type App, requireVault, withVaultKey } from "./app.ts";
import { requireDecided } from "./undecided.ts";
import { verifyByPassword } from "./verification.ts";

/** @throws WaykeyError `vault/undecided`, `vault/password`, `vault/locked`, `vault/none` */
async function verifyForChange(app: App, password: string): Promise<void> {
  const vault = await requireVault(app);
  await requireDecided(app);
  await verifyByPassword(app, vault, password);
}

/**
 * A fresh emergency key as it is printed. Nothing of it is kept, and it opens nothing before
 * `keepEmergencyKey`.
 * @throws WaykeyError `vault/undecided`, `vault/password`, `vault/locked`, `vault/none`
 */
export async function makeEmergencyKey(app: App, password: string): Promise<string> {
  await verifyForChange(app, password);
  const key = createEmergencyKey(app.ports.random);
  try {
    return formatEmergencyKey(key);
  } finally {
    key.fill(0);
  }
}

/**
 * Makes it the one emergency key of the vault, in one change of the header.
 * @param text from `makeEmergencyKey`
 * @throws WaykeyError `vault/emergency-key-typo`, `vault/undecided`, `vault/password`, `vault/locked`,
 *   `vault/none`, `vault/too-many-slots`, `vault/storage`
 */
export async function keepEmergencyKey(app: App, password: string, text: string): Promise<void> {
  const emergencyKey = parseEmergencyKey(text);
  try {
    await verifyForChange(app, password);
    const { store, now, random } = app.ports;
    await withVaultKey(app, (vaultKey) =>
      replaceEmergencyKey(store, vaultKey, emergencyKey, { now, random }),
    );
  } finally {
    emergencyKey.fill(0);
  }
}

/**
 * @throws WaykeyError `vault/no-slot` where there is none; `vault/last-slot`, `vault/undecided`,
 *   `vault/password`, `vault/locked`, `vault/none`, `vault/storage`
 */
export async function removeEmergencyKey(app: App, password: string): Promise<void> {
  await verifyForChange(app, password);
  const { store } = app.ports;
  const slots = slotsOfKind(await readStoredHeader(store), "emergency");
  if (slots.length === 0) throw new WaykeyError("vault/no-slot", "There is no emergency key");
  await withVaultKey(app, async (vaultKey) => {
    for (const { id } of slots) await removeSlot(store, vaultKey, id);
  });
}
