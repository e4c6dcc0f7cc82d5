// The last restore of a backup, which can be taken back for thirty days, or until the user says that it is good or restores
// again: what it brought in, and what it renewed or took out as that was before, lies sealed in the vault.

import { WaykeyError } from "../errors.ts";
import { lackingIn } from "../exchange/backup-coverage.ts";
import { type BackupRecord, isBackedUp } from "../exchange/backup-kinds.ts";
import { planUndo } from "../exchange/undo-plan.ts";
import type { UndoRecord, UpkeepRecord, VaultRecord } from "../vault/schema.ts";
import { mapInBatches } from "../vault/in-batches.ts";
import { isUnreadable, type RecordListing } from "../vault/stored-record.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findRecord, listEverything, requireVault, withVaultKey } from "./app.ts";
import { isStillGood } from "./good-holdings.ts";
import { UNWATCHED } from "./long-work.ts";
import { UNDO_ID } from "./remove-for-good.ts";
import { changingWeeks } from "./reset-weeks.ts";
import { holdingAfterReset } from "./resets.ts";
import { UPKEEP_ID } from "./upkeep.ts";
import { hasEnded, undoEndsAt } from "./undo-end.ts";
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
  if (undo === null || hasEnded(app, undo)) return null;
  const { createdAt, added, renewed, removed } = undo;
  return {
    at: createdAt,
    endsAt: undoEndsAt(undo),
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
 * Takes the last restore back, in one commit, as `planUndo` says. What was done since stays: no code that was used up,
 * replaced or ended by a reset comes back by it. A lock ends it. Without a restore to take back nothing happens.
 * @throws WaykeyError `backup/undo-ended` for one whose time is over and that was not forgotten yet; `work/cancelled`; as
 *   `lastRestore`
 */
export async function takeBackRestore(
  app: App,
  { onStep, refuseCancelled } = UNWATCHED,
): Promise<void> {
  const mark = app.copies.mark();
  const isLocked = () => app.copies.mark() !== mark;
  const vault = await requireVault(app);
  await app.inTurn(async () => {
    refuseCancelled();
    const undo = await findUndo(app);
    if (undo === null) return;
    if (hasEnded(app, undo)) {
      throw new WaykeyError("backup/undo-ended", "The restore was made too long ago");
    }
    const { records } = await listEverything(app, vault);
    const byId = new Map(records.map((record) => [record.id, record]));
    const plan = planUndo(undo, records);
    const put = plan.put.map((record) => asResetSince(app, record, byId, undo));
    const upkeep = upkeepAfter(app, records, put);
    const remove = [UNDO_ID, ...plan.remove];
    refuseCancelled();
    await changingWeeks(app, () =>
      withVaultKey(app, (vaultKey) =>
        vault.putAll([...put, ...upkeep], {
          remove,
          replaceUnreadable: true,
          vaultKey,
          isLocked,
          onStep,
          // The copy still has what is taken back, with what that takes.
          isElsewhere: true,
        }),
      ),
    );
  });
}

/** What comes back to an account that was reset since is as the reset leaves it, like all else of before. */
function asResetSince(
  app: App,
  record: BackupRecord,
  byId: ReadonlyMap<string, VaultRecord>,
  { createdAt: restoredAt }: UndoRecord,
): VaultRecord {
  const account = byId.get(("accountId" in record ? record.accountId : null) ?? "");
  const reset = account?.kind === "account" ? account.resetList : undefined;
  const held = byId.get(record.id);
  // What is in use by now was left so by the user's word.
  const isAsked = held !== undefined && isStillGood(held);
  if (reset === undefined || reset.at < restoredAt || isAsked || !isStillGood(record))
    return record;
  const { doneAt = null, doneOn } = reset;
  return holdingAfterReset(record, { doneAt, doneOn }, app.ports.now());
}

/** What comes back may be missing from the backup that was noted, whose time is later than it. */
function upkeepAfter(
  { ports }: App,
  records: readonly VaultRecord[],
  put: readonly VaultRecord[],
): readonly UpkeepRecord[] {
  const upkeep = records.find((record) => record.kind === "upkeep" && record.id === UPKEEP_ID);
  const isNoted = upkeep?.kind === "upkeep" && upkeep.backup !== null;
  const comeBack = lackingIn(records, put);
  if (!isNoted || upkeep.backup === null || comeBack.length === 0) return [];
  const { at, lacks = [] } = upkeep.backup;
  const ids = new Set([...lacks, ...comeBack.map(({ id }) => id)]);
  return [{ ...upkeep, updatedAt: ports.now(), backup: { at, lacks: [...ids] } }];
}

async function findUndo(app: App): Promise<UndoRecord | null> {
  return findRecord(await requireVault(app), "undo", UNDO_ID);
}
