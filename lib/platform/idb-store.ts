// The vault's store over IndexedDB.

import { WaykeyError } from "../errors.ts";
import type { VaultChange, VaultStore } from "../vault/store.ts";
import { commit, goLive, listOf, readChanges, repair, stage } from "./idb-changes.ts";
import {
  begin,
  type Database,
  hasAny,
  isVersion1,
  openDatabase,
  readAll,
  readHeader,
  write,
} from "./idb-database.ts";
import {
  areTidy,
  hasTags,
  readByTags,
  readEverything,
  readRecords,
  tidyRecords,
} from "./idb-records.ts";

function isOfLaterVersion(error: unknown): boolean {
  return error instanceof DOMException && error.name === "VersionError";
}

/** What the second copy holds is noted for speed alone: where the note was lost, it is copied again. */
function durabilityOf(change: VaultChange): "strict" | "relaxed" {
  return Object.keys(change).every((key) => key === "copied") ? "relaxed" : "strict";
}

/**
 * A store over a database of this origin, opened at the first use, and again if lost. Where a later Waykey has
 * raised the database's version, every method fails with WaykeyError `vault/version`.
 * @param name asked for at each opening
 * @param onRenamed called once with what has the database opened anew by the name that it has then
 */
export function createIdbStore(
  name: () => Promise<string>,
  onRenamed: (reopen: () => void) => void = () => undefined,
): VaultStore {
  let opening: Promise<Database> | null = null;
  onRenamed(() => {
    opening?.then((database) => database.close()).catch(() => undefined);
    opening = null;
  });

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
      if (isOfLaterVersion(cause)) {
        throw new WaykeyError("vault/version", "The database is of a later Waykey", { cause });
      }
      const reason = cause instanceof Error ? cause.name : "unknown";
      throw new WaykeyError("vault/storage", `The browser's storage failed (${reason})`, { cause });
    }
  }

  return {
    readHeader: () => use((database) => readHeader(begin(database))),
    readManifest: () => use((database) => database.get("vault", "manifest")),
    read: (id) => use(async (database) => (await readRecords(begin(database), [id])).get(id)),
    readMany: (ids) =>
      use(async (database) => {
        const records = await readRecords(begin(database), ids);
        return ids.map((id) => records.get(id));
      }),
    readAll: () => use((database) => readAll(begin(database))),
    hasRecords: () => use((database) => hasAny(begin(database))),
    readByTags: (tags) => use((database) => readByTags(begin(database), tags)),
    hasTags: (tags) => use((database) => hasTags(begin(database), tags)),
    readSnapshot: () =>
      use(async (database) => {
        const transaction = begin(database);
        const vault = transaction.objectStore("vault");
        const [manifest, staged, { records, strays }] = await Promise.all([
          vault.get("manifest"),
          vault.get("staged"),
          readEverything(transaction),
        ]);
        return { manifest, staged, records: [...records.values()], strays };
      }),
    readVersion1: () =>
      use(async (database) => {
        const transaction = begin(database);
        if (!(await isVersion1(transaction))) return null;
        return transaction.objectStore("records").getAll();
      }),
    readChanges: (which, proven = null) =>
      use((database) => readChanges(begin(database), which, proven)),
    readWaiting: () =>
      use(async (database) => {
        return listOf(await database.get("vault", "waiting"));
      }),
    readUntold: () =>
      use(async (database) => {
        return listOf(await database.get("vault", "untold"));
      }),
    written: () => Promise.resolve(),
    readAside: () => use((database) => database.getAll("aside")),
    commit: (change) =>
      use((database) =>
        write(database, (transaction) => commit(transaction, change), durabilityOf(change)),
      ),
    repair: (change) =>
      use((database) => write(database, (transaction) => repair(transaction, change))),
    tidy: () =>
      use(async (database) => {
        // Mostly they are, and nobody's write is to wait for the look at all of them.
        if (await areTidy(begin(database))) return { isChanged: false, shared: new Map() };
        return write(database, tidyRecords);
      }),
    stage: (records, manifest) =>
      use((database) => write(database, (changes) => stage(changes, records, manifest))),
    goLive: (manifest) =>
      use((database) => write(database, (changes) => goLive(changes, manifest))),
  };
}
