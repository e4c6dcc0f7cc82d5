// Opening what a store returned: one record under the id it was asked for, or many at once with those
// that do not open listed beside the others.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { computeOuterId } from "./blind-index.ts";
import { openSealed, parseSealedRecord } from "./envelope.ts";
import { mapInBatches } from "./in-batches.ts";
import { type Content, readContent, type Tombstone } from "./record-content.ts";
import { RECORD_KINDS, type VaultRecord } from "./schema.ts";
import type { SealedRecord } from "./store.ts";
import type { VaultKeys } from "./vault-keys.ts";

/**
 * A record that is there and does not open. `id` is its own id where that is known, else the outer one,
 * and empty if even that cannot be read.
 */
export type UnreadableRecord = { readonly id: string; readonly error: WaykeyError };

export type RecordListing<R extends VaultRecord> = {
  readonly records: readonly R[];
  readonly unreadable: readonly UnreadableRecord[];
};

/** As a listing, with the tombstones beside the records. */
export type Opened = RecordListing<VaultRecord> & { readonly tombstones: readonly Tombstone[] };

/** What lies under an id. */
export type Held =
  | { readonly state: "none" }
  | { readonly state: "opened"; readonly sealed: SealedRecord; readonly content: Content }
  | { readonly state: "unreadable"; readonly stored: unknown; readonly error: WaykeyError };

/** True for the two ways in which one record fails and the rest of the vault does not. */
export function isUnreadable(error: unknown): error is WaykeyError {
  return isWaykeyError(error, "record/damaged") || isWaykeyError(error, "record/invalid");
}

/** Opens what the store returned for `outerId`, undefined for nothing. */
export async function openHeld(keys: VaultKeys, outerId: string, stored: unknown): Promise<Held> {
  if (stored === undefined) return { state: "none" };
  try {
    const sealed = parseSealedRecord(stored);
    if (sealed.id !== outerId) {
      throw new WaykeyError("record/damaged", "The record lies under another id");
    }
    return { state: "opened", sealed, content: readContent(await openSealed(keys, sealed)) };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return { state: "unreadable", stored, error };
  }
}

/**
 * Opens everything that opens. Any failure but that of a record is thrown. No more than a batch of
 * plaintexts is about at a time, beside what comes of it.
 */
export async function openEach(keys: VaultKeys, stored: readonly unknown[]): Promise<Opened> {
  const records: VaultRecord[] = [];
  const tombstones: Tombstone[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const outcome of await mapInBatches(stored, (each) => tryOpen(keys, each), keys.onBatch)) {
    if ("error" in outcome) unreadable.push(outcome);
    else if (outcome.record === null) tombstones.push(outcome.tombstone);
    else records.push(outcome.record);
  }
  return { records, tombstones, unreadable: await nameUnreadable(keys, unreadable, records) };
}

async function tryOpen(keys: VaultKeys, stored: unknown): Promise<Content | UnreadableRecord> {
  let id = claimedId(stored);
  try {
    const inside = await openSealed(keys, parseSealedRecord(stored));
    id = inside.id;
    return readContent(inside);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return { id, error };
  }
}

/**
 * Puts the record's own id in place of the outer one where it can be guessed: the records of which
 * there is one at most are called by their kind, and an account by what hangs on it.
 */
async function nameUnreadable(
  keys: VaultKeys,
  unreadable: readonly UnreadableRecord[],
  records: readonly VaultRecord[],
): Promise<readonly UnreadableRecord[]> {
  if (unreadable.length === 0) return unreadable;
  const named = records.flatMap((record) => ("accountId" in record ? [record.accountId] : []));
  const guesses = [...new Set([...RECORD_KINDS, ...named])].filter((id) => id !== null);
  const pairs = guesses.map(async (id) => [await computeOuterId(keys, id), id] as const);
  const names = new Map(await Promise.all(pairs));
  return unreadable.map(({ id, error }) => ({ id: names.get(id) ?? id, error }));
}

/** The tags that stored data claims to bear, unproven. */
export function claimedTags(stored: unknown): readonly string[] {
  if (typeof stored !== "object" || stored === null || !("tags" in stored)) return [];
  const { tags } = stored;
  if (!Array.isArray(tags)) return [];
  const isTag = (tag: unknown) => typeof tag === "string" && /^[A-Za-z0-9_-]{21}[AQgw]$/.test(tag);
  return [...new Set(tags.filter(isTag) as string[])];
}

/** The id that stored data claims to have, unproven; empty for none. */
export function claimedId(stored: unknown): string {
  if (typeof stored !== "object" || stored === null || !("id" in stored)) return "";
  return typeof stored.id === "string" ? stored.id : "";
}

/** The revision that stored data claims to have, unproven; 0 if none, or beyond all reason. */
export function claimedRevision(stored: unknown): number {
  if (typeof stored !== "object" || stored === null || !("revision" in stored)) return 0;
  const { revision } = stored;
  const isClaim = typeof revision === "number" && Number.isSafeInteger(revision);
  return isClaim && revision > 0 && revision < 2 ** 48 ? revision : 0;
}
