// Export to and restore from Waykey's own backup file.

import { openBackup, type OpenedBackup, sealBackup } from "../exchange/backup.ts";
import type { BackupRecord } from "../exchange/backup-kinds.ts";
import { WaykeyError } from "../errors.ts";
import { emergencyKeyPassword } from "../exchange/backup-passwords.ts";
import { recordName } from "../exchange/record-identity.ts";
import { planRestore, type RestoreMode } from "../exchange/restore-plan.ts";
import { GIVEN_NAMES, givenNameOf } from "../headway/given-names.ts";
import { parseEmergencyKey } from "../vault/emergency-key.ts";
import type { VaultRecord } from "../vault/schema.ts";
import { unlockWithEmergencyKey, verifyPassword } from "../vault/unlock.ts";
import type { Vault } from "../vault/vault.ts";
import { resolveNamedAccount } from "./accounts.ts";
import { listEverything, type App, refuseSinceLocked, requireVault, withVaultKey } from "./app.ts";
import { fileDay } from "./file-day.ts";
import { undoOf } from "./last-restore.ts";
import { UNWATCHED } from "./long-work.ts";
import { changingWeeks } from "./reset-weeks.ts";
import { drillOf, keepMadeBackup, missingFrom, noteBackup, upkeepAfterRestore } from "./upkeep.ts";
import type { BackupCounts, BackupFile, BackupLock, RestorePreview } from "./views.ts";

export function countRecords(records: readonly VaultRecord[]): BackupCounts {
  const count = (kind: VaultRecord["kind"]) => records.filter((r) => r.kind === kind).length;
  return {
    accounts: count("account"),
    otps: count("otp"),
    passkeys: count("passkey"),
    recoveryCodes: count("recovery"),
  };
}

/**
 * The emergency key that a backup is to be under has to be the vault's own: any other nobody would look for.
 * @throws WaykeyError `vault/emergency-key-typo`, `vault/emergency-key`; `vault/no-slot` where the vault has none
 */
async function verifyEmergencyKey(app: App, typed: string): Promise<void> {
  const emergencyKey = parseEmergencyKey(typed);
  try {
    const { vaultKey } = await unlockWithEmergencyKey(app.ports.store, emergencyKey);
    vaultKey.fill(0);
  } finally {
    emergencyKey.fill(0);
  }
}

/**
 * Everything the vault holds, sealed under a password of its own or the vault's emergency key. Asks for the vault's password too:
 * whoever stands at an unlocked screen shall not carry the keys away. A lock in the meantime ends it. For the check-up it
 * counts only once it was saved (`noteBackupSaved`).
 * @param without how many records that cannot be opened the user has agreed to leave out; they are counted
 * @throws WaykeyError `backup/leaves-out` where more than that would be missing from it, before anything is made
 * @throws WaykeyError `vault/password`, `vault/weak-password`, `vault/locked`, `backup/incomplete`
 * @throws WaykeyError `vault/emergency-key-typo`, `vault/emergency-key`, `vault/no-slot`
 */
export async function exportBackup(
  app: App,
  password: string,
  lock: BackupLock,
  without = 0,
): Promise<BackupFile> {
  const mark = app.copies.mark();
  // A slip is told at once.
  const backupPassword =
    "emergencyKey" in lock ? emergencyKeyPassword(lock.emergencyKey) : lock.backupPassword;
  const vault = await requireVault(app);
  await verifyPassword(app.ports.store, password);
  if ("emergencyKey" in lock) await verifyEmergencyKey(app, lock.emergencyKey);
  const madeAt = app.ports.now();
  const held = await listEverything(app, vault);
  const left = missingFrom(held).length;
  if (left > without) {
    throw new WaykeyError("backup/leaves-out", `The backup would lack ${left} entries`);
  }
  const text = await sealBackup(held.records, backupPassword, app.ports);
  refuseSinceLocked(app, mark);
  await keepMadeBackup(app, madeAt, held);
  const day = fileDay(madeAt);
  return {
    fileName: `waykey-backup-${day}.json`,
    text,
    madeAt,
    counts: countRecords(held.records),
    unreadable: left,
  };
}

const PLACE = { role: "client", email: GIVEN_NAMES.restored } as const;

/** The account of an earlier restore, which a backup may bring along. */
export function isPlaceOfRestored(record: VaultRecord): boolean {
  if (record.kind !== "account" || record.role !== PLACE.role) return false;
  return givenNameOf(record.email) === "restored";
}

