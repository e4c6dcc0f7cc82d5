// The store port: where the header, the sealed records and their manifest lie. The vault trusts nothing
// it reads from a store, so everything read is `unknown`; a store only keeps, finds and replaces,
// atomically. It also holds the version 1 layout, until a vault in it has been migrated.

import type { Bytes } from "../bytes/bytes.ts";
import type { VaultHeader } from "./header.ts";
import type { Written } from "./written.ts";

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

/** What was just written in one commit, and was read back, opened and compared. */
export type ProvenWrite = {
  readonly records: readonly SealedRecord[];
  readonly manifest: SealedManifest;
};

/** One atomic change: all of it is durable once `commit` resolves, or none of it ever happened. */
export type VaultChange = {
  /** Goes over the header of the version 1 layout too, if that holds one; headers aside are dropped. */
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
  /** The second copy now holds this. */
  readonly copied?: Copied;
  /** What goes aside, where what is written takes the place of something that does not open. */
  readonly aside?: readonly unknown[];
  /** What a repair left waiting is written with this, or need not be. */
  readonly forgetWaiting?: boolean;
  /** What the user is to be told of. */
  readonly tell?: readonly Mishap[];
  /** Of what the user is to be told of, so many that were noted elsewhere, the first first. */
  readonly forgetTold?: number;
  /** Told which share of what is put the store has taken, from 0 to 1; nothing is durable yet. */
  readonly onPut?: (share: number) => void;
  /** It only removes: all that it puts are tombstones, and records that take no more room than before. */
  readonly removesOnly?: boolean;
};

/** What went wrong and was made good, behind the user's back: noted in the same commit, until they are told. */
export type Mishap = { readonly kind: MishapKind; readonly count: number };

export const MISHAP_KINDS = [
  "vault-restored",
  "header-restored",
  "records-restored",
  "manifest-restored",
  "copy-renewed",
] as const;

export type MishapKind = (typeof MISHAP_KINDS)[number];

/** What was last written into the second copy: by it a copy that somebody else wrote is known. */
export type Copied = {
  /** The number of the last change that it holds. */
  readonly upTo: number;
  /** Checksums of the copy's entries; null for no manifest. */
  readonly header: string;
  readonly manifest: string | null;
  /** Of that header and that manifest; 0 for a header of version 1, and for no manifest. */
  readonly revision: number;
  readonly generation: number;
};

/** What the second copy lacks, all of one moment. */
export type StoredChanges = {
  /** The number of the last change. */
  readonly upTo: number;
  /** null if nothing was ever copied. */
  readonly copied: Copied | null;
  readonly written: Written;
  readonly header: unknown;
  readonly manifest: unknown;
  /** What lies under each outer id that was written; undefined where nothing does. */
  readonly records: ReadonlyMap<string, unknown>;
};

/** One thing put back in the place of what was lost or damaged. */
export type Replacement<T> = {
  readonly next: T;
  /** What lies there now, as it was read; undefined for nothing. */
  readonly held: unknown;
};

/** What is put back from the second copy, as it lies there. */
export type Repair = {
  readonly header?: Replacement<VaultHeader>;
  readonly manifest?: Replacement<SealedManifest>;
  readonly records?: readonly Replacement<SealedRecord>[];
  /** What lies under these outer ids goes aside, with nothing in its place. */
  readonly removed?: readonly { readonly id: string; readonly held: unknown }[];
  /** What goes aside besides what is replaced. */
  readonly aside?: readonly unknown[];
  /** What is replaced goes aside, unless this says that it is of no more use. */
  readonly dropHeader?: boolean;
  readonly copied?: Copied;
  /** Records to be written again upon what is put back; they wait with what waits already. */
  readonly waiting?: readonly SealedRecord[];
  /** As of a change. */
  readonly tell?: readonly Mishap[];
};

/** What damage had left of what the store finds records by. */
export type Untidy = {
  /** Whether there was anything that it made good. */
  readonly isChanged: boolean;
  /** By the outer id of a record those of its tags that are another's. */
  readonly shared: ReadonlyMap<string, readonly string[]>;
};

/** The version 2 stores at one moment. */
export type StoreSnapshot = {
  /** The manifest in force; undefined when there is none. */
  readonly manifest: unknown;
  /** The manifest of a migration under way; undefined when there is none. */
  readonly staged: unknown;
  readonly records: readonly unknown[];
  /** What lies among the records, and is none that is found by its id. */
  readonly strays: readonly unknown[];
};

/** Every method fails with WaykeyError `vault/storage` if the storage fails, `vault/version` if it is a later Waykey's. */
export type VaultStore = {
  /** Of the layout in force; undefined when there is none. */
  readHeader(): Promise<unknown>;
  /** undefined when there is none. */
  readManifest(): Promise<unknown>;
  /** By outer id; undefined when there is none. */
  read(id: string): Promise<unknown>;
  /** As `read` for each of the ids, in few transactions however many they are. */
  readMany(ids: readonly string[]): Promise<readonly unknown[]>;
  /** Every record of the layout in force, and without one whatever records there are. */
  readAll(): Promise<readonly unknown[]>;
  /** Whether there is any of these, or anything in their place that is no record any more. */
  hasRecords(): Promise<boolean>;
  /** For each tag the record that bears it, or undefined. */
  readByTags(tags: readonly string[]): Promise<readonly unknown[]>;
  /**
   * For each tag whether a record bears it, by what the store keeps to find it by: where damage has taken its bearer, it may
   * still say so, until `tidy` has made that good.
   */
  hasTags(tags: readonly string[]): Promise<readonly boolean[]>;
  readSnapshot(): Promise<StoreSnapshot>;
  /** The records of a vault in the version 1 layout; null when that is not the one in force. */
  readVersion1(): Promise<readonly unknown[] | null>;
  /**
   * What was written since the second copy was last brought up to date, or everything; null while the
   * version 1 layout is in force, which has no second copy.
   * @param proven its records are not read once more where its manifest is in force: nothing was written since
   */
  readChanges(which: "changed" | "all", proven?: ProvenWrite | null): Promise<StoredChanges | null>;
  /** What a repair left to be written again. */
  readWaiting(): Promise<readonly unknown[]>;
  /** What the user is to be told of, the first first. */
  readUntold(): Promise<readonly unknown[]>;
  /** What repairs have put aside: damaged or superseded data, as it lay there. */
  readAside(): Promise<readonly unknown[]>;
  /**
   * Resolves when the change is durable. What it writes counts as changed for the second copy, from the
   * same transaction on.
   * @throws WaykeyError `vault/conflict` if an expectation does not hold: nothing was changed
   */
  commit(change: VaultChange): Promise<void>;
  /**
   * To be called when a write was read back as it was meant: the second copy is to have it then. Resolves when it has
   * it, or that has failed; never rejects.
   * @param proven what was written, if that were records
   */
  written(proven?: ProvenWrite): Promise<void>;
  /**
   * Puts things back as they were, in one transaction. What was in their place, and is not the same, is put aside and never
   * deleted. Puts version 2 in force if a header is put back and nothing else was in force, or records lie there
   * that no migration has staged.
   * @throws WaykeyError `vault/conflict` unless each place holds what is said of it
   */
  repair(repair: Repair): Promise<void>;
  /**
   * Puts aside what lies among the records and is none, and makes good what the store keeps to find them by their tags.
   * Writes nothing where nothing is amiss.
   * @returns what was amiss
   */
  tidy(): Promise<Untidy>;
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
