// What the user removes for good, or puts under a passphrase of its own, is not kept to take the last restore back
// either: nothing brings it back, and nobody reads it there.

import { keyMaterial, recordIdentity } from "../exchange/record-identity.ts";
import { fingerprintOf } from "../vault/recovery-lock.ts";
import type { UndoRecord, VaultRecord } from "../vault/schema.ts";
import { isUnreadable } from "../vault/stored-record.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findReadable, listEverything } from "./app.ts";

/** Of what the last restore did (last-restore.ts). */
export const UNDO_ID = "undo";

type Kept = UndoRecord["removed"][number];

/**
 * Removes records in one commit, with all that an undo has of them, and of the same under other ids; to be called in turn.
 * As `vault.remove`.
 */
export async function removeForGood(app: App, vault: Vault, ids: readonly string[]): Promise<void> {
  const undo = await findUndo(app, vault);
  const gone = new Set(undo === null ? ids : [...ids, ...(await takenOutAlike(vault, undo, ids))]);
  const left = withoutGone(undo, (record) => {
    const accountId = "accountId" in record ? record.accountId : null;
    return gone.has(record.id) || (accountId !== null && gone.has(accountId));
  });
  await (left === null ? vault.remove(ids) : vault.putAll([left], { remove: ids }));
}

/** Of what a restore took out the ids of what stands for the same as one of the records: it was added anew since. */
async function takenOutAlike(
  vault: Vault,
  { removed }: UndoRecord,
  ids: readonly string[],
): Promise<readonly string[]> {
  const going = await Promise.all(ids.map((id) => findReadable(vault, id)));
  const things = new Map(
    going.filter((record) => record !== null).map((record) => [thingOf(record), record]),
  );
  const alike = removed.map((record) => [record, things.get(thingOf(record))] as const);
  const accounts = new Map(removed.map((record) => [record.id, record]));
  const isInPlace = async (record: Kept, other: VaultRecord): Promise<boolean> => {
    if (!("accountId" in record) || !("accountId" in other)) return true;
    if (record.accountId === other.accountId) return true;
    const was = accounts.get(record.accountId ?? "");
    const is = other.accountId === null ? null : await findReadable(vault, other.accountId);
    return was !== undefined && is !== null && thingOf(was) === thingOf(is);
  };
  const found = alike.map(async ([record, other]) => {
    return other !== undefined && (await isInPlace(record, other)) ? [record.id] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Equal for an account of one role and address, and for a secret of one kind in whatever account. */
function thingOf(record: VaultRecord): string {
  if (record.kind === "account") return recordIdentity(record);
  return JSON.stringify([record.kind, keyMaterial(record)]);
}

/**
 * An undo without a recovery code that is about to be locked, to be written in the commit that locks it: cut off before
 * that, nothing is forgotten. To be called in turn.
 * @param fingerprint as `fingerprintOf` gives it
 * @returns none where the undo has no such code
 */
export async function undoWithoutCode(
  app: App,
  vault: Vault,
  fingerprint: string,
): Promise<readonly UndoRecord[]> {
  const undo = withoutGone(await findUndo(app, vault), (record) => {
    return record.kind === "recovery" && fingerprintOf(record) === fingerprint;
  });
  return undo === null ? [] : [undo];
}

/** Null where there is none that has any such record. */
function withoutGone(
  undo: UndoRecord | null,
  isGone: (record: Kept) => boolean,
): UndoRecord | null {
  if (undo === null) return null;
  const renewed = undo.renewed.filter(({ before }) => !isGone(before));
  const removed = undo.removed.filter((record) => !isGone(record));
  const isSame = renewed.length === undo.renewed.length && removed.length === undo.removed.length;
  return isSame ? null : { ...undo, renewed, removed };
}

/** One that does not open is first looked for in the second copy, which would bring it back whole afterwards. */
async function findUndo(app: App, vault: Vault): Promise<UndoRecord | null> {
  let undo: VaultRecord | null;
  try {
    undo = await vault.get(UNDO_ID);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    await listEverything(app, vault);
    undo = await findReadable(vault, UNDO_ID);
  }
  return undo?.kind === "undo" ? undo : null;
}
