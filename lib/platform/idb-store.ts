// The vault's store over IndexedDB. Version 2 lies in three object stores: `vault` for the header, the
// manifest and what marks the layout in force, `sealed` for the records with a unique multi-entry index
// over their tags, `changed` for what the second copy does not hold yet. `header` and `records` hold the
// version 1 layout. A commit is one transaction of strict durability.

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { WaykeyError } from "../errors.ts";
import type {
  Copied,
  Repair,
  SealedRecord,
  StoredChanges,
  VaultChange,
  VaultStore,
} from "../vault/store.ts";
import { isSameHeader } from "../vault/stored-header.ts";
import { isSameStored } from "../vault/stored-json.ts";

const VERSION = 2;
const HEADER = "header";

interface VaultDatabase extends DBSchema {
  header: { key: string; value: unknown };
  records: { key: string; value: unknown };
  vault: { key: string; value: unknown };
  sealed: { key: string; value: SealedRecord; indexes: { tags: string } };
  /** By outer id, the number of the last change. */
  changed: { key: string; value: number };
  aside: { key: number; value: unknown };
}

const STORES = ["header", "records", "vault", "sealed", "changed", "aside"] as const;

type Database = IDBPDatabase<VaultDatabase>;
type Mode = "readonly" | "readwrite";
type Transaction<M extends Mode> = IDBPTransaction<VaultDatabase, typeof STORES, M>;

