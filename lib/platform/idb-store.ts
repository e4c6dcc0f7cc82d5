// The vault's store over IndexedDB: one object store for the header, one for the sealed records with
// a multi-entry index over their tags. A commit is one transaction of strict durability.

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { WaykeyError } from "../errors.ts";
import type { VaultHeader } from "../vault/header.ts";
import type { SealedRecord, VaultChange, VaultStore } from "../vault/store.ts";
import { isSameHeader } from "../vault/stored-header.ts";

const NAME = "waykey";
const VERSION = 1;
const HEADER_KEY = "header";

interface VaultDatabase extends DBSchema {
  header: { key: string; value: VaultHeader };
  records: { key: string; value: SealedRecord; indexes: { tags: string } };
}

function openDatabase(): Promise<IDBPDatabase<VaultDatabase>> {
  return openDB<VaultDatabase>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore("header");
      const records = database.createObjectStore("records", { keyPath: "id" });
      records.createIndex("tags", "tags", { multiEntry: true });
    },
  });
}

async function commit(database: IDBPDatabase<VaultDatabase>, change: VaultChange): Promise<void> {
  const transaction = database.transaction(["header", "records"], "readwrite", {
    durability: "strict",
  });
  const header = transaction.objectStore("header");
  const records = transaction.objectStore("records");
  const refuse = async (message: string): Promise<never> => {
    transaction.abort();
    await transaction.done.catch(() => undefined);
    throw new WaykeyError("vault/conflict", message);
  };
  if (change.expectNoHeader === true && (await header.get(HEADER_KEY)) !== undefined) {
    await refuse("A vault was made meanwhile");
  }
  const { expectHeader } = change;
  if (expectHeader !== undefined && !isSameHeader(await header.get(HEADER_KEY), expectHeader)) {
    await refuse("The vault's key slots were changed meanwhile");
  }
  for (const { id, revision } of change.expect ?? []) {
    const held = await records.get(id);
    if ((held?.revision ?? null) !== revision) await refuse("A record was changed meanwhile");
  }
  const writes = [
    ...(change.remove ?? []).map((id) => records.delete(id)),
    ...(change.put ?? []).map((record) => records.put(record)),
    ...(change.header === undefined ? [] : [header.put(change.header, HEADER_KEY)]),
  ];
  await Promise.all([...writes, transaction.done]);
}

/** A store over this origin's database. The database is opened at the first use, and again if lost. */
export function createIdbStore(): VaultStore {
  let opening: Promise<IDBPDatabase<VaultDatabase>> | null = null;

  async function use<T>(work: (database: IDBPDatabase<VaultDatabase>) => Promise<T>): Promise<T> {
    try {
      opening ??= openDatabase();
      return await work(await opening);
    } catch (cause) {
      if (cause instanceof WaykeyError) throw cause;
      opening = null;
      const reason = cause instanceof Error ? cause.name : "unknown";
      throw new WaykeyError("vault/storage", `The browser's storage failed (${reason})`, { cause });
    }
  }

  return {
    readHeader: () => use((database) => database.get("header", HEADER_KEY)),
    read: (id) => use((database) => database.get("records", id)),
    readAll: () => use((database) => database.getAll("records")),
    readByTag: (tag) => use((database) => database.getAllFromIndex("records", "tags", tag)),
    commit: (change) => use((database) => commit(database, change)),
  };
}
