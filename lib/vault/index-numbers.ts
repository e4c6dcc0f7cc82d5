// Running numbers of the blind index: for each value the first number that no record bears. Tags never
// leave the store, so the numbers in use of a value are 0 to k - 1, and the first free one is found by
// doubling and narrowing: its cost grows with the logarithm of k, and with nothing else.

import { computeTag, type IndexType } from "./blind-index.ts";
import type { VaultStore } from "./store.ts";
import type { VaultKeys } from "./vault-keys.ts";

const PROBES = 15;
const FIRST_PROBES = [0, 1, 3, 7, 15, 31, 63, 127] as const;

/** Gives out free tags for the writes of one commit, none of them twice. */
export type TagSource = (type: IndexType, value: string) => Promise<string>;

export function createTagSource(store: VaultStore, keys: VaultKeys): TagSource {
  const next = new Map<string, number>();
  return async (type, value) => {
    const key = `${type}\0${value}`;
    const n = await findFree(store, keys, type, value, next.get(key) ?? 0);
    next.set(key, n + 1);
    return computeTag(keys, type, value, n);
  };
}

/** The highest number known to be taken, and the lowest above it known to be free. */
type Gap = { readonly taken: number; readonly free: number };

/** The first free number from `start` on. */
async function findFree(
  store: VaultStore,
  keys: VaultKeys,
  type: IndexType,
  value: string,
  start: number,
): Promise<number> {
  const probe = async (gap: Gap, numbers: readonly number[]) => {
    const tags = await Promise.all(numbers.map((n) => computeTag(keys, type, value, n)));
    return narrow(gap, numbers, await store.hasTags(tags));
  };
  let gap: Gap = { taken: start - 1, free: Number.POSITIVE_INFINITY };
  if (start > 0) gap = await probe(gap, [start]);
  for (let scale = 1; gap.free === Number.POSITIVE_INFINITY; scale *= 256) {
    const doubled = FIRST_PROBES.map((n) => start + (n + 1) * scale - 1);
    gap = await probe(gap, doubled);
  }
  while (gap.free - gap.taken > 1) gap = await probe(gap, spread(gap));
  return gap.free;
}

function narrow(
  { taken, free }: Gap,
  numbers: readonly number[],
  isTaken: readonly boolean[],
): Gap {
  const firstFree = isTaken.indexOf(false);
  if (firstFree === 0) return { taken, free: numbers[0] ?? free };
  if (firstFree < 0) return { taken: numbers.at(-1) ?? taken, free };
  return { taken: numbers[firstFree - 1] ?? taken, free: numbers[firstFree] ?? free };
}

/** Numbers at even distances within a gap. */
function spread({ taken, free }: Gap): readonly number[] {
  const step = Math.max(1, Math.floor((free - taken) / (PROBES + 1)));
  const count = Math.min(PROBES, Math.ceil((free - taken) / step) - 1);
  return Array.from({ length: count }, (_, i) => taken + (i + 1) * step);
}
