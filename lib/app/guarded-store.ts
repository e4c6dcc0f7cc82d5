// The store as the use cases have it: before a write it looks whether there is room for it, in both
// copies, and what was written goes to the second copy, by a worker that is kept awake for it.

import { WaykeyError } from "../errors.ts";
import type { ProvenWrite, SealedRecord, VaultStore } from "../vault/store.ts";
import type { Clock } from "./ports.ts";

/** What a record of n bytes takes at most, in both copies and while they are written. */
const FACTOR = 5;
/** Bytes that are left free, for what a database needs to move at all, and for removals, which make room. */
const RESERVE = 256 * 1024;
/** So much room is not looked at again for a while. */
const PLENTY = 256 * 1024 * 1024;
const PLENTY_MS = 60_000;

export type GuardPorts = {
  /** Bytes that the browser still grants; null where it does not say. */
  readonly room: () => Promise<number | null>;
  readonly now: Clock;
  /** Waited for before every write; must not reject. */
  readonly isReady: () => Promise<void>;
  /** Called with every write that was read back; must not reject. */
  readonly onWritten: (proven?: ProvenWrite) => Promise<void>;
};

export type GuardedStore = VaultStore & {
  /** Does now what the next write would wait for. @throws WaykeyError `vault/no-room`, where that has no room either */
  readonly makeReady: () => Promise<void>;
};

/**
 * The same store, whose `commit` fails with WaykeyError `vault/no-room` before it has written anything. What only
 * removes may use up what is else left free. A repair is tried however little room there is, and so is the staging of
 * a migration: without either the vault does not open, and what the browser then refuses leaves everything as it was.
 */
export function guardStore(
  store: VaultStore,
  { room, now, isReady, onWritten }: GuardPorts,
): GuardedStore {
  let plentyUntil = 0;

  async function checkRoom(records: readonly SealedRecord[], reserve = RESERVE): Promise<void> {
    if (now() < plentyUntil) return;
    const free = await room();
    if (free === null) return;
    const size = records.reduce((sum, { ciphertext }) => sum + ciphertext.length + 512, 0);
    if (free < FACTOR * size + reserve) {
      throw new WaykeyError("vault/no-room", "The browser grants no more room for this");
    }
    if (free - FACTOR * size > PLENTY) plentyUntil = now() + PLENTY_MS;
  }

  return {
    ...bound(store),
    async commit(change) {
      const isWrite = (change.put ?? change.header ?? change.manifest) !== undefined;
      if (isWrite) await isReady();
      const { put = [], removesOnly = false } = change;
      if (isWrite) await checkRoom(put, removesOnly ? 0 : RESERVE);
      await store.commit(change);
    },
    async written(proven) {
      await onWritten(proven);
    },
    async makeReady() {
      await isReady();
      await checkRoom([]);
    },
  };
}

/** The methods of a store that may be an object of a class. */
function bound(store: VaultStore): VaultStore {
  return {
    readHeader: () => store.readHeader(),
    readManifest: () => store.readManifest(),
    read: (id) => store.read(id),
    readMany: (ids) => store.readMany(ids),
    readAll: () => store.readAll(),
    hasRecords: () => store.hasRecords(),
    readByTags: (tags) => store.readByTags(tags),
    hasTags: (tags) => store.hasTags(tags),
    readSnapshot: () => store.readSnapshot(),
    readVersion1: () => store.readVersion1(),
    readChanges: (which, proven) => store.readChanges(which, proven),
    readAside: () => store.readAside(),
    readWaiting: () => store.readWaiting(),
    readUntold: () => store.readUntold(),
    written: (proven) => store.written(proven),
    commit: (change) => store.commit(change),
    repair: (repair) => store.repair(repair),
    tidy: () => store.tidy(),
    stage: (records, manifest) => store.stage(records, manifest),
    goLive: (manifest) => store.goLive(manifest),
  };
}
