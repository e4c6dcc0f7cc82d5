// The store port: where the header, the sealed records and their manifest lie. The vault trusts nothing
// it reads from a store, so everything read is `unknown`; a store only keeps, finds and replaces,
// atomically. It also holds the version 1 layout, until a vault in it has been migrated.

import type { Bytes } from "../bytes/bytes.ts";
import type { VaultHeader } from "./header.ts";

/** One record as it lies in the store. Layout: docs/vault-format.md, "Sealed record". */
export type SealedRecord = {
  /** The outer id: a keyed hash of the record's own. */
  readonly id: string;
  /** 1 for the first version of a record, then one more with every write. */
  readonly revision: number;
  /** Four blind index tags, of which no two in a store are the same. */
  readonly tags: readonly string[];
  /** 12 bytes. */
  readonly nonce: Bytes;
  /** Padded plaintext followed by the 16-byte tag. */
  readonly ciphertext: Bytes;
};

/** The manifest as it lies in the store. Layout: docs/vault-format.md, "Manifest". */
export type SealedManifest = {
  /** One more with every commit of records. */
  readonly generation: number;
  /** 12 bytes. */
  readonly nonce: Bytes;
  readonly ciphertext: Bytes;
};

/** One atomic change: all of it is durable once `commit` resolves, or none of it ever happened. */
export type VaultChange = {
  /** Goes over the header of the version 1 layout too, if that holds one. */
  readonly header?: VaultHeader;
  /** Fail if the store holds a header already. */
  readonly expectNoHeader?: boolean;
  /** Fail unless the store holds this very header, as `isSameHeader` has it. */
  readonly expectHeader?: VaultHeader;
  /** Written in this order: a tag may go from one record to a later one of the list. */
  readonly put?: readonly SealedRecord[];
  readonly manifest?: SealedManifest;
  /** Fail unless the store holds just what was read as manifest (`isSameStored`). */
  readonly expectManifest?: { readonly stored: unknown };
  /** The second copy now holds all changes up to this number; see `StoredChanges`. */
  readonly copied?: number;
};

/** What has changed since the second copy was last brought up to date. */
export type StoredChanges = {
  /** To be handed back as `VaultChange.copied` once the copy holds them. */
  readonly upTo: number;
  /** Outer ids of records, and `"header"` when the header was written. */
  readonly ids: readonly string[];
};

/** The version 2 stores at one moment. */
export type StoreSnapshot = {
  /** The manifest in force; undefined when there is none. */
  readonly manifest: unknown;
  /** The manifest of a migration under way; undefined when there is none. */
  readonly staged: unknown;
  readonly records: readonly unknown[];
};

/** Every method fails with WaykeyError `vault/storage` if the storage fails. */
export type VaultStore = {
  /** Of the layout in force; undefined when there is none. */
  readHeader(): Promise<unknown>;
  /** undefined when there is none. */
  readManifest(): Promise<unknown>;
  /** By outer id; undefined when there is none. */
  read(id: string): Promise<unknown>;
  /** Every record of the layout in force, and without one whatever records there are. */
  readAll(): Promise<readonly unknown[]>;
  /** For each tag the record that bears it, or undefined. */
  readByTags(tags: readonly string[]): Promise<readonly unknown[]>;
  /** For each tag whether a record bears it. */
  hasTags(tags: readonly string[]): Promise<readonly boolean[]>;
  readSnapshot(): Promise<StoreSnapshot>;
  /** The records of a vault in the version 1 layout; null when that is not the one in force. */
  readVersion1(): Promise<readonly unknown[] | null>;
  readChanges(): Promise<StoredChanges>;
  /**
   * Resolves when the change is durable. What it writes counts as changed for the second copy, from the
   * same transaction on.
   * @throws WaykeyError `vault/conflict` if an expectation does not hold: nothing was changed
   */
  commit(change: VaultChange): Promise<void>;
  /**
   * Puts the records of a migration in place of those of one that was cut off, and its manifest beside
   * them, while the version 1 layout stays in force.
   * @throws WaykeyError `vault/conflict` if version 1 is not in force
   * @throws WaykeyError `vault/damaged` if there are records that no migration has staged
   */
  stage(records: readonly SealedRecord[], manifest: SealedManifest): Promise<void>;
  /**
   * Copies the header over and puts version 2 in force, with what was staged, in one transaction. The
   * version 1 layout is left as it is.
   * @throws WaykeyError `vault/conflict` unless version 1 is in force and this manifest is the one staged
   */
  goLive(manifest: SealedManifest): Promise<void>;
};
