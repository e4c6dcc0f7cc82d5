// What makes the vault's database one of the present version, in the one transaction that the browser gives for it: cut
// off, it is the earlier one still.

import type { IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import { isSameStored } from "../vault/stored-json.ts";
import { claimedId } from "../vault/stored-record.ts";
import { abort } from "./idb-abort.ts";
import type { Transaction, VaultDatabase } from "./idb-database.ts";
import { layRecords, readAllRecords } from "./idb-records.ts";

type Upgrade = IDBPTransaction<VaultDatabase, StoreNames<VaultDatabase>[], "versionchange">;

/** Of version 2: the sealed records, each by itself under its outer id. */
const SINGLY = "sealed";

/**
 * Never rejects: what fails aborts the transaction, and whoever opens the database hears of it.
 * @param oldVersion 0 for a new database
 */
export async function upgradeDatabase(
  database: IDBPDatabase<VaultDatabase>,
  oldVersion: number,
  transaction: Upgrade,
): Promise<void> {
  if (oldVersion < 1) {
    database.createObjectStore("header");
    database.createObjectStore("records", { keyPath: "id" });
  }
  if (oldVersion < 2) {
    database.createObjectStore("vault");
    database.createObjectStore("changed");
    database.createObjectStore("aside", { autoIncrement: true });
  }
  database.createObjectStore("buckets");
  database.createObjectStore("tags");
  if (oldVersion !== 2) return;
  // Whoever opens the database hears of it.
  transaction.done.catch(() => undefined);
  try {
    await moveIntoBuckets(database, transaction);
  } catch {
    // A promise that is rejected here would be nobody's, and what was done so far would be kept.
    abort(transaction);
  }
}

/** @throws DOMException `DataError` where not every record is found again */
async function moveIntoBuckets(
  database: IDBPDatabase<VaultDatabase>,
  transaction: Upgrade,
): Promise<void> {
  const untyped = transaction as unknown as IDBPTransaction<unknown, string[], "versionchange">;
  const lying: readonly unknown[] = await untyped.objectStore(SINGLY).getAll();
  const changes = transaction as unknown as Transaction<"readwrite">;
  const records = new Map(lying.map((stored) => [claimedId(stored), stored]));
  records.delete("");
  await layRecords(changes, records);
  // What has rotted may bear no name, or another's.
  const others = lying.filter((stored) => records.get(claimedId(stored)) !== stored);
  await Promise.all(others.map((each) => changes.objectStore("aside").add(each)));
  const found = await readAllRecords(changes);
  if (![...records].every(([id, stored]) => isSameStored(found.get(id), stored))) {
    throw new DOMException("A record was not found where it was moved to", "DataError");
  }
  (database as unknown as IDBPDatabase).deleteObjectStore(SINGLY);
}
