// The user's decision where the second copy is of a later state than the store: to go on with the later
// one, or to keep what is here. Neither loses anything: what was written here since is written again
// upon the later state, and what gives way is put aside.

import { WaykeyError } from "../errors.ts";
import {
  type CopyStore,
  decodeEntry,
  encodeEntry,
  isSameEntry,
  readEntries,
  recordNames,
} from "./copy-store.ts";
import { readCopyState } from "./copy-state.ts";
import { headerRevision, raiseHeader } from "./header-mac.ts";
import type { VaultHeader } from "./header.ts";
import { rebuildManifest } from "./rebuild-manifest.ts";
import type { Content } from "./record-content.ts";
import { isSingleKind, type VaultRecord } from "./schema.ts";
import { partByTags } from "./shared-tags.ts";
import { findContent, sealCheck, tryOpen } from "./seal-check.ts";
import { claimedId } from "./stored-record.ts";
import { copiedOf, readOuter, renewCopy } from "./second-copy.ts";
import type { Repair, SealedManifest, SealedRecord, StoredChanges } from "./store.ts";
import { isSameHeader, replaceHeader } from "./stored-header.ts";
import type { VaultKeys } from "./vault-keys.ts";
import { type Draft, readHeld, type WriteContext, writeDrafts } from "./write-records.ts";

/**
 * Of two versions of one record the later one, with what of the other it must not undo; the same object if that changes
 * nothing.
 */
export type MergeVersions = (later: VaultRecord, earlier: VaultRecord) => VaultRecord;

/**
 * The header that `adoptCopy` puts in force: the copy's, where that is none that this store wrote; null where
 * the store's own stays. Its mac is good, if it is of version 2.
 * @throws WaykeyError `vault/storage`
 */
export async function findLaterHeader(
  context: WriteContext,
  copy: CopyStore,
): Promise<VaultHeader | null> {
  const { theirs, parted } = await readCopyState(context, copy);
  return parted.header ? theirs.header : null;
}

/**
 * Puts the copy's state in force, which was found to be the later one, in one transaction. What lies here and
 * differs goes aside; what was written here since, and is later than the copy's, waits in the store to be
 * written again upon it: see `writeWaiting`.
 * @param opened what `findLaterHeader` found, and the user has just opened: no other header is put in force
 * @throws WaykeyError `vault/conflict` when something was written meanwhile; `vault/storage`
 */
export async function adoptCopy(
  context: WriteContext,
  copy: CopyStore,
  opened: VaultHeader | null,
  merge: MergeVersions,
): Promise<void> {
  const { store } = context;
  const { theirs, parted } = await readCopyState(context, copy);
  if (parted.header && (opened === null || !isSameHeader(theirs.header, opened))) {
    throw new WaykeyError("vault/conflict", "The second copy has another header by now");
  }
  const outer = await readOuter(copy);
  const changes = await store.readChanges("changed");
  // As it lies there, member for member: the copy is known by it.
  const header = parted.header ? (outer.header as VaultHeader) : null;
  // Where neither seems to be later any more, saves have overtaken the copy since that was found out.
  const manifest = parted.manifest || !parted.header ? theirs.manifest : null;
  if (changes === null || (header === null && manifest === null)) return;
  await store.repair({
    ...(manifest === null
      ? {}
      : await replaceRecords(context, copy, manifest.sealed, changes, merge)),
    // Its slots are those that were replaced since, and would go on opening what they opened.
    ...(header === null
      ? {}
      : { header: { next: header, held: changes.header }, dropHeader: true }),
    // What was written here and is not replaced, such as key slots, is still to be copied.
    ...(manifest === null ? {} : { copied: copiedOf(outer, changes.copied?.upTo ?? 0) }),
  });
}

/** The copy's records and manifest in the place of ours, and what of ours is to be written again. */
async function replaceRecords(
  { store, keys }: WriteContext,
  copy: CopyStore,
  manifest: SealedManifest,
  changes: StoredChanges,
  merge: MergeVersions,
): Promise<Repair> {
  const held = await store.readSnapshot();
  const heldById = new Map(held.records.map((stored) => [claimedId(stored), stored]));
  const all = await readAll(keys, copy);
  const names = new Set(await recordNames(copy));
  // The others are put back, with other tags, by the review that follows.
  const { fitting } = partByTags([...all.values()]);
  const later = new Map(fitting.map((record) => [record.id, record]));
  const waiting: SealedRecord[] = [];
  const removed: { id: string; held: unknown }[] = [];
  for (const [id, stored] of heldById) {
    const sealed = await tryOpen(keys, id, stored);
    const isWrittenSince = changes.records.has(id);
    const theirs = { sealed: all.get(id) ?? null, isThere: names.has(id), isWrittenSince };
    if (sealed !== null && (await isWanted(keys, sealed, theirs, merge))) waiting.push(sealed);
    if (!later.has(id)) removed.push({ id, held: stored });
  }
  const replaced = [...later].filter(
    ([id, next]) => !isSameEntry(encodeEntry(id, heldById.get(id)), encodeEntry(id, next)),
  );
  return {
    removed,
    waiting,
    records: replaced.map(([id, next]) => ({ next, held: heldById.get(id) })),
    manifest: { next: manifest, held: held.manifest },
  };
}

