// The vault's database. Version 2 of the vault's layout lies in the object stores `vault` for the header, the manifest
// and what marks the layout in force, `buckets` for the records and `tags` for their tags, `changed` for what the second
// copy does not hold yet, `aside` for what repairs have taken out. `header` and `records` hold the version 1
// layout. A write of the vault is one transaction of strict durability.

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { abort } from "./idb-abort.ts";
import { hasRecords, readAllRecords } from "./idb-records.ts";
import { upgradeDatabase } from "./idb-upgrade.ts";

const VERSION = 3;
export const HEADER = "header";

export interface VaultDatabase extends DBSchema {
  header: { key: string; value: unknown };
  records: { key: string; value: unknown };
  vault: { key: string; value: unknown };
  /** By the number of a bucket, the sealed records whose outer ids are of it. */
  buckets: { key: number; value: unknown };
  /** By the number of a bucket, each tag that is of it with the outer id of the record that bears it. */
  tags: { key: number; value: unknown };
  /** By the number of a change, the outer ids that it wrote, `header` among them. */
  changed: { key: number; value: readonly string[] };
  aside: { key: number; value: unknown };
}

const STORES = ["header", "records", "vault", "buckets", "tags", "changed", "aside"] as const;

export type Database = IDBPDatabase<VaultDatabase>;
export type Mode = "readonly" | "readwrite";
export type Transaction<M extends Mode> = IDBPTransaction<VaultDatabase, typeof STORES, M>;

/** @param onLost called when the connection has ended, or must end for a later version's sake */
export function openDatabase(name: string, onLost: () => void): Promise<Database> {
  return openDB<VaultDatabase>(name, VERSION, {
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      onLost();
    },
    terminated: onLost,
    async upgrade(database, oldVersion, _newVersion, transaction) {
      await upgradeDatabase(database, oldVersion, transaction);
    },
  });
}

export function begin(database: Database): Transaction<"readonly"> {
  return database.transaction(STORES, "readonly");
}

/** Version 2 is in force once anything of it but a staged manifest is there. */
async function isVersion2<M extends Mode>(transaction: Transaction<M>): Promise<boolean> {
  const keys = await transaction.objectStore("vault").getAllKeys();
  return keys.some((key) => key === HEADER || key === "manifest" || key === "layout");
}

/** Whether there are records that no migration has staged. */
export async function hasUnstaged<M extends Mode>(transaction: Transaction<M>): Promise<boolean> {
  const staged: unknown = await transaction.objectStore("vault").get("staged");
  return staged === undefined && (await hasRecords(transaction));
}

export async function isVersion1<M extends Mode>(transaction: Transaction<M>): Promise<boolean> {
  if (await isVersion2(transaction)) return false;
  return (await transaction.objectStore("header").get(HEADER)) !== undefined;
}

/** A migrated vault that has lost its header goes by the old one, which is kept the same. */
export async function readHeader<M extends Mode>(transaction: Transaction<M>): Promise<unknown> {
  const header = await transaction.objectStore("vault").get(HEADER);
  return header === undefined ? transaction.objectStore("header").get(HEADER) : header;
}

export async function readAll(transaction: Transaction<"readonly">): Promise<readonly unknown[]> {
  if (!(await isVersion2(transaction))) {
    const old = await transaction.objectStore("records").getAll();
    if (old.length > 0) return old;
  }
  return [...(await readAllRecords(transaction)).values()];
}

/** Whether anything lies where `readAll` reads, a record or not. */
export async function hasAny(transaction: Transaction<"readonly">): Promise<boolean> {
  if (!(await isVersion2(transaction))) {
    if ((await transaction.objectStore("records").count()) > 0) return true;
  }
  return hasRecords(transaction);
}

/**
 * Runs `work` in one transaction; when it throws, nothing has happened.
 * @param durability `relaxed` for what a loss of power may take back
 */
export async function write<T>(
  database: Database,
  work: (transaction: Transaction<"readwrite">) => Promise<T>,
  durability: "strict" | "relaxed" = "strict",
): Promise<T> {
  const transaction = database.transaction(STORES, "readwrite", { durability });
  // Heard of by `done` below; not to be an unhandled rejection meanwhile.
  const done = transaction.done.catch((error: unknown) => error);
  // `done` is rejected while the request that fails is told of, when the transaction has no error of its own yet.
  let refused: DOMException | null = null;
  const note = ({ target }: Event) => {
    refused ??= (target as IDBRequest).error;
  };
  transaction.addEventListener("error", note, { capture: true });
  let result: T;
  try {
    result = await work(transaction);
  } catch (error) {
    abort(transaction);
    await done;
    throw error;
  }
  try {
    await transaction.done;
  } catch (error) {
    throw transaction.error ?? refused ?? error;
  }
  return result;
}
