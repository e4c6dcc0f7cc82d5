// Rows of the vault's database: what a browser does for a request costs it more than what one record is, so that what
// belongs to one bucket of names lies in one row, under the bucket's number. A row with nothing in it is not there.

import { BUCKETS, bucketOf } from "../vault/buckets.ts";
import type { Mode, Transaction } from "./idb-database.ts";

export type RowStore = "buckets" | "tags";

/** What lies under a bucket's number, undefined for nothing. */
export type Rows = ReadonlyMap<number, unknown>;

/**
 * What one request brings is taken up in one go, for which everything else in the worker waits: of rows that hold ten
 * records each, that is some hundred records. To bring 64 at a time takes Chromium twice as long in all. All are asked for
 * at once, so that none has to wait for its turn in the worker first.
 */
const ROWS_AT_ONCE = 16;
/** So many rows are asked for by themselves; to read all is cheaper than most of them singly. */
const FEW = 128;
/** Of the rows of a write, those that tell how many there were. */
const PUTS_TOLD = 25;

/** Every row. */
export async function readAllRows<M extends Mode>(
  transaction: Transaction<M>,
  name: RowStore,
): Promise<Rows> {
  const store = transaction.objectStore(name);
  const parts = await Promise.all(
    rangesOfAll().map(async (range) => {
      const [numbers, some]: [readonly number[], readonly unknown[]] = await Promise.all([
        store.getAllKeys(range),
        store.getAll(range),
      ]);
      return numbers.map((number, i) => [number, some[i]] as const);
    }),
  );
  return new Map(parts.flat());
}

/** All keys that there can be, one after the other; what is under none of a bucket's is there by damage. */
function rangesOfAll(): readonly IDBKeyRange[] {
  const ranges = [IDBKeyRange.upperBound(0, true)];
  for (let start = 0; start < BUCKETS; start += ROWS_AT_ONCE) {
    ranges.push(IDBKeyRange.bound(start, start + ROWS_AT_ONCE, false, true));
  }
  return [...ranges, IDBKeyRange.lowerBound(BUCKETS)];
}

/** The row of each name's bucket, undefined for one that is not there. */
export async function readRows<M extends Mode>(
  transaction: Transaction<M>,
  name: RowStore,
  names: readonly string[],
): Promise<Rows> {
  const numbers = [...new Set(names.map(bucketOf))];
  if (numbers.length > FEW) {
    const all = await readAllRows(transaction, name);
    return new Map(numbers.map((number) => [number, all.get(number)]));
  }
  const store = transaction.objectStore(name);
  const rows: readonly unknown[] = await Promise.all(numbers.map((number) => store.get(number)));
  return new Map(numbers.map((number, i) => [number, rows[i]]));
}

/** A row to be written, null for one that has nothing in it any more. */
export type NextRow = readonly [name: RowStore, number: number, row: unknown];

/**
 * For a request whose answer nobody waits for: where it fails the whole transaction does, and whoever waits for that
 * hears of it. What the browser refuses when it is asked fails nothing by itself: it has to be thrown.
 */
export function underWay(request: Promise<unknown>): void {
  request.catch(() => undefined);
}

/**
 * @param onPut told now and then which share has been written, from 0 to 1
 * @throws DOMException where the browser refuses one of them at once, as for lack of memory; the others are under way
 */
export function writeRows(
  transaction: Transaction<"readwrite">,
  rows: readonly NextRow[],
  onPut: (share: number) => void = () => undefined,
): void {
  let done = 0;
  const tell = () => {
    if (++done % PUTS_TOLD === 0) onPut(done / rows.length);
  };
  for (const [name, number, row] of rows) {
    const store = transaction.objectStore(name);
    const request: Promise<unknown> = row === null ? store.delete(number) : store.put(row, number);
    underWay(request.then(tell));
  }
}
