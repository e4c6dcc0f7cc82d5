// Going over everything stored to see whether it is what the manifest says. A deleted, added, swapped
// or rolled back record cannot always be told from another, so all of them are `altered`. A whole vault
// that is older than it was shows by its generation alone.

import { isWaykeyError, type WaykeyError } from "../errors.ts";
import { openSealed, parseSealedRecord } from "./envelope.ts";
import { mapInBatches } from "./in-batches.ts";
import { contributionOf, type Manifest, openManifest } from "./manifest.ts";
import type { StoreSnapshot, VaultStore } from "./store.ts";
import { isUnreadable } from "./stored-record.ts";
import { addSum } from "./sum256.ts";
import type { VaultKeys } from "./vault-keys.ts";
import { type Bytes, equalBytes } from "../bytes/bytes.ts";

export type ManifestCheck =
  | { readonly state: "whole"; readonly generation: number; readonly count: number }
  | {
      readonly state: "altered";
      readonly generation: number;
      /** How many records the manifest counts, and how many there are. */
      readonly expected: number;
      readonly found: number;
      /** How many of those there are have a broken seal. */
      readonly broken: number;
      /** None is missing, added, exchanged or rolled back: that seals are broken is all. */
      readonly isComplete: boolean;
    }
  /** The manifest is gone or does not open; nothing can be said of the records. */
  | { readonly state: "no-manifest"; readonly found: number; readonly error: WaykeyError | null };

/**
 * Compares all that is stored, at one moment, with the manifest. Opens every seal: a second or so for
 * ten thousand records, so it is for the background.
 * @throws WaykeyError `vault/storage`
 */
export async function checkManifest(store: VaultStore, keys: VaultKeys): Promise<ManifestCheck> {
  const { manifest: stored, records, strays } = await store.readSnapshot();
  const found = records.length;
  if (stored === undefined) {
    if (found + strays.length === 0) return { state: "whole", generation: 0, count: 0 };
    return { state: "no-manifest", found, error: null };
  }
  let manifest: Manifest;
  try {
    manifest = await openManifest(keys, stored);
  } catch (error) {
    if (!isWaykeyError(error, "vault/manifest")) throw error;
    return { state: "no-manifest", found, error };
  }
  const { sum, broken } = await sumOf(keys, records);
  const { generation, count } = manifest;
  const isComplete = found === count && equalBytes(sum, manifest.sum);
  if (broken === 0 && isComplete) return { state: "whole", generation, count };
  return { state: "altered", generation, expected: count, found, broken, isComplete };
}

/**
 * The manifest's generation where as many records as it counts are stored, and the very ones; otherwise null. Opens none
 * of them.
 */
export async function wholeGeneration(
  keys: VaultKeys,
  { manifest: stored, records, strays }: StoreSnapshot,
): Promise<number | null> {
  if (stored === undefined) return records.length + strays.length === 0 ? 0 : null;
  try {
    const manifest = await openManifest(keys, stored);
    if (manifest.count !== records.length) return null;
    const sums = await mapInBatches(
      records,
      (each) => contributionOrNull(keys, each),
      keys.onBatch,
    );
    const sum = sums.filter((each) => each !== null).reduce(addSum, new Uint8Array(32));
    return equalBytes(sum, manifest.sum) ? manifest.generation : null;
  } catch (error) {
    if (isWaykeyError(error, "vault/manifest")) return null;
    throw error;
  }
}

/** What has lost its shape adds nothing. */
async function contributionOrNull(keys: VaultKeys, stored: unknown): Promise<Bytes | null> {
  try {
    return await contributionOf(keys, parseSealedRecord(stored));
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

/** The sum over what is stored, and how many seals are broken; what has lost its shape adds nothing. */
export async function sumOf(keys: VaultKeys, records: readonly unknown[]) {
  const counted = await mapInBatches(records, (stored) => countIn(keys, stored), keys.onBatch);
  const sums = counted.map(({ sum }) => sum).filter((sum) => sum !== null);
  return {
    sum: sums.reduce(addSum, new Uint8Array(32)),
    broken: counted.filter(({ isBroken }) => isBroken).length,
  };
}

/** What one stored thing adds to the sum, null if it has lost its shape, and whether its seal is broken. */
async function countIn(keys: VaultKeys, stored: unknown) {
  let sum: Bytes | null = null;
  try {
    const sealed = parseSealedRecord(stored);
    sum = await contributionOf(keys, sealed);
    await openSealed(keys, sealed);
    return { sum, isBroken: false };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return { sum, isBroken: error.code === "record/damaged" };
  }
}
