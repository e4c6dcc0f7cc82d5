// The open vault over its store port: read, searched and written. It keeps keys and no plaintext. A
// record that does not open is reported beside the others and is neither dropped nor overwritten; a
// write counts once it has been read back and compared.

import type { Bytes } from "../bytes/bytes.ts";
import { WaykeyError } from "../errors.ts";
import type { VaultPorts } from "./ports.ts";
import { parseRecord, type RecordKind, type RecordOf, type VaultRecord } from "./schema.ts";
import type { VaultStore } from "./store.ts";
import { readStoredHeader } from "./stored-header.ts";
import { openEach, openStored, type RecordListing } from "./stored-record.ts";
import { computeTag, type TagType } from "./tags.ts";
import { deriveVaultKeys, importVaultKey, type VaultKeys } from "./vault-keys.ts";
import { prepareReplacement, prepareSuccessor, writePrepared } from "./write-records.ts";

export type PutOptions = {
  /** Write over a stored record that does not open, as when a whole copy of it is restored. */
  readonly replaceUnreadable?: boolean;
};

/**
 * The vault opened with its key, from `createVault` or an unlock. The first use reads the header
 * and throws as `readStoredHeader` does. With the key of another vault every record is unreadable.
 * @param vaultKey 32 bytes; the vault keeps no reference to them, so the caller may wipe them when
 *   this has returned
 */
export function openVault(
  store: VaultStore,
  vaultKey: Bytes,
  ports: Pick<VaultPorts, "random">,
): Vault {
  return new Vault(store, vaultKey, ports.random);
}

export class Vault {
  readonly #store: VaultStore;
  readonly #vaultKey: Promise<CryptoKey>;
  readonly #random: VaultPorts["random"];
  #derivedKeys: Promise<VaultKeys> | undefined;

  constructor(store: VaultStore, vaultKey: Bytes, random: VaultPorts["random"]) {
    this.#store = store;
    this.#vaultKey = importVaultKey(vaultKey);
    this.#random = random;
  }

  /** Every record, and every one that does not open, whatever is wrong with it. */
  async listAll(): Promise<RecordListing<VaultRecord>> {
    return openEach(await this.#keys(), await this.#store.readAll());
  }

  /**
   * The records of one kind, found by tag. A record whose stored tags are damaged is in no such
   * list; `listAll` has it.
   */
  async list<K extends RecordKind>(kind: K): Promise<RecordListing<RecordOf<K>>> {
    return this.#findByTag("kind", kind, (record) => isKind(record, kind));
  }

  /**
   * @returns null when there is none
   * @throws WaykeyError `record/damaged` or `record/invalid` when it is there and does not open
   */
  async get(id: string): Promise<VaultRecord | null> {
    const stored = await this.#store.read(id);
    if (stored === undefined) return null;
    return (await openStored(await this.#keys(), id, stored)).record;
  }

  /** The passkeys of one RP ID, in no particular order. */
  async findPasskeysByRpId(rpId: string): Promise<RecordListing<RecordOf<"passkey">>> {
    return this.#findByTag("rpId", rpId, (record) => isKind(record, "passkey"));
  }

  /** As `putAll`, for one record. */
  async put(record: VaultRecord, options: PutOptions = {}): Promise<void> {
    await this.putAll([record], options);
  }

  /**
   * Writes all of the records or none, whatever their ids held before. Resolves when they are durable
   * and have been read back. `updatedAt` is written as given.
   * @throws WaykeyError `record/invalid` for a record that does not parse
   * @throws WaykeyError `record/damaged` or `record/invalid` rather than write over a stored record
   *   that does not open, unless `replaceUnreadable`
   * @throws WaykeyError `vault/conflict` when others keep writing the same records; `vault/storage`
   * @throws RangeError when two of the records have one id
   */
  async putAll(records: readonly VaultRecord[], options: PutOptions = {}): Promise<void> {
    const parsed = records.map((record) => parseRecord(record));
    if (new Set(parsed.map(({ id }) => id)).size !== parsed.length) {
      throw new RangeError("records must have different ids");
    }
    const { replaceUnreadable = false } = options;
    const context = await this.#context();
    await writePrepared(context, () =>
      Promise.all(parsed.map((record) => prepareReplacement(context, record, replaceUnreadable))),
    );
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
    await writePrepared(context, async () => {
      const stored = await this.#store.read(id);
      if (stored === undefined) throw noRecord();
      const { record, revision } = await openStored(context.keys, id, stored);
      if (!isKind(record, kind)) throw noRecord();
      const next = parseRecord(change(record));
      if (next.id !== id || !isKind(next, kind)) {
        throw new RangeError("change must keep the record's id and kind");
      }
      written.unshift(next);
      return [await prepareSuccessor(context, next, revision)];
    });
    return written[0] as RecordOf<K>;
  }

  /**
   * Removes the records in one commit, readable or not, and checks that they are gone. Ids that are
   * not there are passed over.
   * @throws WaykeyError `vault/storage`
   */
  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#store.commit({ remove: ids });
    const left = await Promise.all(ids.map((id) => this.#store.read(id)));
    if (left.some((stored) => stored !== undefined)) {
      throw new WaykeyError("vault/storage", "A removed record is still there");
    }
  }

  async #findByTag<R extends VaultRecord>(
    type: TagType,
    value: string,
    isWanted: (record: VaultRecord) => record is R,
  ): Promise<RecordListing<R>> {
    const keys = await this.#keys();
    const tag = await computeTag(keys, type, value);
    const { records, unreadable } = await openEach(keys, await this.#store.readByTag(tag), tag);
    return { records: records.filter(isWanted), unreadable };
  }

  #keys(): Promise<VaultKeys> {
    this.#derivedKeys ??= readStoredHeader(this.#store).then(async ({ vaultId }) =>
      deriveVaultKeys(await this.#vaultKey, vaultId),
    );
    return this.#derivedKeys;
  }

  async #context() {
    return { store: this.#store, keys: await this.#keys(), random: this.#random };
  }
}

function isKind<K extends RecordKind>(record: VaultRecord, kind: K): record is RecordOf<K> {
  return record.kind === kind;
}

function noRecord(): WaykeyError {
  return new WaykeyError("vault/no-record", "There is no such record");
}
