// What the user removes for good, or puts under a passphrase of its own, is not kept to take the last restore back
// either: nothing brings it back, and nobody reads it there.

import { fingerprintOf } from "../vault/recovery-lock.ts";
import type { UndoRecord, VaultRecord } from "../vault/schema.ts";
import { isUnreadable } from "../vault/stored-record.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findReadable, listEverything } from "./app.ts";

/** Of what the last restore did (last-restore.ts). */
export const UNDO_ID = "undo";

type Kept = UndoRecord["removed"][number];

/** Removes records in one commit, with all that an undo has of them; to be called in turn. As `vault.remove`. */
export async function removeForGood(app: App, vault: Vault, ids: readonly string[]): Promise<void> {
  const gone = new Set(ids);
  const undo = await undoWithout(app, vault, (record) => {
    const accountId = "accountId" in record ? record.accountId : null;
    return gone.has(record.id) || (accountId !== null && gone.has(accountId));
  });
  await (undo === null ? vault.remove(ids) : vault.putAll([undo], { remove: ids }));
}

/**
 * Has an undo forget a recovery code, which is about to be locked; to be called in turn, and before that.
 * @param fingerprint as `fingerprintOf` gives it
 */
export async function forgetInUndo(app: App, vault: Vault, fingerprint: string): Promise<void> {
  const undo = await undoWithout(app, vault, (record) => {
    return record.kind === "recovery" && fingerprintOf(record) === fingerprint;
  });
  if (undo !== null) await vault.put(undo);
}

/** Null where there is none that has any such record. */
async function undoWithout(
  app: App,
  vault: Vault,
  isGone: (record: Kept) => boolean,
): Promise<UndoRecord | null> {
  const undo = await findUndo(app, vault);
  if (undo?.kind !== "undo") return null;
  const renewed = undo.renewed.filter(({ before }) => !isGone(before));
  const removed = undo.removed.filter((record) => !isGone(record));
  const isSame = renewed.length === undo.renewed.length && removed.length === undo.removed.length;
  return isSame ? null : { ...undo, renewed, removed };
}

/** One that does not open is first looked for in the second copy, which would bring it back whole afterwards. */
async function findUndo(app: App, vault: Vault): Promise<VaultRecord | null> {
  try {
    return await vault.get(UNDO_ID);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    await listEverything(app, vault);
    return findReadable(vault, UNDO_ID);
  }
}
