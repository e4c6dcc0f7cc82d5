// A sample that is the same for the same seed: WAYKEY_SEED, 1 if it is not set.

export const SEED = Number(process.env["WAYKEY_SEED"] ?? "1") >>> 0;

/** Numbers from 0 up to and without 1 (mulberry32). */
export function seededNumbers(seed = SEED): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` of the items, in their order. */
export function sampleOf<T>(items: readonly T[], count: number, seed = SEED): readonly T[] {
  const next = seededNumbers(seed);
  const drawn = items
    .map((item, index) => ({ item, index, rank: next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, count);
  return drawn.toSorted((a, b) => a.index - b.index).map(({ item }) => item);
}
