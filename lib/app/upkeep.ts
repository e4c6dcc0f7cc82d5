// When all that the vault holds was last proved to be in a backup: of this device, whose user knows where the
// file is.

import { isWaykeyError } from "../errors.ts";
import { holdsAll } from "../exchange/backup-coverage.ts";
import type { UpkeepRecord, VaultRecord } from "../vault/schema.ts";
import { isUnreadable, type RecordListing } from "../vault/stored-record.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findRecord } from "./app.ts";

const UPKEEP_ID = "upkeep";

/** What a vault holds, as it was listed. */
type Held = RecordListing<VaultRecord>;

/** A backup that was opened: of when it is, epoch milliseconds, and what is in it. */
type Opened = { readonly createdAt: number; readonly records: readonly VaultRecord[] };

/**
 * What is to be noted of a backup that was opened: a record if it holds all that the vault does and is later
 * than what was noted before, else none.
 */
export async function upkeepAfter(
  app: App,
  vault: Vault,
  held: Held,
  backup: Opened,
): Promise<readonly UpkeepRecord[]> {
  // What cannot be read is in no backup.
  if (held.unreadable.length > 0 || !holdsAll(backup.records, held.records)) return [];
  const before = await findUpkeep(vault);
  const now = app.ports.now();
  // A file may name any time; one to come would keep the user from being reminded.
  const at = Math.min(backup.createdAt, now);
  if ((before?.backup?.at ?? -1) >= at) return [];
  const createdAt = before?.createdAt ?? now;
  return [{ kind: "upkeep", id: UPKEEP_ID, createdAt, updatedAt: now, backup: { at } }];
}

/** Notes it, where that can be written: if not, that is no reason to keep a backup from the user. */
export async function noteBackup(
  app: App,
  vault: Vault,
  held: Held,
  backup: Opened,
): Promise<void> {
  try {
    await app.inTurn(async () => {
      for (const record of await upkeepAfter(app, vault, held, backup)) {
        await vault.put(record, { replaceUnreadable: true });
      }
    });
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
  }
}

/** Null if nothing was noted, or if it cannot be read. */
async function findUpkeep(vault: Vault): Promise<UpkeepRecord | null> {
  try {
    return await findRecord(vault, "upkeep", UPKEEP_ID);
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}
