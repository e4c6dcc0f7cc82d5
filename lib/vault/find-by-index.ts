// Looking records up by the blind index: the tags of a value are asked for in growing batches, by their
// running number, until the last of one bear no record. Only what is found is opened.

import { WaykeyError } from "../errors.ts";
import { computeTag, type IndexType } from "./blind-index.ts";
import { mapInBatches } from "./in-batches.ts";
import type { VaultStore } from "./store.ts";
import { claimedTags, type Opened, openEach } from "./stored-record.ts";
import type { VaultKeys } from "./vault-keys.ts";

const FIRST_BATCH = 4;
const LARGEST_BATCH = 64;
/** So many tags without a record at the end of a batch are the end: a single one may be of a record that was lost. */
const END = 2;

/**
 * The records that bear a tag of this value. One that had the value once and has another now may be
 * among them, so the caller compares. One that is lost hides nothing after it; the holes that more of them leave are
 * filled when both copies are gone over (fill-holes.ts).
 */
export async function findByIndex(
  store: VaultStore,
  keys: VaultKeys,
  type: IndexType,
  value: string,
): Promise<Opened> {
  const whole: { [K in keyof Opened]: Opened[K][number][] } = {
    records: [],
    tombstones: [],
    unreadable: [],
  };
  for await (const batch of eachByIndex(store, keys, type, value)) {
    whole.records.push(...batch.records);
    whole.tombstones.push(...batch.tombstones);
    whole.unreadable.push(...batch.unreadable);
  }
  return whole;
}

/** As `findByIndex`, batch by batch, so that who has seen enough can stop. */
export async function* eachByIndex(
  store: VaultStore,
  keys: VaultKeys,
  type: IndexType,
  value: string,
): AsyncGenerator<Opened> {
  let start = 0;
  for (let size = FIRST_BATCH; ; size = Math.min(2 * size, LARGEST_BATCH)) {
    const numbers = Array.from({ length: size }, (_, i) => start + i);
    const tags = await Promise.all(numbers.map((n) => computeTag(keys, type, value, n)));
    const batch = await store.readByTags(tags);
    yield await openBatch(keys, tags, batch);
    if (batch.slice(-END).every((stored) => stored === undefined)) return;
    start += size;
  }
}

/**
 * Of many values those that some record bears a tag of, or has borne: the first tag of a value never leaves the store.
 * Opens nothing.
 */
export async function borneValues(
  store: VaultStore,
  keys: VaultKeys,
  type: IndexType,
  values: readonly string[],
): Promise<readonly string[]> {
  const distinct = [...new Set(values)];
  const tags = await mapInBatches(distinct, (value) => computeTag(keys, type, value, 0));
  const isBorne = await store.hasTags(tags);
  return distinct.filter((_value, index) => isBorne[index]);
}

async function openBatch(
  keys: VaultKeys,
  tags: readonly string[],
  batch: readonly unknown[],
): Promise<Opened> {
  const found: unknown[] = [];
  const strays: unknown[] = [];
  for (const [i, stored] of batch.entries()) {
    if (stored === undefined) continue;
    const isBearer = claimedTags(stored).includes(tags[i] ?? "");
    (isBearer ? found : strays).push(stored);
  }
  const opened = await openEach(keys, found);
  return { ...opened, unreadable: [...opened.unreadable, ...strays.map(describeStray)] };
}

function describeStray(stored: unknown) {
  const hasId = typeof stored === "object" && stored !== null && "id" in stored;
  const id = hasId && typeof stored.id === "string" ? stored.id : "";
  const message = "The record does not bear the tag it lies under";
  return { id, error: new WaykeyError("record/damaged", message) };
}
