// The last restore of a backup, which can be taken back until the user says that it is good, or restores again: what
// it brought in, and what it renewed or took out as that was before, lies sealed in the vault.

import { lackingIn } from "../exchange/backup-coverage.ts";
import { type BackupRecord, isBackedUp } from "../exchange/backup-kinds.ts";
import type { UndoRecord, UpkeepRecord, VaultRecord } from "../vault/schema.ts";
import { mapInBatches } from "../vault/in-batches.ts";
import { isUnreadable, type RecordListing } from "../vault/stored-record.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findRecord, listEverything, requireVault, withVaultKey } from "./app.ts";
import { UNDO_ID } from "./remove-for-good.ts";
import { changingWeeks } from "./reset-weeks.ts";
import { UPKEEP_ID } from "./upkeep.ts";
import type { LastRestore } from "./views.ts";

/**
 * What is to be written with a restore, so that it can be taken back.
 * @param held what the vault holds before it
 * @param put what is written
 * @param removed what is taken out
 */
export async function undoOf(
  app: App,
  vault: Vault,
  held: RecordListing<VaultRecord>,
  put: readonly VaultRecord[],
  removed: readonly BackupRecord[],
): Promise<UndoRecord> {
  const now = app.ports.now();
  const heldById = new Map(held.records.filter(isBackedUp).map((record) => [record.id, record]));
  const added = put.map(({ id }) => id).filter((id) => !heldById.has(id));
  const written = new Set(put.map(({ id }) => id));
  return {
    kind: "undo",
    id: UNDO_ID,
    createdAt: now,
    updatedAt: now,
    added: held.unreadable.length === 0 ? added : await withoutMended(vault, added),
    renewed: put.flatMap(({ id, updatedAt }) => {
      const before = heldById.get(id);
      return before === undefined ? [] : [{ before, writtenAt: updatedAt }];
    }),
    removed: removed.filter(({ id }) => !written.has(id)),
  };
}

/** What is there and does not open is mended by a restore for good: what is written in its place stays. */
async function withoutMended(vault: Vault, ids: readonly string[]): Promise<string[]> {
  const isMended = await mapInBatches(ids, async (id) => {
    try {
      await vault.get(id);
      return false;
    } catch (error) {
      if (isUnreadable(error)) return true;
      throw error;
    }
  });
  return ids.filter((_, i) => isMended[i] === false);
}

/** @throws WaykeyError `record/damaged`, `record/invalid` while that cannot be read */
export async function lastRestore(app: App): Promise<LastRestore | null> {
  const undo = await findUndo(app);
  if (undo === null) return null;
  const { createdAt, added, renewed, removed } = undo;
  return {
    at: createdAt,
    added: added.length,
    renewed: renewed.length,
    removed: removed.length,
  };
}

/** The restore is good: what lay ready to take it back goes. */
export async function keepRestore(app: App): Promise<void> {
  const vault = await requireVault(app);
  await app.inTurn(() => vault.remove([UNDO_ID]));
}

/**
 * Takes the last restore back, in one commit: what it brought in goes, but for accounts that something newer hangs
 * on; what it took out comes back; what it renewed is as it was, unless it has been changed since. No code that was
 * used up comes back by it. A lock ends it. Without a restore to take back nothing happens.
 */
export async function takeBackRestore(app: App): Promise<void> {
  const mark = app.copies.mark();
  const isLocked = () => app.copies.mark() !== mark;
  const vault = await requireVault(app);
  await app.inTurn(async () => {
    const undo = await findUndo(app);
    if (undo === null) return;
    const { records } = await listEverything(app, vault);
    const byId = new Map(records.map((record) => [record.id, record]));
    const going = goingOf(undo, records);
    const back = undo.removed.filter(({ id }) => !byId.has(id) || going.has(id));
    const put = [
      ...back,
      ...undo.renewed.flatMap((each) => renewedBack(each, byId.get(each.before.id))),
    ];
    const upkeep = upkeepAfter(app, records, put, back);
    const written = new Set(put.map(({ id }) => id));
    const remove = [UNDO_ID, ...going].filter((id) => !written.has(id));
    await changingWeeks(app, () =>
      withVaultKey(app, (vaultKey) =>
        vault.putAll([...put, ...upkeep], { remove, replaceUnreadable: true, vaultKey, isLocked }),
      ),
    );
  });
}

/** Of what was brought in: not the accounts of anything that stays. */
function goingOf({ added, renewed }: UndoRecord, records: readonly VaultRecord[]): Set<string> {
  const going = new Set(added);
  const returning = new Set(renewed.map(({ before }) => before.id));
  for (const record of records) {
    if (!("accountId" in record) || record.accountId === null) continue;
    if (!going.has(record.id) && !returning.has(record.id)) going.delete(record.accountId);
  }
  return going;
}

/** The record as it was, with whatever has been used up since; nothing where it was changed or removed since. */
function renewedBack(
  { before, writtenAt }: UndoRecord["renewed"][number],
  now: VaultRecord | undefined,
): readonly BackupRecord[] {
  if (now === undefined || now.updatedAt !== writtenAt) return [];
  if (before.kind === "otp" && now.kind === "otp") {
    return [{ ...before, counter: Math.max(before.counter, now.counter) }];
  }
  if (before.kind === "recovery" && now.kind === "recovery") {
    // That another code took its place was the restore's doing; that it was used the file knew.
    return [now.usedAt === null || now.endedBy === "replaced" ? before : now];
  }
  if (before.kind === "passkey" && now.kind === "passkey") {
    const times = [before.lastUsedAt, now.lastUsedAt].filter((time) => time !== null);
    return [{ ...before, lastUsedAt: times.length === 0 ? null : Math.max(...times) }];
  }
  return [before];
}

/** What comes back may be missing from the backup that was noted, whose time is later than it. */
function upkeepAfter(
  { ports }: App,
  records: readonly VaultRecord[],
  put: readonly VaultRecord[],
  back: readonly BackupRecord[],
): readonly UpkeepRecord[] {
  const upkeep = records.find((record) => record.kind === "upkeep" && record.id === UPKEEP_ID);
  const isNoted = upkeep?.kind === "upkeep" && upkeep.backup !== null;
  const comeBack = lackingIn(records, [...put, ...back]);
  if (!isNoted || upkeep.backup === null || comeBack.length === 0) return [];
  const { at, lacks = [] } = upkeep.backup;
  const ids = new Set([...lacks, ...comeBack.map(({ id }) => id)]);
  return [{ ...upkeep, updatedAt: ports.now(), backup: { at, lacks: [...ids] } }];
}

async function findUndo(app: App): Promise<UndoRecord | null> {
  return findRecord(await requireVault(app), "undo", UNDO_ID);
}
