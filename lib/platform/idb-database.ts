// The vault's database. Version 2 of its layout lies in the object stores `vault` for the header, the manifest
// and what marks the layout in force, `sealed` for the records with a unique multi-entry index over their
// tags, `changed` for what the second copy does not hold yet, `aside` for what repairs have taken out.
// `header` and `records` hold the version 1 layout. A write of the vault is one transaction of strict durability.

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, unwrap } from "idb";
import type { SealedRecord } from "../vault/store.ts";
import { claimedTags } from "../vault/stored-record.ts";

const VERSION = 2;
export const HEADER = "header";

interface VaultDatabase extends DBSchema {
  header: { key: string; value: unknown };
  records: { key: string; value: unknown };
  vault: { key: string; value: unknown };
  sealed: { key: string; value: SealedRecord; indexes: { tags: string } };
  /** By the number of a change, the outer ids that it wrote, `header` among them. */
  changed: { key: number; value: readonly string[] };
  aside: { key: number; value: unknown };
}

const STORES = ["header", "records", "vault", "sealed", "changed", "aside"] as const;

export type Database = IDBPDatabase<VaultDatabase>;
type Mode = "readonly" | "readwrite";
export type Transaction<M extends Mode> = IDBPTransaction<VaultDatabase, typeof STORES, M>;

/** @param onLost called when the connection has ended, or must end for a later version's sake */
export function openDatabase(name: string, onLost: () => void): Promise<Database> {
  return openDB<VaultDatabase>(name, VERSION, {
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      onLost();
    },
    terminated: onLost,
    upgrade(database, oldVersion) {
      if (oldVersion < 1) {
        database.createObjectStore("header");
        database.createObjectStore("records", { keyPath: "id" });
      }
      database.createObjectStore("vault");
      const sealed = database.createObjectStore("sealed", { keyPath: "id" });
      sealed.createIndex("tags", "tags", { multiEntry: true, unique: true });
      database.createObjectStore("changed");
      database.createObjectStore("aside", { autoIncrement: true });
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
  return staged === undefined && (await transaction.objectStore("sealed").count()) > 0;
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
  return readSealed(transaction);
}

/** What one request brings is taken up in one go, for which everything else in the worker waits: seconds for thousands. */
const READ_AT_ONCE = 512;

/** All records of version 2, by the keys they lie under. */
export async function readSealed(
  transaction: Transaction<"readonly">,
): Promise<readonly unknown[]> {
  const sealed = transaction.objectStore("sealed");
  const all: unknown[] = [];
  let rest: IDBKeyRange | null = null;
  for (;;) {
    const some: readonly unknown[] = await sealed.getAll(rest, READ_AT_ONCE);
    all.push(...some);
    if (some.length < READ_AT_ONCE) return all;
    // What has rotted may not say its own.
    const keys: readonly string[] = await sealed.getAllKeys(rest, READ_AT_ONCE);
    rest = IDBKeyRange.lowerBound(keys.at(-1), true);
  }
}

/** So many requests are made at a time; to read all of a vault at once is cheaper than most of it singly. */
const MANY = 512;
/** Of thousands of puts, those that tell how many there were. */
const PUTS_TOLD = 250;

/** What lies under each id. */
export async function readMany(
  transaction: Transaction<"readonly">,
  ids: readonly string[],
): Promise<readonly unknown[]> {
  const sealed = transaction.objectStore("sealed");
  if (ids.length <= MANY) return Promise.all(ids.map((id) => sealed.get(id)));
  // By the keys they lie under: what has rotted may not say its own.
  const [keys, values] = await Promise.all([sealed.getAllKeys(), readSealed(transaction)]);
  const all = new Map(keys.map((key, i) => [key, values[i]]));
  return ids.map((id) => all.get(id));
}

/** Whether a record bears each of the tags. */
export async function hasTags(
  transaction: Transaction<"readonly">,
  tags: readonly string[],
): Promise<readonly boolean[]> {
  const sealed = transaction.objectStore("sealed");
  if (tags.length > MANY && (await sealed.count()) <= tags.length) {
    const borne = new Set((await readSealed(transaction)).flatMap(claimedTags));
    return tags.map((tag) => borne.has(tag));
  }
  const index = sealed.index("tags");
  const found: boolean[] = [];
  for (let start = 0; start < tags.length; start += MANY) {
    const some = tags.slice(start, start + MANY);
    const keys = await Promise.all(some.map((tag) => index.getKey(tag)));
    found.push(...keys.map((key) => key !== undefined));
  }
  return found;
}

/**
 * Puts the records, in their order. The last is waited for, since a transaction's requests are done in turn:
 * listeners on each of thousands would cost as much again, and leave their mark on the worker's memory.
 * @param onPut told now and then which share has been put, from 0 to 1
 */
export function putRecords(
  transaction: Transaction<"readwrite">,
  records: readonly SealedRecord[],
  onPut: (share: number) => void = () => undefined,
): Promise<void> {
  const sealed = unwrap(transaction.objectStore("sealed"));
  return new Promise((resolve, reject) => {
    sealed.transaction.addEventListener("error", ({ target }) => {
      const cause = target instanceof IDBRequest ? target.error : null;
      reject(cause ?? new DOMException("The record was not written", "UnknownError"));
    });
    const puts = records.map((record) => sealed.put(record));
    for (const [i, put] of puts.entries()) {
      if ((i + 1) % PUTS_TOLD === 0) {
        put.addEventListener("success", () => onPut((i + 1) / puts.length));
      }
    }
    const last = puts.at(-1);
    if (last === undefined) resolve();
    else last.addEventListener("success", () => resolve());
  });
}

/**
 * Runs `work` in one transaction; when it throws, nothing has happened.
 * @param durability `relaxed` for what a loss of power may take back
 */
export async function write(
  database: Database,
  work: (transaction: Transaction<"readwrite">) => Promise<void>,
  durability: "strict" | "relaxed" = "strict",
): Promise<void> {
  const transaction = database.transaction(STORES, "readwrite", { durability });
  // Heard of by `done` below; not to be an unhandled rejection meanwhile.
  const done = transaction.done.catch((error: unknown) => error);
  try {
    await work(transaction);
  } catch (error) {
    try {
      transaction.abort();
    } catch (abortError) {
      if (!(abortError instanceof DOMException)) throw abortError;
    }
    await done;
    throw error;
  }
  await transaction.done;
}
