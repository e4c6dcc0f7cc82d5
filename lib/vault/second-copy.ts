// Bringing the second copy up to date. It is written from one moment of the store, read back and
// compared before the store forgets what was still to be copied; a death in between copies it again.
// Nothing is written over a copy that is not as the store last wrote it, since it may be the better one:
// that takes the vault's keys to tell, and sometimes the user.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { headerRevision } from "./header-mac.ts";
import {
  type CopyEntry,
  type CopyStore,
  decodeEntry,
  encodeEntry,
  HEADER_NAME,
  isSameEntry,
  MANIFEST_NAME,
  readEntries,
  recordNames,
} from "./copy-store.ts";
import { isSameSealed, parseSealedRecord } from "./envelope.ts";
import { parseHeader } from "./header.ts";
import { claimedGeneration } from "./manifest.ts";
import type { Copied, ProvenWrite, SealedRecord, StoredChanges, VaultStore } from "./store.ts";
import { isUnreadable } from "./stored-record.ts";
import { writeInTurn } from "./write-turns.ts";
import { headerChecksum, isAsWritten, manifestChecksum } from "./written.ts";

/** Entries of one write: what a store takes in well under its patience on a slow computer. */
const BATCH = 400;

/**
 * Tells whether a stored record's seal is whole; null where the vault is locked. What is not known to be
 * whole is not copied over what may be.
 */
export type SealCheck = ((stored: unknown) => Promise<boolean>) | null;

/** Records by outer id that were sealed, read back and opened just now, and need no key to be copied. */
type Proven = ReadonlyMap<string, SealedRecord>;

/** What is known of what is to be copied. */
export type CopyOptions = {
  readonly proven?: Proven;
  /** The last of it. */
  readonly last?: ProvenWrite | null;
};

/**
 * `waiting`: the changes, or some of them, take an open vault to be copied. `renewed`: there had been a copy, and nothing
 * was left of it. `parted`: the copy is none that this store wrote, or claims to be later than the store.
 * `damaged`: header or manifest of the store are not what was written there. In all but the first and the
 * third the copy was left alone.
 */
export type CopyOutcome = "up-to-date" | "waiting" | "renewed" | "parted" | "damaged" | "no-vault";

/** Header and manifest of the copy; undefined where there is none, or it is damaged. */
export type Outer = { readonly header: unknown; readonly manifest: unknown };

/**
 * Copies what changed since the last time, and everything where nothing lies in the copy's place.
 * @throws WaykeyError `vault/storage` when either store fails or the copy does not read back
 */
export function copyChanges(
  store: VaultStore,
  copy: CopyStore,
  isSealed: SealCheck,
  options: CopyOptions = {},
): Promise<CopyOutcome> {
  return writeInTurn(copy, () => copyChangesNow(store, copy, isSealed, options));
}

async function copyChangesNow(
  store: VaultStore,
  copy: CopyStore,
  isSealed: SealCheck,
  { proven = new Map(), last = null }: CopyOptions,
): Promise<CopyOutcome> {
  const [changes, theirs] = await Promise.all([
    store.readChanges("changed", last),
    readOuter(copy),
  ]);
  if (changes === null || changes.header === undefined) return "no-vault";
  if (!isAsWritten(changes.written, changes)) return "damaged";
  const { upTo, copied } = changes;
  const isCurrent = isSameOuter(theirs, changes);
  // Names are listed only where there is no outer: that takes longer the more there are.
  const hasOuter = theirs.header !== undefined || theirs.manifest !== undefined;
  if (!isCurrent && !hasOuter && (await copy.names()).length === 0) {
    return renewCopyNow(store, copy, isSealed, "mishap");
  }
  const isOurs = isCurrent || isOwnOuter(theirs, changes);
  if (!isOurs || isAhead(theirs, changes)) return "parted";
  if (isCurrent && copied?.upTo === upTo) return "up-to-date";
  // Header and manifest are written with the last of the records: where they are, all is.
  if (!isCurrent) {
    const known = provenOf(changes, proven);
    if (isSealed === null && known.size < changes.records.size) return "waiting";
    await writeCopy(copy, changes, isSealed, known);
  }
  await store.commit({ copied: copiedOf(changes, upTo) });
  return "up-to-date";
}

/** Which of what changed lies there as it was proven. */
function provenOf({ records }: StoredChanges, proven: Proven): ReadonlySet<string> {
  const same = [...records].filter(([id, stored]) => {
    const sealed = proven.get(id);
    return sealed !== undefined && (stored === sealed || isSameSealed(stored, sealed));
  });
  return new Set(same.map(([id]) => id));
}

/**
 * Makes the whole copy anew, whatever it claims. What it holds and the store does not goes aside before
 * it is removed.
 * @param occasion `mishap`: the user is to be told; `wish`: they have decided it
 * @throws WaykeyError `vault/storage`
 */
export function renewCopy(
  store: VaultStore,
  copy: CopyStore,
  isSealed: SealCheck,
  occasion: "mishap" | "wish",
): Promise<CopyOutcome> {
  return writeInTurn(copy, () => renewCopyNow(store, copy, isSealed, occasion));
}

