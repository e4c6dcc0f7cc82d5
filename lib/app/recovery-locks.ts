// The passphrase that a recovery code may have of its own, beside the vault's password: given to a code, taken
// off it, and asked for wherever the code is read.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { checkNewPassword } from "../vault/new-password.ts";
import { fingerprintOf, lockRecoveryCode, openRecoveryLock } from "../vault/recovery-lock.ts";
import { PASSWORD_SLOT_KDF } from "../vault/key-slots.ts";
import type { RecoveryRecord } from "../vault/schema.ts";
import { verifyPassword } from "../vault/unlock.ts";
import { type App, requireRecord, requireVault } from "./app.ts";
import { undoWithoutCode } from "./remove-for-good.ts";

/** What a lock tells a code from others by would give away a shorter one, by trying them all. */
const MIN_LOCKED_LENGTH = 20;

type Content = Pick<RecoveryRecord, "code" | "lock">;

/**
 * What a record of that code holds under that passphrase.
 * @throws WaykeyError `vault/weak-password`; `recovery/same-password` for the vault's own; `recovery/too-short-to-lock`
 */
export async function lockedContent(app: App, code: string, passphrase: string): Promise<Content> {
  checkNewPassword(passphrase);
  if (code.length < MIN_LOCKED_LENGTH) {
    throw new WaykeyError("recovery/too-short-to-lock", "The code could be guessed from its lock");
  }
  if (await opensVault(app, passphrase)) {
    throw new WaykeyError("recovery/same-password", "The passphrase is the vault's password");
  }
  const { random, passwordKdf = PASSWORD_SLOT_KDF } = app.ports;
  return { code: null, lock: await lockRecoveryCode(code, passphrase, passwordKdf, random) };
}

async function opensVault(app: App, password: string): Promise<boolean> {
  try {
    await verifyPassword(app.ports.store, password);
    return true;
  } catch (error) {
    if (isWaykeyError(error, "vault/password")) return false;
    throw error;
  }
}

/** @param passphrase counts for nothing where the code has none @throws WaykeyError `recovery/passphrase` */
export async function readRecoveryCode(content: Content, passphrase: string): Promise<string> {
  if (content.code !== null) return content.code;
  if (content.lock === undefined) throw new TypeError("a record without a code must have a lock");
  return openRecoveryLock(content.lock, passphrase);
}

/**
 * Gives a code a passphrase of its own. Nobody can read the code without it: nor can the vault's password.
 * @throws WaykeyError `vault/password`, `vault/no-record`, `vault/locked`, as `lockedContent`;
 *   `recovery/passphrase` for a code that has another already
 */
export async function setRecoveryPassphrase(
  app: App,
  id: string,
  password: string,
  passphrase: string,
): Promise<void> {
  await change(app, id, password, async (record) => {
    const code = await readRecoveryCode(record, passphrase);
    return lockedContent(app, code, passphrase);
  });
}

/**
 * Takes it off again.
 * @throws WaykeyError `vault/password`, `recovery/passphrase`, `vault/no-record`, `vault/locked`
 */
export async function removeRecoveryPassphrase(
  app: App,
  id: string,
  password: string,
  passphrase: string,
): Promise<void> {
  await change(app, id, password, async (record) => {
    return { code: await readRecoveryCode(record, passphrase) };
  });
}

async function change(
  app: App,
  id: string,
  password: string,
  contentOf: (record: RecoveryRecord) => Promise<Content>,
): Promise<void> {
  const vault = await requireVault(app);
  await verifyPassword(app.ports.store, password);
  // In turn with whatever else changes the code, moves it or restores.
  await app.inTurn(async () => {
    const before = await requireRecord(vault, "recovery", id);
    const content = await contentOf(before);
    const updatedAt = app.ports.now();
    const isLocked = content.code === null;
    const undo = isLocked ? await undoWithoutCode(app, vault, fingerprintOf(before)) : [];
    await vault.updateTogether([id, ...undo.map((each) => each.id)], (records) => [
      ...undo,
      ...records
        .filter((record) => record.kind === "recovery")
        .map(({ code: _code, lock: _lock, ...record }) => ({ ...record, ...content, updatedAt })),
    ]);
  });
}
