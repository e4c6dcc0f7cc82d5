// Running numbers of the blind index: for each value the first number that no record bears. Tags never
// leave the store, so the numbers in use of a value are 0 to k - 1, and the first free one is found by
// doubling and narrowing: its cost grows with the logarithm of k, and with nothing else.

import { computeTag, type IndexEntry, type IndexType } from "./blind-index.ts";
import { mapInBatches } from "./in-batches.ts";
import type { VaultStore } from "./store.ts";
import type { VaultKeys } from "./vault-keys.ts";

const PROBES = 15;
const DOUBLED = [0, 1, 3, 7, 15, 31, 63, 127] as const;
/** What most values have come to is found out at once. */
const FIRST_PROBES = [0, 1, 2, 3, 4, 5, 6, 7, 15, 31, 63, 127] as const;

/** What many records have in common; each of the others is mostly of one. */
const COMMON: ReadonlySet<IndexType> = new Set(["rpId", "passkeyUser", "account", "role"]);
const FEW_PROBES = [0, 1] as const;

/** Of more values only the numbers that are asked for are looked at: most have never been borne. */
const FEW_VALUES = 8;

/**
 * What the next number of a value was when it was last looked for, by `keyOf`. The next look begins there, and goes on
 * as any other where it is not so any more.
 */
export type NumberHints = Map<string, number>;

/** Gives out free tags for the writes of one commit, none of them twice. */
export type TagSource = (type: IndexType, value: string) => Promise<string>;

/** The highest number known to be taken, and the lowest above it known to be free. */
type Gap = { readonly taken: number; readonly free: number };

/** What is known of a value: the next number to give out, and up to which, that one not among them, all are free. */
type Known = {
  readonly next: number;
  readonly freeUntil: number;
  readonly gap: Gap;
  /** By their numbers, those that were looked up. */
  readonly tags: ReadonlyMap<number, string>;
};

const UNKNOWN: Known = {
  next: 0,
  freeUntil: 0,
  gap: { taken: -1, free: Number.POSITIVE_INFINITY },
  tags: new Map(),
};

/**
 * @param expected what tags will be taken for; it is looked up together, at the first of them
 * @param hints kept up to date for what many records have in common
 */
export function createTagSource(
  store: VaultStore,
  keys: VaultKeys,
  expected: readonly IndexEntry[] = [],
  hints: NumberHints = new Map(),
): TagSource {
  let looking: Promise<Map<string, Known>> | undefined;
  return async (type, value) => {
    looking ??= lookUp(store, keys, expected, hints);
    const known = await looking;
    const key = keyOf({ type, value });
    const { next, freeUntil, gap, tags } = known.get(key) ?? UNKNOWN;
    const n = next < freeUntil ? next : await findFree(store, keys, { type, value }, next, gap);
    const after = { taken: n, free: Number.POSITIVE_INFINITY };
    known.set(key, { next: n + 1, freeUntil: Math.max(freeUntil, n + 1), gap: after, tags });
    if (COMMON.has(type)) hints.set(key, n + 1);
    return tags.get(n) ?? computeTag(keys, type, value, n);
  };
}

/** Finds the next number of each value out for the hints, and takes none. */
export async function lookAhead(
  store: VaultStore,
  keys: VaultKeys,
  values: readonly IndexEntry[],
  hints: NumberHints,
): Promise<void> {
  const found: NumberHints = new Map(hints);
  const take = createTagSource(store, keys, values, found);
  for (const entry of values) {
    await take(entry.type, entry.value);
    const next = found.get(keyOf(entry));
    if (next !== undefined) hints.set(keyOf(entry), next - 1);
  }
}

function keyOf({ type, value }: IndexEntry): string {
  return `${type}\0${value}`;
}

/** What can be known of the values beforehand, in few questions to the store however many they are. */
async function lookUp(
  store: VaultStore,
  keys: VaultKeys,
  expected: readonly IndexEntry[],
  hints: NumberHints,
): Promise<Map<string, Known>> {
  const entries = Map.groupBy(expected, keyOf);
  const asked = [...entries].map(([key, alike]) => {
    const entry = alike[0] as IndexEntry;
    const hint = hints.get(key);
    const wanted = alike.map((_, n) => (hint ?? 0) + n);
    const usual = COMMON.has(entry.type) ? FIRST_PROBES : FEW_PROBES;
    const first = entries.size > FEW_VALUES ? [] : usual;
    const around = hint === undefined ? first : [Math.max(0, hint - 1)];
    const numbers = [...new Set([...wanted, ...around])].toSorted((a, b) => a - b);
    return { key, entry, numbers };
  });
  const tags = await mapInBatches(
    asked.flatMap(({ entry, numbers }) => numbers.map((n) => ({ ...entry, n }))),
    ({ type, value, n }) => computeTag(keys, type, value, n),
  );
  const isTaken = tags.length === 0 ? [] : await store.hasTags(tags);
  let at = 0;
  return new Map(
    asked.map(({ key, numbers }) => {
      const start = at;
      at += numbers.length;
      const byNumber = new Map(numbers.map((n, i) => [n, tags[start + i] ?? ""]));
      return [key, { ...knownOf(numbers, isTaken.slice(start, at)), tags: byNumber }];
    }),
  );
}

function knownOf(numbers: readonly number[], isTaken: readonly boolean[]): Omit<Known, "tags"> {
  const gap = narrow(UNKNOWN.gap, numbers, isTaken);
  if (gap.free - gap.taken > 1) return { next: 0, freeUntil: 0, gap };
  let freeUntil = gap.free;
  for (let i = numbers.indexOf(freeUntil); numbers[i] === freeUntil && isTaken[i] === false; i++) {
    freeUntil++;
  }
  return { next: gap.free, freeUntil, gap };
}

/** The first free number from `start` on, which is above what the gap says is taken. */
async function findFree(
  store: VaultStore,
  keys: VaultKeys,
  { type, value }: IndexEntry,
  start: number,
  known: Gap,
): Promise<number> {
  const probe = async (gap: Gap, numbers: readonly number[]) => {
    const tags = await Promise.all(numbers.map((n) => computeTag(keys, type, value, n)));
    return narrow(gap, numbers, await store.hasTags(tags));
  };
  let gap = known;
  if (start > 0) gap = await probe(gap, [start]);
  for (let scale = 1; gap.free === Number.POSITIVE_INFINITY; scale *= 256) {
    const doubled = DOUBLED.map((n) => start + (n + 1) * scale - 1);
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