async function renewCopyNow(
  store: VaultStore,
  copy: CopyStore,
  isSealed: SealCheck,
  occasion: "mishap" | "wish",
): Promise<CopyOutcome> {
  const all = await store.readChanges("all");
  if (all === null || all.header === undefined) return "no-vault";
  if (!isAsWritten(all.written, all)) return "damaged";
  const strays = (await recordNames(copy)).filter((name) => !all.records.has(name));
  if (strays.length > 0) {
    const aside: unknown[] = [];
    for await (const { name, found } of readEntries(copy, strays))
      aside.push({ name, entry: found });
    await store.repair({ aside });
  }
  const isFirst = all.copied === null;
  // Before it is written: whoever is cut off after that leaves a copy to which nothing seems to have happened.
  if (!isFirst && occasion === "mishap") {
    await store.commit({ tell: [{ kind: "copy-renewed", count: 0 }] });
  }
  await writeCopy(copy, all, isSealed, new Set());
  if (strays.length > 0) await copy.remove(strays);
  await store.commit({ copied: copiedOf(all, all.upTo) });
  return isFirst ? "up-to-date" : "renewed";
}

/** @throws WaykeyError `vault/storage` */
export async function readOuter(copy: CopyStore): Promise<Outer> {
  const names = [HEADER_NAME, MANIFEST_NAME];
  const found = await copy.read(names);
  const [header, manifest] = names.map((name, i) => {
    const entry = decodeEntry(name, found[i]);
    return entry.state === "whole" ? entry.stored : undefined;
  });
  return { header, manifest };
}

/** What the store notes of a copy that holds this header and manifest, and all changes up to a number. */
export function copiedOf({ header, manifest }: Outer, upTo: number): Copied {
  return {
    upTo,
    header: headerChecksum(header),
    manifest: manifestChecksum(manifest),
    revision: claimedHeaderRevision(header),
    generation: claimedGeneration(manifest),
  };
}

/** Whether header and manifest of the copy are each one that this store wrote. */
export function isOwnOuter(theirs: Outer, { copied, written }: StoredChanges): boolean {
  const { header, manifest } = copiedOf(theirs, 0);
  return (
    isOwn(header, copied?.header, written.headers) &&
    isOwn(manifest, copied?.manifest, written.manifests)
  );
}

/** @param last what the store noted as copied; undefined if nothing ever was */
export function isOwn(
  checksum: string | null,
  last: string | null | undefined,
  written: readonly string[],
): boolean {
  return checksum === last || (checksum !== null && written.includes(checksum));
}

export function isSameOuter(left: Outer, right: Outer): boolean {
  const [a, b] = [copiedOf(left, 0), copiedOf(right, 0)];
  return a.header === b.header && a.manifest === b.manifest;
}

/** By what they claim, unproven: a later generation of the manifest or revision of the header. */
function isAhead(theirs: Outer, ours: Outer): boolean {
  return (
    claimedGeneration(theirs.manifest) > claimedGeneration(ours.manifest) ||
    claimedHeaderRevision(theirs.header) > claimedHeaderRevision(ours.header)
  );
}

function claimedHeaderRevision(header: unknown): number {
  try {
    return headerRevision(parseHeader(header));
  } catch (error) {
    if (isWaykeyError(error)) return 0;
    throw error;
  }
}

function outerEntries({ header, manifest }: Outer): Map<string, CopyEntry> {
  const entries = new Map([[HEADER_NAME, encodeEntry(HEADER_NAME, header)]]);
  if (manifest !== undefined) entries.set(MANIFEST_NAME, encodeEntry(MANIFEST_NAME, manifest));
  return entries;
}

/**
 * Records first, in batches, and then, when all of them have been read back, header and manifest with the last of them.
 * While a batch is written the one before is read back and the next is made: each waits on another part of the browser.
 * @param known ids of those that are known to be whole
 */
async function writeCopy(
  copy: CopyStore,
  changes: StoredChanges,
  isSealed: SealCheck,
  known: ReadonlySet<string>,
): Promise<void> {
  const inOrder = [...changes.records].toSorted(([a], [b]) => (a < b ? -1 : 1));
  let before: ReadonlyMap<string, CopyEntry> = new Map();
  let writing: Promise<unknown> = Promise.resolve();
  for (let start = 0; ; start += BATCH) {
    const some = inOrder.slice(start, start + BATCH);
    const [batch] = await Promise.all([entriesOf(some, isSealed, known), writing]);
    if (start + BATCH >= inOrder.length) {
      await readBack(copy, before);
      const last = new Map([...batch, ...outerEntries(changes)]);
      await copy.write(last);
      return readBack(copy, last);
    }
    writing = Promise.all([batch.size > 0 ? copy.write(batch) : null, readBack(copy, before)]);
    before = batch;
  }
}

/** What goes to the copy of some records: a copy of what is damaged would only replace a good one. */
async function entriesOf(
  records: readonly (readonly [string, unknown])[],
  isSealed: SealCheck,
  known: ReadonlySet<string>,
): Promise<Map<string, CopyEntry>> {
  const isGood = await Promise.all(
    records.map(async ([id, record]) => {
      if (known.has(id)) return true;
      return isSealedRecord(record) && (isSealed === null || (await isSealed(record)));
    }),
  );
  const good = records.filter((_, i) => isGood[i] === true);
  return new Map(good.map(([id, record]) => [id, encodeEntry(id, record)]));
}

function isSealedRecord(record: unknown): boolean {
  try {
    parseSealedRecord(record);
    return true;
  } catch (error) {
    if (isUnreadable(error)) return false;
    throw error;
  }
}

async function readBack(copy: CopyStore, batch: ReadonlyMap<string, CopyEntry>): Promise<void> {
  if (batch.size === 0) return;
  const found = await copy.read([...batch.keys()]);
  if ([...batch.values()].every((entry, i) => isSameEntry(found[i], entry))) return;
  throw new WaykeyError("vault/storage", "The second copy did not read back as it was written");
}
