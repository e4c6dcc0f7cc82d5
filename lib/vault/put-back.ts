// Putting back what the second copy holds and the store has lost: as it lies there where it fits in, and
// written again, with other tags, where another record bears one of its own by now.

import type { CopyState } from "./copy-state.ts";
import { type CopyStore, decodeEntry, readEntries, recordNames } from "./copy-store.ts";
import { findContent, idOf, tryOpen } from "./seal-check.ts";
import { partByTags } from "./shared-tags.ts";
import type { SealedRecord } from "./store.ts";
import type { VaultKeys } from "./vault-keys.ts";
import { type Draft, type WriteContext, writeDraftsNow } from "./write-records.ts";

/** Records that were put back from the copy, and whether the manifest was. */
export type Restored = { readonly records: number; readonly manifest: boolean };

export const NOTHING_RESTORED: Restored = { records: 0, manifest: false };

/** Puts back what the copy has and the store lacks, or has damaged or in an older revision. */
export async function putBack(
  context: WriteContext,
  copy: CopyStore,
  { ours, theirs }: CopyState,
): Promise<Restored> {
  const { store, keys } = context;
  const held = await store.readSnapshot();
  const heldById = new Map(held.records.map((stored) => [idOf(stored), stored]));
  const better = await findBetter(keys, copy, heldById);
  const { fitting, clashing } = partByTags(better, heldById);
  const manifest = ours.manifest === null ? theirs.manifest : null;
  const aside = clashing.map(({ id }) => heldById.get(id)).filter((stored) => stored !== undefined);
  if (better.length === 0 && manifest === null) return NOTHING_RESTORED;
  await store.repair({
    records: fitting.map((next) => ({ next, held: heldById.get(next.id) })),
    aside,
    ...(manifest === null ? {} : { manifest: { next: manifest.sealed, held: held.manifest } }),
  });
  // Without a manifest nothing can be written; they stay in the copy until the user has decided on it.
  const canWrite = clashing.length > 0 && (ours.manifest ?? manifest) !== null;
  if (canWrite) await writeDraftsNow(context, () => draftAgain(context, clashing));
  return {
    records: fitting.length + (canWrite ? clashing.length : 0),
    manifest: manifest !== null,
  };
}

/** Their next revisions, as if they lay in the store, with tags that no other record bears. */
async function draftAgain(
  { store, keys }: WriteContext,
  records: readonly SealedRecord[],
): Promise<readonly Draft[]> {
  const drafts: Draft[] = [];
  for (const sealed of records) {
    const own = await tryOpen(keys, sealed.id, await store.read(sealed.id));
    const [content] = await findContent(keys, sealed);
    if (content === undefined || (own !== null && own.revision >= sealed.revision)) continue;
    const { id, kind } = content.record ?? content.tombstone;
    const held = { state: "opened", sealed, content } as const;
    drafts.push({ id, kind, record: content.record, held, isRetagged: true });
  }
  return drafts;
}

/**
 * What the copy holds better than the store does: it opens, and the store's is missing, does not open,
 * or is of a lower revision.
 */
async function findBetter(
  keys: VaultKeys,
  copy: CopyStore,
  heldById: ReadonlyMap<string, unknown>,
): Promise<readonly SealedRecord[]> {
  const better: SealedRecord[] = [];
  for await (const { name, found } of readEntries(copy, await recordNames(copy))) {
    const entry = decodeEntry(name, found);
    if (entry.state !== "whole") continue;
    const next = await tryOpen(keys, name, entry.stored);
    if (next === null) continue;
    const stored = heldById.get(name);
    const own = stored === undefined ? null : await tryOpen(keys, name, stored);
    if (own === null || own.revision < next.revision) better.push(next);
  }
  return better;
}
