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

/** The first free number from `start` on. */
async function findFree(
  store: VaultStore,
  keys: VaultKeys,
  type: IndexType,
  value: string,
  start: number,
): Promise<number> {
  const areTaken = async (numbers: readonly number[]) =>
    store.hasTags(await Promise.all(numbers.map((n) => computeTag(keys, type, value, n))));
  let taken = start - 1;
  let free = Number.POSITIVE_INFINITY;
  const narrow = async (numbers: readonly number[]) => {
    const answers = await areTaken(numbers);
    const firstFree = answers.indexOf(false);
    if (firstFree >= 0) free = numbers[firstFree] ?? free;
    if (firstFree !== 0) taken = numbers.at(firstFree < 0 ? -1 : firstFree - 1) ?? taken;
  };
  if (start > 0) await narrow([start]);
  for (let scale = 1; free === Number.POSITIVE_INFINITY; scale *= 256) {
    await narrow(FIRST_PROBES.map((n) => start + (n + 1) * scale - 1));
  }
  while (free - taken > 1) {
    const step = Math.max(1, Math.floor((free - taken) / (PROBES + 1)));
    const from = taken;
    const count = Math.min(PROBES, Math.ceil((free - from) / step) - 1);
    await narrow(Array.from({ length: count }, (_, i) => from + (i + 1) * step));
  }
  return free;
}
