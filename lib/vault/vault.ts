// The open vault over its store port: read, searched and written. It keeps keys and no plaintext. A
// record that does not open is reported beside the others and is neither dropped nor overwritten; a
// write counts once it has been read back and compared. A vault of version 1 is migrated at first use.

import type { Bytes } from "../bytes/bytes.ts";
import { WaykeyError } from "../errors.ts";
import type { AccountRole } from "../headway/roles.ts";
import { accountName, type IndexEntry, type IndexType, indexValue } from "./blind-index.ts";
import { checkManifest, type ManifestCheck, wholeGeneration } from "./check-manifest.ts";
import { exportUnreadable } from "./export-raw.ts";
import { borneValues, eachByIndex, findByIndex } from "./find-by-index.ts";
import { lookAhead } from "./index-numbers.ts";
import { openManifest } from "./manifest.ts";
import { ensureVersion2 } from "./migrate-v1.ts";
import type { VaultPorts } from "./ports.ts";
import { createQuickKeys } from "./quick-keys.ts";
import { rebuildManifest } from "./rebuild-manifest.ts";
import type { Tombstone } from "./record-content.ts";
import { parseRecord, type RecordKind, type RecordOf, type VaultRecord } from "./schema.ts";
import type { VaultStore } from "./store.ts";
import { readStoredHeader } from "./stored-header.ts";
import { type Held, openEach, type RecordListing } from "./stored-record.ts";
import { deriveVaultKeys, importVaultKey } from "./vault-keys.ts";
import {
  type Draft,
  readHeld,
  type OnWriteStep,
  readHeldMany,
  type WriteContext,
  writeDrafts,
} from "./write-records.ts";

/** What hangs on an account. */
type HangingRecord = Extract<VaultRecord, { accountId: string | null }>;

/** What is found by each type of index. */
type Found = {
  readonly rpId: RecordOf<"passkey">;
  readonly credentialId: RecordOf<"passkey">;
  readonly passkeyUser: RecordOf<"passkey">;
  readonly account: HangingRecord;
  readonly accountName: RecordOf<"account">;
  readonly role: RecordOf<"account">;
  readonly otpSecret: RecordOf<"otp">;
  readonly recoveryCode: RecordOf<"recovery">;
};

/** For work on many records. */
export type ListOptions = {
  /** This vault's, 32 bytes, which makes it faster; not kept. */
  readonly vaultKey?: Bytes | undefined;
  /** Asked at each record: once the vault is locked no further one is sealed or opened. */
  readonly isLocked?: () => boolean;
  /** Waited for after each batch of records, so that others get a turn. */
  readonly onBatch?: (() => void | Promise<void>) | undefined;
};

export type PutOptions = ListOptions & {
  /** Write over a stored record that does not open, as when a whole copy of it is restored. */
  readonly replaceUnreadable?: boolean;
  /** Ids that are removed in the same commit, as `remove` does; none of a record that is written. */
  readonly remove?: readonly string[];
  readonly onStep?: OnWriteStep | undefined;
  /**
   * The records lie elsewhere, too, as in the file that they are read from: they count as written when they are in the
   * vault, and the second copy follows.
   */
  readonly isElsewhere?: boolean;
};

/**
 * The vault opened with its key, from `createVault` or an unlock. The first use reads the header
 * and throws as `readStoredHeader` does. With the key of another vault every record is unreadable.
 * @param vaultKey 32 bytes; the vault keeps no reference to them, so the caller may wipe them when
 *   this has returned
 */
export function openVault(store: VaultStore, vaultKey: Bytes, ports: VaultPorts): Vault {
  return new Vault(store, vaultKey, ports);
}

export class Vault {
  readonly #store: VaultStore;
  readonly #vaultKey: Promise<CryptoKey>;
  readonly #ports: VaultPorts;
  #opening: Promise<WriteContext> | undefined;

  constructor(store: VaultStore, vaultKey: Bytes, { now, random }: VaultPorts) {
    this.#store = store;
    this.#vaultKey = importVaultKey(vaultKey);
    this.#ports = { now, random };
  }