/**
 * Writes again what a state that was put in force left waiting, and forgets it, in one commit. What was
 * changed since, or removed, stays as it is, but for what was used up here; what does not open goes aside, and so does
 * what is written over. Cut off before that, it can be done again.
 * @throws WaykeyError `vault/conflict`, `vault/manifest`, `vault/storage`
 */
export async function writeWaiting(context: WriteContext, merge: MergeVersions): Promise<void> {
  const { store, keys } = context;
  const waiting = await store.readWaiting();
  if (waiting.length === 0) return;
  const latest = new Map<string, Content>();
  const aside: unknown[] = [];
  for (const stored of waiting) {
    const id = claimedId(stored);
    const sealed = await tryOpen(keys, id, stored);
    const [content] = sealed === null ? [] : await findContent(keys, sealed);
    const other = latest.get(id);
    if (content === undefined) aside.push(stored);
    else latest.set(id, other === undefined ? content : mergeContents(other, content, merge));
  }
  const draft = async () => {
    const contents = [...latest.values()];
    const drafts = await Promise.all(contents.map((content) => draftOf(context, content, merge)));
    return drafts.filter((each) => each !== null);
  };
  await writeDrafts(context, draft, { forgetWaiting: true, aside });
}

/** What is to be written of something that waits; null if what lies there is no earlier, and lacks nothing. */
async function draftOf(
  context: WriteContext,
  content: Content,
  merge: MergeVersions,
): Promise<Draft | null> {
  const { id, kind } = content.record ?? content.tombstone;
  const held = await readHeld(context, id);
  if (held.state !== "opened") return { id, kind, record: content.record, held };
  const { record } = mergeContents(content, held.content, merge);
  if (record === held.content.record) return null;
  const isWrittenOver = record !== null && held.content.record !== null;
  return { id, kind, record, held, aside: isWrittenOver ? [held.sealed] : [] };
}

/** The later of the two, the second in a tie. */
function mergeContents(first: Content, second: Content, merge: MergeVersions): Content {
  const isSecond = timeOf(second) >= timeOf(first);
  const [later, earlier] = isSecond ? [second, first] : [first, second];
  if (later.record === null || earlier.record === null) return later;
  const record = merge(later.record, earlier.record);
  return record === later.record ? later : { record, tombstone: null };
}

/** The records of the copy that open, by outer id. */
async function readAll(keys: VaultKeys, copy: CopyStore): Promise<Map<string, SealedRecord>> {
  const records = new Map<string, SealedRecord>();
  for await (const { name, found } of readEntries(copy, await recordNames(copy))) {
    const entry = decodeEntry(name, found);
    const sealed = entry.state === "whole" ? await tryOpen(keys, name, entry.stored) : null;
    if (sealed !== null) records.set(name, sealed);
  }
  return records;
}

/**
 * Whether `own` is a record that is not in the copy, or was changed after what the copy has in its place, or was written
 * here since and has used up what is good there.
 * What there is one of in both never is: whose later state it is part of, of that it is. Nor is any way of verifying: a PIN or a device that was removed must not
 * come back by it.
 */
async function isWanted(
  keys: VaultKeys,
  own: SealedRecord,
  theirs: {
    readonly sealed: SealedRecord | null;
    readonly isThere: boolean;
    /** Whether `own` was written since this store wrote to the copy. */
    readonly isWrittenSince: boolean;
  },
  merge: MergeVersions,
): Promise<boolean> {
  const [mine] = await findContent(keys, own);
  if (mine === undefined) return false;
  const { kind } = mine.record ?? mine.tombstone;
  if (isSingleKind(kind) && (theirs.isThere || kind === "verification")) return false;
  if (theirs.sealed === null) return mine.record !== null;
  // What the copy's came of. Its time tells nothing: a restore, and taking one back, write records of earlier times.
  if (!theirs.isWrittenSince && theirs.sealed.revision > own.revision) return false;
  const [other] = await findContent(keys, theirs.sealed);
  if (other === undefined) return false;
  if (timeOf(mine) > timeOf(other)) return true;
  return theirs.isWrittenSince && mergeContents(mine, other, merge) !== other;
}

function timeOf({ record, tombstone }: Content): number {
  return record === null ? tombstone.deletedAt : record.updatedAt;
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
  const heldById = new Map(records.map((stored) => [claimedId(stored), stored]));
  const later = await readAll(keys, copy);
  // What only the copy has goes aside when it is made anew.
  const aside = [...later].filter(
    ([id, record]) =>
      heldById.has(id) && !isSameEntry(encodeEntry(id, heldById.get(id)), encodeEntry(id, record)),
  );
  if (aside.length > 0) await store.repair({ aside: aside.map(([, record]) => record) });
  await rebuildManifest(context, theirs.manifest?.manifest.generation ?? 0);
  const revision = theirs.header === null ? 0 : headerRevision(theirs.header);
  if (revision > headerRevision(ours.header)) {
    const next = await raiseHeader(keys.root, ours.header, revision);
    await replaceHeader(store, ours.header, next, () => Promise.resolve(false));
  }
  await renewCopy(store, copy, sealCheck(keys), "wish");
}
