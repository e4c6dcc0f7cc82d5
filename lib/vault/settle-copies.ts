// The user's decision where the second copy is of a later state than the store: to go on with the later
// one, or to keep what is here. Neither loses anything: what was written here since is written again
// upon the later state, and what gives way is put aside.

import {
  type CopyStore,
  decodeEntry,
  encodeEntry,
  isSameEntry,
  recordNames,
} from "./copy-store.ts";
import { readCopyState } from "./copy-state.ts";
import { openSealed } from "./envelope.ts";
import { headerRevision, raiseHeader } from "./header-mac.ts";
import { rebuildManifest } from "./rebuild-manifest.ts";
import { type Content, readContent } from "./record-content.ts";
import { idOf, tryOpen } from "./review-copies.ts";
import { renewCopy } from "./second-copy.ts";
import type { SealedRecord } from "./store.ts";
import { isUnreadable } from "./stored-record.ts";
import { replaceHeader } from "./stored-header.ts";
import type { VaultKeys } from "./vault-keys.ts";
import type { WriteContext } from "./write-records.ts";

/** What was written here after the states parted, to be written again. */
export type OwnChanges = readonly Content[];

/**
 * Puts the copy's later state in force, in one transaction. What lies here and differs goes aside.
 * @returns what was written here since and is later than the copy's; the caller writes it again
 * @throws WaykeyError `vault/conflict` when something was written meanwhile; `vault/storage`
 */
export async function adoptCopy(context: WriteContext, copy: CopyStore): Promise<OwnChanges> {
  const { store, keys } = context;
  const { ours, theirs, isOlder } = await readCopyState(context, copy);
  if (!isOlder) return [];
  const heldHeader = await store.readHeader();
  const held = await store.readSnapshot();
  const heldById = new Map(held.records.map((stored) => [idOf(stored), stored]));
  const later = await readAll(keys, copy);
  const own: Content[] = [];
  const removed: SealedRecord[] = [];
  for (const [id, stored] of heldById) {
    const sealed = await tryOpen(keys, id, stored);
    const next = later.get(id) ?? null;
    if (sealed !== null && (await isLater(keys, sealed, next))) {
      own.push(...(await findContent(keys, sealed)));
    }
    if (sealed !== null && next === null) removed.push(sealed);
  }
  const replaced = [...later].filter(
    ([id, next]) => !isSameEntry(encodeEntry(id, heldById.get(id)), encodeEntry(id, next)),
  );
  const isHeaderLater =
    theirs.header !== null && headerRevision(theirs.header) > headerRevision(ours.header);
  await store.repair({
    removed,
    records: replaced.map(([id, next]) => ({ next, held: heldById.get(id) })),
    ...(theirs.manifest === null
      ? {}
      : { manifest: { next: theirs.manifest.sealed, held: held.manifest } }),
    ...(isHeaderLater ? { header: { next: theirs.header, held: heldHeader } } : {}),
  });
  return own;
}

/** The records of the copy that open, by outer id. */
async function readAll(keys: VaultKeys, copy: CopyStore): Promise<Map<string, SealedRecord>> {
  const names = await recordNames(copy);
  const found = await copy.read(names);
  const records = new Map<string, SealedRecord>();
  for (const [i, name] of names.entries()) {
    const entry = decodeEntry(name, found[i]);
    const sealed = entry.state === "whole" ? await tryOpen(keys, name, entry.stored) : null;
    if (sealed !== null) records.set(name, sealed);
  }
  return records;
}

/** Whether `own` is a record that is not in the copy, or was changed after what the copy has in its place. */
async function isLater(
  keys: VaultKeys,
  own: SealedRecord,
  theirs: SealedRecord | null,
): Promise<boolean> {
  const [mine] = await findContent(keys, own);
  if (theirs === null) return mine !== undefined && mine.record !== null;
  const [other] = await findContent(keys, theirs);
  return mine !== undefined && other !== undefined && timeOf(mine) > timeOf(other);
}

function timeOf({ record, tombstone }: Content): number {
  return record === null ? tombstone.deletedAt : record.updatedAt;
}

/** What is inside, unless it is nothing that this version knows. */
async function findContent(keys: VaultKeys, sealed: SealedRecord): Promise<readonly Content[]> {
  try {
    return [readContent(await openSealed(keys, sealed))];
  } catch (error) {
    if (isUnreadable(error)) return [];
    throw error;
  }
}

/**
 * Keeps the state that is here as the latest, above what the copy has, and copies it. What the copy held
 * and differs goes aside first. Cut off anywhere, it can be done again.
 * @throws WaykeyError `vault/conflict`, `vault/storage`
 */
export async function keepOwn(context: WriteContext, copy: CopyStore): Promise<void> {
  const { store, keys } = context;
  const { ours, theirs } = await readCopyState(context, copy);
  const { records } = await store.readSnapshot();
  const heldById = new Map(records.map((stored) => [idOf(stored), stored]));
  const later = await readAll(keys, copy);
  const aside = [...later].filter(
    ([id, record]) => !isSameEntry(encodeEntry(id, heldById.get(id)), encodeEntry(id, record)),
  );
  if (aside.length > 0) await store.repair({ aside: aside.map(([, record]) => record) });
  await rebuildManifest(context, theirs.manifest?.manifest.generation ?? 0);
  const revision = theirs.header === null ? 0 : headerRevision(theirs.header);
  if (revision > headerRevision(ours.header)) {
    const next = await raiseHeader(keys.root, ours.header, revision);
    await replaceHeader(store, ours.header, next, () => Promise.resolve(false));
  }
  await renewCopy(store, copy);
}
