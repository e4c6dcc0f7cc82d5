// Whether the seal of something stored is whole, and what is inside: for what goes over both copies of the
// vault, where anything may lie under anything.

import { openSealed, parseSealedRecord } from "./envelope.ts";
import { type Content, readContent } from "./record-content.ts";
import type { SealedRecord } from "./store.ts";
import { claimedId, isUnreadable } from "./stored-record.ts";
import type { VaultKeys } from "./vault-keys.ts";

/** @returns whether the seal of what is stored is whole */
export function sealCheck(keys: VaultKeys): (stored: unknown) => Promise<boolean> {
  return async (stored) => (await tryOpen(keys, claimedId(stored), stored)) !== null;
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

/** What is inside, unless it is nothing that this version knows. */
export async function findContent(
  keys: VaultKeys,
  sealed: SealedRecord,
): Promise<readonly Content[]> {
  try {
    return [readContent(await openSealed(keys, sealed))];
  } catch (error) {
    if (isUnreadable(error)) return [];
    throw error;
  }
}
