// A new manifest over whatever is stored: for a vault whose manifest is lost, or whose records differ
// from it and are to be accepted as they are. Only ever at the user's word, for it forgets the evidence.

import { isWaykeyError } from "../errors.ts";
import { sumOf } from "./check-manifest.ts";
import {
  claimedGeneration,
  createManifest,
  type Manifest,
  openManifest,
  sealManifest,
} from "./manifest.ts";
import type { WriteContext } from "./write-records.ts";
import { writeInTurn } from "./write-turns.ts";

/**
 * Makes the manifest say what is stored now, as a further generation.
 * @param atLeast the highest generation ever seen; the new one is above it
 * @throws WaykeyError `vault/conflict` when another write came between; `vault/storage`
 */
export async function rebuildManifest(context: WriteContext, atLeast: number): Promise<void> {
  const { store, keys, random } = context;
  await writeInTurn(store, async () => {
    const { manifest: stored, records } = await store.readSnapshot();
    const known = await openOrCreate(context, stored);
    const generation = Math.max(known.generation, claimedGeneration(stored), atLeast) + 1;
    const { sum } = await sumOf(keys, records);
    const next = { generation, count: records.length, sum, device: known.device };
    const manifest = await sealManifest(keys, next, random);
    await store.commit({ manifest, expectManifest: { stored } });
    await store.written();
  });
}

async function openOrCreate({ keys, random }: WriteContext, stored: unknown): Promise<Manifest> {
  try {
    return await openManifest(keys, stored);
  } catch (error) {
    if (!isWaykeyError(error, "vault/manifest")) throw error;
    return createManifest(random);
  }
}