/**
 * Gives what a backup holds without its account a place to be seen: an account of that name, which
 * the user can tell apart.
 */
async function withAccounts(
  app: App,
  vault: Vault,
  records: readonly VaultRecord[],
): Promise<readonly VaultRecord[]> {
  const isLoose = (record: VaultRecord) => "accountId" in record && record.accountId === null;
  if (!records.some(isLoose)) return records;
  const restored = records.find(isPlaceOfRestored);
  const place =
    restored === undefined
      ? await resolveNamedAccount(app, vault, PLACE.role, PLACE.email)
      : { id: restored.id, created: [] };
  return [
    ...place.created,
    ...records.map((record) => (isLoose(record) ? { ...record, accountId: place.id } : record)),
  ];
}

async function planFor(app: App, vault: Vault, backup: OpenedBackup, mode: RestoreMode) {
  const held = await listEverything(app, vault);
  const plan = planRestore(held.records, backup, mode);
  const put = await withAccounts(app, vault, plan.put);
  const needed = new Set(put.map((record) => ("accountId" in record ? record.accountId : null)));
  // The place of an earlier restore may be needed again.
  const others = plan.others.filter(({ id }) => !needed.has(id));
  const preview: RestorePreview = {
    createdAt: backup.createdAt,
    counts: countRecords(backup.records),
    lines: plan.lines,
    others: others.map(entryOf),
    ...drillOf(held, backup),
    unreadable: missingFrom(held).length,
  };
  return { held, plan: { ...plan, others }, put, preview };
}

function entryOf(record: BackupRecord): RestorePreview["others"][number] {
  const role = record.kind === "account" ? { role: record.role } : {};
  return { id: record.id, kind: record.kind, name: recordName(record), ...role };
}

/** @throws WaykeyError `backup/vault-changed` */
function refuseUnseen(removed: readonly BackupRecord[], seen: readonly string[]): void {
  const known = new Set(seen);
  if (removed.every(({ id }) => known.has(id))) return;
  throw new WaykeyError("backup/vault-changed", "What would be taken out has changed");
}

/** What a restore would do, without doing it. @throws WaykeyError of the areas `backup`, `vault` */
export async function previewRestore(
  app: App,
  text: string,
  backupPassword: string,
): Promise<RestorePreview> {
  const vault = await requireVault(app);
  const backup = await openBackup(text, backupPassword);
  const { held, preview } = await planFor(app, vault, backup, "merge");
  await noteBackup(app, vault, held, backup);
  return preview;
}

/**
 * Merges a backup into the vault, or makes the vault hold what the backup does, in one commit that can be taken back
 * (`takeBackRestore`). A lock ends it, so that no key outlives the lock for long.
 * @param seen the ids of those that the user knows would be taken out; missing: whatever it is
 * @throws WaykeyError `backup/vault-changed` where one that they don't know would be; `work/cancelled`; as
 *   `previewRestore`
 */
export async function restoreBackup(
  app: App,
  text: string,
  backupPassword: string,
  mode: RestoreMode,
  { onStep, refuseCancelled } = UNWATCHED,
  seen?: readonly string[],
): Promise<RestorePreview> {
  const mark = app.copies.mark();
  const isLocked = () => app.copies.mark() !== mark;
  const vault = await requireVault(app);
  const backup = await openBackup(text, backupPassword);
  return app.inTurn(async () => {
    refuseCancelled();
    const { held, plan, put, preview } = await planFor(app, vault, backup, mode);
    const removed = mode === "replace" ? plan.others : [];
    if (seen !== undefined) refuseUnseen(removed, seen);
    const going = new Set(removed.map(({ id }) => id));
    const staying = { ...held, records: held.records.filter(({ id }) => !going.has(id)) };
    const upkeep = await upkeepAfterRestore(app, vault, staying, backup, plan.put);
    refuseCancelled();
    if (put.length + removed.length > 0) {
      const undo = await undoOf(app, vault, held, put, removed);
      const remove = undo.removed.map(({ id }) => id);
      await changingWeeks(app, () =>
        withVaultKey(app, (vaultKey) =>
          vault.putAll([...put, ...upkeep, undo], {
            remove,
            replaceUnreadable: true,
            vaultKey,
            isLocked,
            onStep,
            isElsewhere: true,
          }),
        ),
      );
    } else if (upkeep.length > 0) await vault.putAll(upkeep, { replaceUnreadable: true });
    return preview;
  });
}