  /**
   * Every record, and every one that does not open, whatever is wrong with it; with the vault's generation where these
   * are the ones of which the manifest tells. Opens them all.
   * @throws WaykeyError `vault/locked` when `isLocked` says so
   */
  async listAll(
    options: ListOptions = {},
  ): Promise<RecordListing<VaultRecord> & { readonly generation: number | null }> {
    const { vaultKey, isLocked = () => false, onBatch = () => undefined } = options;
    return this.#withQuickKeys(vaultKey, async ({ store, keys }) => {
      const stored = await store.readSnapshot();
      const given = { ...keys, isLocked, onBatch };
      const { records, unreadable } = await openEach(given, stored.records);
      const generation = await wholeGeneration(given, stored);
      return { records, unreadable, generation };
    });
  }

  /**
   * The records of one kind. Opens the whole vault, and lists whatever does not open: of what kind that
   * is cannot be told.
   */
  async list<K extends RecordKind>(kind: K): Promise<RecordListing<RecordOf<K>>> {
    const { records, unreadable } = await this.listAll();
    return { records: records.filter((record) => isKind(record, kind)), unreadable };
  }

  /** What was removed, for a merge with another copy of the vault. Opens the whole vault. */
  async listTombstones(): Promise<readonly Tombstone[]> {
    const { store, keys } = await this.#context();
    return (await openEach(keys, await store.readAll())).tombstones;
  }

  /**
   * @returns null when there is none
   * @throws WaykeyError `record/damaged` or `record/invalid` when it is there and does not open
   */
  async get(id: string): Promise<VaultRecord | null> {
    return recordOf(await readHeld(await this.#context(), id));
  }

  /**
   * As `get` for each of the ids, in their order and in one read of the store.
   * @throws WaykeyError `record/damaged` or `record/invalid` when one of them is there and does not open
   */
  async getMany(ids: readonly string[]): Promise<readonly (VaultRecord | null)[]> {
    return (await readHeldMany(await this.#context(), ids)).map(recordOf);
  }

  /** What has that value of an index, in no particular order. Opens no other record. */
  async find<T extends IndexType>(type: T, value: string): Promise<RecordListing<Found[T]>> {
    const { store, keys } = await this.#context();
    const { records, unreadable } = await findByIndex(store, keys, type, value);
    return { records: records.filter((record) => isFound(record, type, value)), unreadable };
  }

  /**
   * Up to `most` of what has that value of an index and is wanted. Opens what is needed to find as many,
   * a small batch at a time, and passes over what does not open.
   */
  async findSome<T extends IndexType>(
    type: T,
    value: string,
    most: number,
    isWanted: (record: Found[T]) => boolean = () => true,
  ): Promise<readonly Found[T][]> {
    const { store, keys } = await this.#context();
    const found: Found[T][] = [];
    for await (const { records } of eachByIndex(store, keys, type, value)) {
      found.push(...records.filter((record) => isFound(record, type, value)).filter(isWanted));
      if (found.length >= most) break;
    }
    return found.slice(0, most);
  }

  /**
   * Of many values of an index those that something may have: what has none of them costs no look at a record.
   * @param vaultKey this vault's, 32 bytes, which makes it faster; not kept
   */
  async findBorne(
    type: IndexType,
    values: readonly string[],
    vaultKey?: Bytes,
  ): Promise<readonly string[]> {
    return this.#withQuickKeys(vaultKey, ({ store, keys }) =>
      borneValues(store, keys, type, values),
    );
  }

  /** The passkeys of one RP ID, in no particular order. Opens no other record. */
  async findPasskeysByRpId(rpId: string): Promise<RecordListing<RecordOf<"passkey">>> {
    return this.find("rpId", rpId);
  }

  /**
   * The passkey of that credential ID, or null. Opens no other record.
   * @throws WaykeyError `record/damaged` or `record/invalid` when it is there and does not open
   */
  async findPasskeyByCredentialId(credentialId: string): Promise<RecordOf<"passkey"> | null> {
    const { records, unreadable } = await this.find("credentialId", credentialId);
    const [passkey] = records;
    if (passkey !== undefined) return passkey;
    const [failed] = unreadable;
    if (failed !== undefined) throw failed.error;
    return null;
  }

  /** What hangs on an account, in no particular order. Opens no other record. */
  async findByAccount(accountId: string): Promise<RecordListing<HangingRecord>> {
    return this.find("account", accountId);
  }

  /** The accounts of a role and e-mail, in whatever case that is written. Opens no other record. */
  async findAccounts(
    role: AccountRole,
    email: string,
  ): Promise<RecordListing<RecordOf<"account">>> {
    return this.find("accountName", accountName(role, email));
  }

  /** As `putAll`, for one record. */
  async put(record: VaultRecord, options: PutOptions = {}): Promise<void> {
    await this.putAll([record], options);
  }

  /**
   * Writes all of the records, and removes what `remove` names, or does none of it, whatever their ids held before.
   * Resolves when they are durable, have been read back, and the second copy has them, unless they are
   * `isElsewhere`. `updatedAt` is written as given.
   * @throws WaykeyError `record/invalid` for a record that does not parse
   * @throws WaykeyError `record/damaged` or `record/invalid` rather than write over a stored record
   *   that does not open, unless `replaceUnreadable`
   * @throws WaykeyError `vault/conflict` when others keep writing; `vault/manifest`, `vault/storage`
   * @throws WaykeyError `vault/locked` when `isLocked` says so: nothing is written, or all of it is and was
   *   not read back
   * @throws what `onStep` throws before the commit: nothing is written
   * @throws RangeError when two of the records have one id
   */
  async putAll(records: readonly VaultRecord[], options: PutOptions = {}): Promise<void> {
    const parsed = records.map((record) => parseRecord(record));
    const {
      replaceUnreadable = false,
      remove = [],
      vaultKey,
      isLocked = () => false,
      onStep,
      isElsewhere = false,
    } = options;
    const ids = parsed.map(({ id }) => id);
    const all = [...ids, ...new Set(remove)];
    if (new Set(all).size !== all.length) throw new RangeError("records must have different ids");
    if (all.length === 0) return;
    await this.#withQuickKeys(vaultKey, ({ keys, ...rest }) => {
      const context = { ...rest, keys: { ...keys, isLocked }, onStep, isElsewhere };
      return writeDrafts(context, async () => {
        const helds = await readHeldMany(context, all);
        const puts = parsed.map((record, i): Draft => {
          const held = helds[i] ?? { state: "none" };
          if (held.state === "unreadable" && !replaceUnreadable) throw held.error;
          return { id: record.id, kind: record.kind, record, held };
        });
        return [...puts, ...removals(all.slice(ids.length), helds.slice(ids.length))];
      });
    });
  }

  /**
   * Reads a record, changes it and writes it so that no other write in between is lost: `change` is
   * called again on the newer record if there was one. Returns what was written.
   * @throws WaykeyError `vault/no-record` when there is none of that id and kind; as `get`, `putAll`
   * @throws RangeError when `change` alters the id or the kind
   */
  async update<K extends RecordKind>(
    id: string,
    kind: K,
    change: (record: RecordOf<K>) => RecordOf<K>,
  ): Promise<RecordOf<K>> {
    const context = await this.#context();
    const written: RecordOf<K>[] = [];
    await writeDrafts(context, async () => {
      const held = await readHeld(context, id);
      const record = recordOf(held);
      if (record === null || !isKind(record, kind)) throw noRecord();
      const next = parseRecord(change(record));
      if (next.id !== id || !isKind(next, kind)) {
        throw new RangeError("change must keep the record's id and kind");
      }
      written.unshift(next);
      return [{ id, kind, record: next, held }];
    });
    return written[0] as RecordOf<K>;
  }

  /**
   * Reads the records and writes in one commit what `change` makes of them; it is called again on the newer
   * ones if another write came between. It gets them in the order of the ids, and what it returns bears those
   * ids, or new ones.
   * @throws WaykeyError `vault/no-record` when one is not there; as `get`, `putAll`
   */
  async updateTogether(
    ids: readonly string[],
    change: (records: readonly VaultRecord[]) => readonly VaultRecord[],
  ): Promise<void> {
    const context = await this.#context();
    await writeDrafts(context, async () => {
      const helds = await readHeldMany(context, ids);
      const records = helds.map((held) => {
        const record = recordOf(held);
        if (record === null) throw noRecord();
        return record;
      });
      return change(records).map((next): Draft => {
        const record = parseRecord(next);
        const held = helds[ids.indexOf(record.id)] ?? { state: "none" };
        return { id: record.id, kind: record.kind, record, held };
      });
    });
  }

  /**
   * Removes the records in one commit, readable or not: each leaves a tombstone, which no listing
   * offers. Ids that are not there, or removed already, are passed over.
   * @throws WaykeyError `vault/conflict`, `vault/manifest`, `vault/storage`
   */
  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const context = await this.#context();
    const distinct = [...new Set(ids)];
    await writeDrafts(context, async () => {
      return removals(distinct, await readHeldMany(context, distinct));
    });
  }

  /**
   * What is stored and does not open, as it lies there, as JSON text: still sealed, with the header that
   * it needs to be opened elsewhere.
   * @param left what of earlier vaults was left
   */
  async exportRaw(left: unknown = null): Promise<string> {
    const { store, keys } = await this.#context();
    return exportUnreadable(store, keys, left);
  }

  /** How often the vault was written; a lower number than one seen before means an older state. */
  async generation(): Promise<number> {
    const { store, keys } = await this.#context();
    const stored = await store.readManifest();
    return stored === undefined ? 0 : (await openManifest(keys, stored)).generation;
  }

  /** As `checkManifest`. */
  async checkManifest(): Promise<ManifestCheck> {
    const { store, keys } = await this.#context();
    return checkManifest(store, keys);
  }

  /** As `rebuildManifest`. */
  async rebuildManifest(atLeast = 0): Promise<void> {
    await rebuildManifest(await this.#context(), atLeast);
  }

  /** Work on the vault as a whole that is neither reading nor writing of records: see `reviewCopies`. */
  async maintain<T>(work: (context: WriteContext) => Promise<T>): Promise<T> {
    return work(await this.#context());
  }

  /**
   * Looks ahead for a write of a record that is found by these: what depends on how many have them already is
   * known then, and soon proven.
   */
  async lookAhead(entries: readonly IndexEntry[]): Promise<void> {
    const { store, keys, hints } = await this.#context();
    await lookAhead(store, keys, entries, hints);
  }

  /** Hands `work` the keys, and beside them quick ones where there is the vault key to make them of. */
  async #withQuickKeys<T>(
    vaultKey: Bytes | undefined,
    work: (context: WriteContext) => Promise<T>,
  ): Promise<T> {
    const context = await this.#context();
    if (vaultKey === undefined) return work(context);
    const { keys } = context;
    const quick = createQuickKeys(vaultKey, keys.vaultId);
    try {
      return await work({ ...context, keys: { ...keys, quick } });
    } finally {
      quick.wipe();
    }
  }

  /** Derives the keys once; a failure is not kept, so that the next use tries again. */
  #context(): Promise<WriteContext> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #open(): Promise<WriteContext> {
    const { vaultId } = await readStoredHeader(this.#store);
    const keys = await deriveVaultKeys(await this.#vaultKey, vaultId);
    const context = { store: this.#store, keys, ...this.#ports, hints: new Map() };
    await ensureVersion2(context);
    return context;
  }
}

/** Whether a bearer of a tag still has the value, and is then of the kinds that have such a value. */
function isFound<T extends IndexType>(
  record: VaultRecord,
  type: T,
  value: string,
): record is Found[T] {
  return indexValue(record, type) === value;
}

/** @throws the error of one that does not open */
function recordOf(held: Held): VaultRecord | null {
  if (held.state === "unreadable") throw held.error;
  return held.state === "none" ? null : held.content.record;
}

function isKind<K extends RecordKind>(record: VaultRecord, kind: K): record is RecordOf<K> {
  return record.kind === kind;
}

/** A tombstone for each that is there, readable or not. */
function removals(ids: readonly string[], helds: readonly Held[]): readonly Draft[] {
  const drafts = ids.map((id, i): Draft | null => {
    const held = helds[i] ?? { state: "none" };
    if (held.state === "none") return null;
    if (held.state === "unreadable") return { id, kind: "unknown", record: null, held };
    const { record } = held.content;
    return record === null ? null : { id, kind: record.kind, record: null, held };
  });
  return drafts.filter((draft) => draft !== null);
}

function noRecord(): WaykeyError {
  return new WaykeyError("vault/no-record", "There is no such record");
}
