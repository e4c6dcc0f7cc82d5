// Putting back what the second copy holds and the store has lost: as it lies there where it fits in, and
// written again, with other tags, where another record bears one of its own by now.

import type { CopyState } from "./copy-state.ts";
import {
  type CopyStore,
  decodeEntry,
  encodeEntry,
  isSameEntry,
  readEntries,
  recordNames,
} from "./copy-store.ts";
import { findContent, tryOpen } from "./seal-check.ts";
import { partByTags } from "./shared-tags.ts";
import type { Mishap, SealedRecord, VaultStore } from "./store.ts";
import { claimedId, claimedTags } from "./stored-record.ts";
import type { VaultKeys } from "./vault-keys.ts";
import { type Draft, type WriteContext, writeDraftsNow } from "./write-records.ts";

/** Records that were put back from the copy, and whether the manifest was. */
export type Restored = { readonly records: number; readonly manifest: boolean };

export const NOTHING_RESTORED: Restored = { records: 0, manifest: false };

/**
 * Puts back what the copy has and the store lacks, or has damaged or in an older revision. The store notes it for the
 * user in the same commits.
 */
export async function putBack(
  context: WriteContext,
  copy: CopyStore,
  { ours, theirs }: CopyState,
): Promise<Restored> {
  const { store, keys } = context;
  const held = await store.readSnapshot();
  const heldById = new Map(held.records.map((stored) => [claimedId(stored), stored]));
  const better = await findBetter(keys, copy, heldById);
  const { fitting, clashing } = partByTags(better, heldById);
  const manifest = ours.manifest === null ? theirs.manifest : null;
  const asIs = { records: fitting.length, manifest: manifest !== null };
  if (asIs.records > 0 || asIs.manifest) {
    await store.repair({
      records: fitting.map((next) => ({ next, held: heldById.get(next.id) })),
      ...(manifest === null ? {} : { manifest: { next: manifest.sealed, held: held.manifest } }),
      tell: mishapsOf(asIs),
    });
  }
  // Without a manifest nothing can be written; they stay in the copy until the user has decided on it.
  if (clashing.length === 0 || (ours.manifest ?? manifest) === null) return asIs;
  const written = await writeAgain(context, clashing);
  return { ...asIs, records: asIs.records + written };
}

function mishapsOf({ records, manifest }: Restored): readonly Mishap[] {
  return [
    ...(records > 0 ? [{ kind: "records-restored", count: records } as const] : []),
    ...(manifest ? [{ kind: "manifest-restored", count: 0 } as const] : []),
  ];
}

/**
 * Writes them as their next revisions, as if they lay in the store, with other tags for those that other
 * records bear. What lies under their ids goes aside.
 * @returns how many those were
 */
async function writeAgain(
  context: WriteContext,
  records: readonly SealedRecord[],
): Promise<number> {
  const { store, keys } = context;
  let count = 0;
  await writeDraftsNow(context, async () => {
    const drafts: Draft[] = [];
    for (const sealed of records) {
      const stored = await store.read(sealed.id);
      const own = await tryOpen(keys, sealed.id, stored);
      const [content] = await findContent(keys, sealed);
      if (content === undefined || (own !== null && own.revision >= sealed.revision)) continue;
      const { id, kind } = content.record ?? content.tombstone;
      const spare = claimedTags(stored).filter((tag) => !sealed.tags.includes(tag));
      const others = await borneByOthers(store, sealed.id, [...sealed.tags, ...spare]);
      drafts.push({
        id,
        kind,
        record: content.record,
        held: { state: "opened", sealed, content },
        strayTags: { lost: others, spare: spare.filter((tag) => !others.has(tag)) },
        aside: stored === undefined ? [] : [stored],
        tell: [{ kind: "records-restored", count: 1 }],
      });
    }
    count = drafts.length;
    return drafts;
  });
  return count;
}

async function borneByOthers(
  store: VaultStore,
  id: string,
  tags: readonly string[],
): Promise<ReadonlySet<string>> {
  const bearers = await store.readByTags(tags);
  return new Set(tags.filter((_, i) => bearers[i] !== undefined && claimedId(bearers[i]) !== id));
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
    const stored = heldById.get(name);
    // Nearly always: no seal needs to be opened to tell that what is the same is no better.
    if (stored !== undefined && isSameEntry(found, encodeEntry(name, stored))) continue;
    const entry = decodeEntry(name, found);
    if (entry.state !== "whole") continue;
    const next = await tryOpen(keys, name, entry.stored);
    if (next === null) continue;
    const own = stored === undefined ? null : await tryOpen(keys, name, stored);
    if (own === null || own.revision < next.revision) better.push(next);
  }
  return better;
}
