// Opening what a store returned: one record under the id it was asked for, or many at once with those
// that do not open listed beside the others.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { openRecord, parseSealedRecord } from "./envelope.ts";
import type { VaultRecord } from "./schema.ts";
import type { VaultKeys } from "./vault-keys.ts";

/** A record that is there and does not open. `id` is empty if even that cannot be read. */
type UnreadableRecord = { readonly id: string; readonly error: WaykeyError };

export type RecordListing<R extends VaultRecord> = {
  readonly records: readonly R[];
  readonly unreadable: readonly UnreadableRecord[];
};

export type OpenedRecord = { readonly record: VaultRecord; readonly revision: number };

/** True for the two ways in which one record fails and the rest of the vault does not. */
export function isUnreadable(error: unknown): error is WaykeyError {
  return isWaykeyError(error, "record/damaged") || isWaykeyError(error, "record/invalid");
}

/**
 * Opens what lies in the store under `id`.
 * @throws WaykeyError `record/damaged`, `record/invalid`
 */
export async function openStored(
  keys: VaultKeys,
  id: string,
  stored: unknown,
): Promise<OpenedRecord> {
  const sealed = parseSealedRecord(stored);
  if (sealed.id !== id) throw new WaykeyError("record/damaged", "The record lies under another id");
  return { record: await openRecord(keys, sealed), revision: sealed.revision };
}

/**
 * Opens everything that opens. Any failure but that of a record is thrown.
 * @param tag what the records were found by; one that does not bear it is damaged
 */
export async function openEach(
  keys: VaultKeys,
  stored: readonly unknown[],
  tag?: string,
): Promise<RecordListing<VaultRecord>> {
  const records: VaultRecord[] = [];
  const unreadable: UnreadableRecord[] = [];
  const outcomes = await Promise.all(stored.map((each) => tryOpen(keys, each, tag)));
  for (const outcome of outcomes) {
    if ("error" in outcome) unreadable.push(outcome);
    else records.push(outcome);
  }
  return { records, unreadable };
}

async function tryOpen(
  keys: VaultKeys,
  stored: unknown,
  tag: string | undefined,
): Promise<VaultRecord | UnreadableRecord> {
  try {
    const sealed = parseSealedRecord(stored);
    if (tag !== undefined && !sealed.tags.includes(tag)) {
      throw new WaykeyError("record/damaged", "The record does not bear the tag it lies under");
    }
    return await openRecord(keys, sealed);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return { id: claimedId(stored), error };
  }
}

function claimedId(stored: unknown): string {
  if (typeof stored !== "object" || stored === null || !("id" in stored)) return "";
  return typeof stored.id === "string" ? stored.id : "";
}

/** The revision that stored data claims to have, unproven; 0 if it claims none. */
export function claimedRevision(stored: unknown): number {
  if (typeof stored !== "object" || stored === null || !("revision" in stored)) return 0;
  const { revision } = stored;
  return typeof revision === "number" && Number.isSafeInteger(revision) ? revision : 0;
}