/** @param onLost called when the connection has ended, or must end for a later version's sake */
function openDatabase(name: string, onLost: () => void): Promise<Database> {
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

function begin(database: Database): Transaction<"readonly"> {
  return database.transaction(STORES, "readonly");
}

/** Version 2 is in force once anything of it but a staged manifest is there. */
async function isVersion2<M extends Mode>(transaction: Transaction<M>): Promise<boolean> {
  const keys = await transaction.objectStore("vault").getAllKeys();
  return keys.some((key) => key === HEADER || key === "manifest" || key === "layout");
}

async function isVersion1<M extends Mode>(transaction: Transaction<M>): Promise<boolean> {
  if (await isVersion2(transaction)) return false;
  return (await transaction.objectStore("header").get(HEADER)) !== undefined;
}

async function readHeader<M extends Mode>(transaction: Transaction<M>): Promise<unknown> {
  const header = await transaction.objectStore("vault").get(HEADER);
  return header === undefined ? transaction.objectStore("header").get(HEADER) : header;
}

async function readAll(transaction: Transaction<"readonly">): Promise<readonly unknown[]> {
  if (!(await isVersion2(transaction))) {
    const old = await transaction.objectStore("records").getAll();
    if (old.length > 0) return old;
  }
  return transaction.objectStore("sealed").getAll();
}

/** Runs `work` in one transaction; when it throws, nothing has happened. */
async function write(
  database: Database,
  work: (transaction: Transaction<"readwrite">) => Promise<void>,
): Promise<void> {
  const transaction = database.transaction(STORES, "readwrite", { durability: "strict" });
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

function refuse(message: string): never {
  throw new WaykeyError("vault/conflict", message);
}

async function noteChanges(
  transaction: Transaction<"readwrite">,
  ids: readonly string[],
): Promise<void> {
  const vault = transaction.objectStore("vault");
  const changed = transaction.objectStore("changed");
  const last = await vault.get("changes");
  const number = (typeof last === "number" ? last : 0) + 1;
  await Promise.all([vault.put(number, "changes"), ...ids.map((id) => changed.put(number, id))]);
}

async function forgetCopied(transaction: Transaction<"readwrite">, upTo: number): Promise<void> {
  let cursor = await transaction.objectStore("changed").openCursor();
  while (cursor !== null) {
    if (cursor.value <= upTo) await cursor.delete();
    cursor = await cursor.continue();
  }
}

async function noteCopied(transaction: Transaction<"readwrite">, copied: Copied): Promise<void> {
  await forgetCopied(transaction, copied.upTo);
  await transaction.objectStore("vault").put(copied, "copied");
}

async function commit(transaction: Transaction<"readwrite">, change: VaultChange): Promise<void> {
  const { header, expectHeader, put = [], manifest, expectManifest, copied } = change;
  const vault = transaction.objectStore("vault");
  const sealed = transaction.objectStore("sealed");
  const oldHeader = transaction.objectStore("header");
  if (change.expectNoHeader === true && (await readHeader(transaction)) !== undefined) {
    refuse("A vault was made meanwhile");
  }
  if (expectHeader !== undefined && !isSameHeader(await readHeader(transaction), expectHeader)) {
    refuse("The vault's key slots were changed meanwhile");
  }
  if (expectManifest !== undefined) {
    const held = await vault.get("manifest");
    if (!isSameStored(held, expectManifest.stored)) refuse("The vault was written meanwhile");
  }
  if (header !== undefined) {
    const isOld = await isVersion1(transaction);
    if (isOld || (await oldHeader.get(HEADER)) !== undefined) await oldHeader.put(header, HEADER);
    if (!isOld) await Promise.all([vault.put(header, HEADER), vault.put(2, "layout")]);
  }
  if (copied !== undefined) await noteCopied(transaction, copied);
  const writes = put.map((record) => sealed.put(record));
  if (manifest !== undefined) writes.push(vault.put(manifest, "manifest"));
  await Promise.all(writes);
  const ids = [...put.map(({ id }) => id), ...(header === undefined ? [] : [HEADER])];
  if (ids.length > 0 || manifest !== undefined) await noteChanges(transaction, ids);
}

function isCopied(stored: unknown): stored is Copied {
  return typeof stored === "object" && stored !== null && "upTo" in stored;
}

async function readChanges(
  transaction: Transaction<"readonly">,
  which: "changed" | "all",
): Promise<StoredChanges | null> {
  if (await isVersion1(transaction)) return null;
  const vault = transaction.objectStore("vault");
  const sealed = transaction.objectStore("sealed");
  const list = which === "all" ? sealed : transaction.objectStore("changed");
  const [upTo, copied, header, manifest, keys] = await Promise.all([
    vault.get("changes"),
    vault.get("copied"),
    vault.get(HEADER),
    vault.get("manifest"),
    list.getAllKeys(),
  ]);
  const ids = keys.filter((key) => key !== HEADER);
  const records = await Promise.all(ids.map((id) => sealed.get(id)));
  return {
    upTo: typeof upTo === "number" ? upTo : 0,
    copied: isCopied(copied) ? copied : null,
    header,
    manifest,
    records: new Map(ids.map((id, i) => [id, records[i]])),
  };
}

async function repair(transaction: Transaction<"readwrite">, repair: Repair): Promise<void> {
  const { header, manifest, records = [], removed = [], aside = [], copied, waiting } = repair;
  const vault = transaction.objectStore("vault");
  const sealed = transaction.objectStore("sealed");
  const places = [
    ...(header === undefined ? [] : [[header.held, await readHeader(transaction)] as const]),
    ...(manifest === undefined ? [] : [[manifest.held, await vault.get("manifest")] as const]),
    ...(await Promise.all(
      records.map(async ({ next, held }) => [held, await sealed.get(next.id)] as const),
    )),
    ...(await Promise.all(
      removed.map(async (record) => [record, await sealed.get(record.id)] as const),
    )),
  ];
  if (places.some(([expected, held]) => !isSameStored(expected, held))) {
    refuse("The vault was written meanwhile");
  }
  const kept = repair.dropHeader === true ? places.slice(1) : places;
  const replaced = kept.flatMap(([held]) => (held === undefined ? [] : [held]));
  const put = transaction.objectStore("aside");
  await Promise.all([...replaced, ...aside].map((stored) => put.add(stored)));
  const gone = [...records.map(({ next }) => next.id), ...removed.map(({ id }) => id)];
  await Promise.all(gone.map((id) => sealed.delete(id)));
  await Promise.all(records.map(({ next }) => sealed.put(next)));
  if (manifest !== undefined) await vault.put(manifest.next, "manifest");
  if (copied !== undefined) await noteCopied(transaction, copied);
  if (waiting !== undefined) await vault.put(waiting, "waiting");
  if (header === undefined) return;
  if (await isVersion1(transaction)) {
    await transaction.objectStore("header").put(header.next, HEADER);
    return;
  }
  await Promise.all([vault.put(header.next, HEADER), vault.put(2, "layout")]);
}

/**
 * A store over a database of this origin, opened at the first use, and again if lost.
 * @param name asked for at each opening
 */
export function createIdbStore(name: () => Promise<string>): VaultStore {
  let opening: Promise<Database> | null = null;

  async function use<T>(work: (database: Database) => Promise<T>): Promise<T> {
    try {
      opening ??= name().then((known) =>
        openDatabase(known, () => {
          opening = null;
        }),
      );
      return await work(await opening);
    } catch (cause) {
      if (cause instanceof WaykeyError) throw cause;
      opening = null;
      const reason = cause instanceof Error ? cause.name : "unknown";
      throw new WaykeyError("vault/storage", `The browser's storage failed (${reason})`, { cause });
    }
  }

  return {
    readHeader: () => use((database) => readHeader(begin(database))),
    readManifest: () => use((database) => database.get("vault", "manifest")),
    read: (id) => use((database) => database.get("sealed", id)),
    readAll: () => use((database) => readAll(begin(database))),
    readByTags: (tags) =>
      use((database) => {
        const index = begin(database).objectStore("sealed").index("tags");
        return Promise.all(tags.map((tag) => index.get(tag)));
      }),
    hasTags: (tags) =>
      use(async (database) => {
        const index = begin(database).objectStore("sealed").index("tags");
        const keys = await Promise.all(tags.map((tag) => index.getKey(tag)));
        return keys.map((key) => key !== undefined);
      }),
    readSnapshot: () =>
      use(async (database) => {
        const transaction = begin(database);
        const vault = transaction.objectStore("vault");
        const [manifest, staged, records] = await Promise.all([
          vault.get("manifest"),
          vault.get("staged"),
          transaction.objectStore("sealed").getAll(),
        ]);
        return { manifest, staged, records };
      }),
    readVersion1: () =>
      use(async (database) => {
        const transaction = begin(database);
        if (!(await isVersion1(transaction))) return null;
        return transaction.objectStore("records").getAll();
      }),
    readChanges: (which) => use((database) => readChanges(begin(database), which)),
    readWaiting: () =>
      use(async (database) => {
        const waiting = await database.get("vault", "waiting");
        return Array.isArray(waiting) ? (waiting as unknown[]) : [];
      }),
    written: () => Promise.resolve(),
    forgetWaiting: () =>
      use((database) =>
        write(database, (transaction) => transaction.objectStore("vault").delete("waiting")),
      ),
    readAside: () => use((database) => database.getAll("aside")),
    commit: (change) =>
      use((database) => write(database, (transaction) => commit(transaction, change))),
    repair: (change) =>
      use((database) => write(database, (transaction) => repair(transaction, change))),
    stage: (records, manifest) =>
      use((database) =>
        write(database, async (transaction) => {
          const vault = transaction.objectStore("vault");
          const sealed = transaction.objectStore("sealed");
          if (!(await isVersion1(transaction))) refuse("The vault is not one of version 1");
          if ((await vault.get("staged")) === undefined && (await sealed.count()) > 0) {
            throw new WaykeyError("vault/damaged", "There are records of an unknown vault");
          }
          await sealed.clear();
          const writes = records.map((record) => sealed.put(record));
          await Promise.all([...writes, vault.put(manifest, "staged")]);
        }),
      ),
    goLive: (manifest) =>
      use((database) =>
        write(database, async (transaction) => {
          const vault = transaction.objectStore("vault");
          if (!(await isVersion1(transaction))) refuse("The vault is not one of version 1");
          if (!isSameStored(await vault.get("staged"), manifest)) {
            refuse("Another migration came between");
          }
          const header = await transaction.objectStore("header").get(HEADER);
          const ids = await transaction.objectStore("sealed").getAllKeys();
          await Promise.all([
            vault.put(header, HEADER),
            vault.put(manifest, "manifest"),
            vault.put(2, "layout"),
            vault.delete("staged"),
          ]);
          await noteChanges(transaction, [...ids, HEADER]);
        }),
      ),
  };
}
