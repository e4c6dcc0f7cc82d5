// The store port: where sealed records and the vault header lie. The vault trusts nothing it reads
// from a store, so everything read is `unknown`; a store only keeps, finds and replaces, atomically.

import type { Bytes } from "../bytes/bytes.ts";
import type { VaultHeader } from "./header.ts";

/** One record as it lies in the store. Layout: docs/vault-format.md, "Sealed record". */
export type SealedRecord = {
  readonly id: string;
  /** 1 for the first version of a record, then one more with every write. */
  readonly revision: number;
  /** Blind index tags; `readByTag` finds the record by each of them. */
  readonly tags: readonly string[];
  /** 12 bytes. */
  readonly nonce: Bytes;
  /** Padded plaintext followed by the 16-byte tag. */
  readonly ciphertext: Bytes;
};

export type RevisionExpectation = {
  readonly id: string;
  /** The revision the store must hold at the moment of the commit; null: no record of that id. */
  readonly revision: number | null;
};

/** One atomic change: all of it is durable once `commit` resolves, or none of it ever happened. */
export type VaultChange = {
  readonly header?: VaultHeader;
  /** Fail if the store holds a header already. */
  readonly expectNoHeader?: boolean;
  /** Fail unless the store holds this very header, as `isSameHeader` has it. */
  readonly expectHeader?: VaultHeader;
  /** Written after the removals of the same change. */
  readonly put?: readonly SealedRecord[];
  /** Ids that are not there are passed over. */
  readonly remove?: readonly string[];
  /** Checked inside the same transaction, before anything is changed. */
  readonly expect?: readonly RevisionExpectation[];
};

/** Every method fails with WaykeyError `vault/storage` if the storage fails. */
export type VaultStore = {
  /** undefined when there is none. */
  readHeader(): Promise<unknown>;
  /** undefined when there is none. */
  read(id: string): Promise<unknown>;
  readAll(): Promise<readonly unknown[]>;
  readByTag(tag: string): Promise<readonly unknown[]>;
  /**
   * Resolves when the change is durable.
   * @throws WaykeyError `vault/conflict` if an expectation does not hold: nothing was changed
   */
  commit(change: VaultChange): Promise<void>;
};
