// Going over both copies of the open vault: what is missing or damaged in the store is put back from the
// second copy, what is missing or damaged there is copied again. An older state of the whole, or a
// difference that the copy does not explain, is reported and left for the user to decide.

import { checkManifest } from "./check-manifest.ts";
import {
  type CopyStore,
  decodeEntry,
  encodeEntry,
  isSameEntry,
  readEntries,
  recordNames,
} from "./copy-store.ts";
import { type CopyState, readCopyState } from "./copy-state.ts";
import { openSealed, parseSealedRecord } from "./envelope.ts";
import { copyChanges, isOwnOuter, isSameOuter, readOuter, renewCopy } from "./second-copy.ts";
import type { Replacement, SealedRecord } from "./store.ts";
import { isUnreadable } from "./stored-record.ts";
import type { VaultKeys } from "./vault-keys.ts";
import type { WriteContext } from "./write-records.ts";
import { writeInTurn } from "./write-turns.ts";

/** Entries of the copy that are looked at together. */
const BATCH = 200;

export type CopyReview = {
  /**
   * `older`: the copy is of a later state. `altered`: records are not what the manifest says, and the
   * copy does not mend that. Either is for the user to decide.
   */
  readonly state: "whole" | "older" | "altered";
  /** Records that were put back from the copy, and whether the manifest was. */
  readonly restored: { readonly records: number; readonly manifest: boolean };
  /** The copy was missing, damaged or behind, and was made anew. */
  readonly renewed: boolean;
};

const NOTHING = { records: 0, manifest: false };

/**
 * @param depth `quick`: constant work, by manifest and header alone, unless the manifest does not open.
 *   `full`: opens every seal and compares every entry
 * @throws WaykeyError as `readStoredHeader`; `vault/storage`, `vault/conflict`
 */
export async function reviewCopies(
  context: WriteContext,
  copy: CopyStore,
  depth: "quick" | "full",
): Promise<CopyReview> {
  const { store, keys } = context;
  return writeInTurn(store, async () => {
    const state = await readCopyState(context, copy);
    if (state.parted.header || state.parted.manifest) {
      return { state: "older", restored: NOTHING, renewed: false };
    }
    let restored: CopyReview["restored"] = NOTHING;
    const isWell = depth === "quick" && (await isOurs(context, copy));
    if (!isWell || (await isManifestLost(context, state))) {
      restored = await putBack(context, copy, state);
      const check = await checkManifest(store, keys);
      // Records that are damaged where they lie are listed as such; there is nothing to decide on them.
      const isComplete = check.state === "whole" || (check.state === "altered" && check.isComplete);
      if (!isComplete) return { state: "altered", restored, renewed: false };
    }
    const isSealed = sealCheck(keys);
    let outcome = await copyChanges(store, copy, isSealed);
    // All of the store is whole and the latest, so that the copy can give way to it.
    const isFalse =
      outcome === "parted" || (!isWell && !(await isFaithful(context, copy, isSealed)));
    if (isFalse) outcome = await renewCopy(store, copy, isSealed);
    return { state: "whole", restored, renewed: outcome === "renewed" };
  });
}

/** Whether the copy is as this store last wrote it, or holds what this store does. */
async function isOurs({ store }: WriteContext, copy: CopyStore): Promise<boolean> {
  const changes = await store.readChanges("changed");
  if (changes === null) return true;
  const outer = await readOuter(copy);
  if (isSameOuter(outer, changes) || isOwnOuter(outer, changes)) return true;
  return (await copy.names()).length === 0;
}

/** A vault that nothing was ever written to has no manifest, and neither has its copy. */
async function isManifestLost({ store }: WriteContext, { ours, theirs }: CopyState) {
  if (ours.manifest !== null) return false;
  return theirs.manifest !== null || (await store.readAll()).length > 0;
}

/** Puts back what the copy has and the store lacks, or has damaged or in an older revision. */
async function putBack(
  context: WriteContext,
  copy: CopyStore,
  { ours, theirs }: CopyState,
): Promise<CopyReview["restored"]> {
  const { store, keys } = context;
  const held = await store.readSnapshot();
  const records = await findBetter(keys, copy, held.records);
  const manifest = ours.manifest === null ? theirs.manifest : null;
  if (records.length === 0 && manifest === null) return NOTHING;
  await store.repair({
    records,
    ...(manifest === null ? {} : { manifest: { next: manifest.sealed, held: held.manifest } }),
  });
  return { records: records.length, manifest: manifest !== null };
}

/**
 * What the copy holds better than the store does: it opens, and the store's is missing, does not open,
 * or is of a lower revision.
 */
async function findBetter(
  keys: VaultKeys,
  copy: CopyStore,
  held: readonly unknown[],
): Promise<readonly Replacement<SealedRecord>[]> {
  const heldById = new Map(held.map((stored) => [idOf(stored), stored]));
  const better: Replacement<SealedRecord>[] = [];
  for await (const { name, found } of readEntries(copy, await recordNames(copy))) {
    const entry = decodeEntry(name, found);
    if (entry.state !== "whole") continue;
    const next = await tryOpen(keys, name, entry.stored);
    if (next === null) continue;
    const stored = heldById.get(name);
    const own = stored === undefined ? null : await tryOpen(keys, name, stored);
    if (own === null || own.revision < next.revision) better.push({ next, held: stored });
  }
  return better;
}

/** @returns whether the seal of what is stored is whole */
export function sealCheck(keys: VaultKeys): (stored: unknown) => Promise<boolean> {
  return async (stored) => (await tryOpen(keys, idOf(stored), stored)) !== null;
}

/** The sealed record that lies under an id; null if it does not open or is another's. */
export async function tryOpen(
  keys: VaultKeys,
  id: string,
  stored: unknown,
): Promise<SealedRecord | null> {
  let sealed: SealedRecord | null = null;
  try {
    sealed = parseSealedRecord(stored);
    await openSealed(keys, sealed);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    // A later version's record opens too: its seal is whole.
    if (error.code !== "record/invalid") return null;
  }
  return sealed?.id === id ? sealed : null;
}

/** The id under which a stored record lies. */
export function idOf(stored: unknown): string {
  if (typeof stored !== "object" || stored === null || !("id" in stored)) return "";
  return typeof stored.id === "string" ? stored.id : "";
}

/** Whether the copy holds every record of the store whose seal is whole as it lies there, and no other. */
async function isFaithful(
  { store }: WriteContext,
  copy: CopyStore,
  isSealed: (stored: unknown) => Promise<boolean>,
): Promise<boolean> {
  const held = await store.readSnapshot();
  const records: unknown[] = [];
  for (const record of held.records) if (await isSealed(record)) records.push(record);
  const all = new Set(held.records.map((record) => idOf(record)));
  const names = await recordNames(copy);
  if (names.length < records.length || names.some((name) => !all.has(name))) return false;
  for (let start = 0; start < records.length; start += BATCH) {
    const some = records.slice(start, start + BATCH);
    const ids = some.map((stored) => idOf(stored));
    const found = await copy.read(ids);
    if (some.some((stored, i) => !isSameEntry(found[i], encodeEntry(ids[i] ?? "", stored)))) {
      return false;
    }
  }
  return true;
}
