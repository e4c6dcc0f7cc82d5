// The sealed records in the vault's database, in rows by the buckets of their outer ids, with rows of their tags beside
// them that are written in the same transaction. What lies in a row that is not its own counts for nothing, and goes
// aside when the row is written.

import { bucketOf } from "../vault/buckets.ts";
import type { Untidy } from "../vault/store.ts";
import { claimedId, claimedTags } from "../vault/stored-record.ts";
import type { Mode, Transaction } from "./idb-database.ts";
import { type NextRow, readAllRows, readRows, writeRows } from "./idb-rows.ts";
import { findFalseRows, type SharedTags, TagRows } from "./idb-tags.ts";

/** A sealed record, or what lies in the place of one. */
type Stored = { readonly id: string };

/** What lies under outer ids. */
export type Records = ReadonlyMap<string, unknown>;

/** Whether there is any record, or what lies in the place of some. */
export async function hasRecords<M extends Mode>(transaction: Transaction<M>): Promise<boolean> {
  return (await transaction.objectStore("buckets").count()) > 0;
}

/** Every record, by its outer id. */
export async function readAllRecords<M extends Mode>(
  transaction: Transaction<M>,
): Promise<Records> {
  return (await readEverything(transaction)).records;
}

/** Every record, by its outer id, and what lies among them and counts for nothing. */
export async function readEverything<M extends Mode>(
  transaction: Transaction<M>,
): Promise<{ readonly records: Records; readonly strays: readonly unknown[] }> {
  const records = new Map<string, unknown>();
  const strays: unknown[] = [];
  for (const [number, row] of await readAllRows(transaction, "buckets")) {
    for (const [id, stored] of recordsOf(number, row)) records.set(id, stored);
    for (const stored of straysOf(number, row)) strays.push(stored);
  }
  return { records, strays };
}

/** What lies under those of the ids under which anything does. */
export async function readRecords<M extends Mode>(
  transaction: Transaction<M>,
  ids: readonly string[],
): Promise<Records> {
  const rows = await readRows(transaction, "buckets", ids);
  const records = new Map([...rows].map(([number, row]) => [number, recordsOf(number, row)]));
  const found = new Map<string, unknown>();
  for (const id of ids) {
    const stored = records.get(bucketOf(id))?.get(id);
    if (stored !== undefined) found.set(id, stored);
  }
  return found;
}

/** For each tag the record that bears it, or undefined. */
export async function readByTags<M extends Mode>(
  transaction: Transaction<M>,
  tags: readonly string[],
): Promise<readonly unknown[]> {
  const rows = await TagRows.read(transaction, tags, () => readAllRecords(transaction));
  const records = await readRecords(transaction, bearersOf(rows, tags));
  return tags.map((tag) => {
    const stored = records.get(rows.bearerOf(tag) ?? "");
    return claimedTags(stored).includes(tag) ? stored : undefined;
  });
}

/** For each tag whether its row names a bearer. */
export async function hasTags<M extends Mode>(
  transaction: Transaction<M>,
  tags: readonly string[],
): Promise<readonly boolean[]> {
  const rows = await TagRows.read(transaction, tags, () => readAllRecords(transaction));
  return tags.map((tag) => rows.bearerOf(tag) !== undefined);
}

function bearersOf(rows: TagRows, tags: readonly string[]): readonly string[] {
  const bearers = tags.map((tag) => rows.bearerOf(tag)).filter((id) => id !== undefined);
  return [...new Set(bearers)];
}

/**
 * Removes what lies under the ids, and then puts the records, in their order.
 * @param onPut told now and then which share of it has been put, from 0 to 1
 * @returns when all that is written is on its way
 * @throws DOMException `ConstraintError` where a tag is another record's, as a unique index does
 */
export async function changeRecords(
  transaction: Transaction<"readwrite">,
  { remove = [], put = [] }: { remove?: readonly string[]; put?: readonly Stored[] },
  onPut: (share: number) => void = () => undefined,
): Promise<void> {
  const ids = [...remove, ...put.map(({ id }) => id)];
  const stored = await readRows(transaction, "buckets", ids);
  const rows = new Map([...stored].map(([number, row]) => [number, recordsOf(number, row)]));
  const strays = [...stored].flatMap(([number, row]) => straysOf(number, row));
  await Promise.all(strays.map((each) => transaction.objectStore("aside").add(each)));

  const wanted = put.flatMap(claimedTags);
  const given = ids.flatMap((id) => claimedTags(rows.get(bucketOf(id))?.get(id)));
  const tags = await TagRows.read(transaction, [...given, ...wanted], () =>
    readAllRecords(transaction),
  );
  await takeUnborne(transaction, tags, wanted, rows);
  const giveUp = (id: string, kept: readonly string[]) => {
    for (const tag of claimedTags(rows.get(bucketOf(id))?.get(id))) {
      if (!kept.includes(tag)) tags.take(tag, id);
    }
  };
  for (const id of remove) {
    giveUp(id, []);
    rows.get(bucketOf(id))?.delete(id);
  }
  for (const record of put) {
    const borne = claimedTags(record);
    giveUp(record.id, borne);
    for (const tag of borne) tags.give(tag, record.id);
    rows.get(bucketOf(record.id))?.set(record.id, record);
  }
  const next = [...rows].map(([number, row]) => nextRow(number, row));
  writeRows(transaction, [...next, ...tags.changed()], onPut);
}

function nextRow(number: number, records: Records): NextRow {
  return ["buckets", number, records.size === 0 ? null : [...records.values()]];
}

type Amiss = {
  readonly strays: readonly unknown[];
  readonly rows: readonly NextRow[];
  readonly shared: SharedTags;
};

/** What `tidyRecords` would make good. */
async function findAmiss<M extends Mode>(transaction: Transaction<M>): Promise<Amiss> {
  const all = new Map<string, unknown>();
  const strays: unknown[] = [];
  const untidy: NextRow[] = [];
  for (const [number, row] of await readAllRows(transaction, "buckets")) {
    const records = recordsOf(number, row);
    for (const [id, stored] of records) all.set(id, stored);
    const others = straysOf(number, row);
    if (others.length === 0 && records.size > 0) continue;
    for (const stored of others) strays.push(stored);
    untidy.push(nextRow(number, records));
  }
  const { rows, shared } = await findFalseRows(transaction, all);
  return { strays, rows: [...untidy, ...rows], shared };
}

/** Whether nothing is amiss that `tidyRecords` would make good. */
export async function areTidy<M extends Mode>(transaction: Transaction<M>): Promise<boolean> {
  const { strays, rows, shared } = await findAmiss(transaction);
  return strays.length + rows.length + shared.size === 0;
}

/**
 * Puts aside what lies among the records and counts for nothing, and has the rows of tags say what the records do. Writes
 * the rows in which something is amiss alone.
 */
export async function tidyRecords(transaction: Transaction<"readwrite">): Promise<Untidy> {
  const { strays, rows, shared } = await findAmiss(transaction);
  await Promise.all(strays.map((each) => transaction.objectStore("aside").add(each)));
  writeRows(transaction, rows);
  return { isChanged: strays.length + rows.length > 0, shared };
}

/**
 * Puts records where there are none yet, whatever tags they bear: of two that bear one, it is the first one's.
 * @param records by their outer ids
 */
export async function layRecords(
  transaction: Transaction<"readwrite">,
  records: Records,
): Promise<void> {
  const byBucket = Map.groupBy(records, ([id]) => bucketOf(id));
  const next = [...byBucket].map(([number, some]) => nextRow(number, new Map(some)));
  const { rows } = await findFalseRows(transaction, records);
  writeRows(transaction, [...next, ...rows]);
}

/** Frees those of the tags that are said to be borne by a record that does not bear them. */
async function takeUnborne(
  transaction: Transaction<"readwrite">,
  tags: TagRows,
  wanted: readonly string[],
  rows: ReadonlyMap<number, ReadonlyMap<string, unknown>>,
): Promise<void> {
  const bearers = bearersOf(tags, wanted);
  const unread = bearers.filter((id) => !rows.has(bucketOf(id)));
  const others = await readRecords(transaction, unread);
  for (const tag of wanted) {
    const id = tags.bearerOf(tag);
    if (id === undefined) continue;
    const stored = rows.get(bucketOf(id))?.get(id) ?? others.get(id);
    if (!claimedTags(stored).includes(tag)) tags.take(tag, id);
  }
}

export async function clearRecords(transaction: Transaction<"readwrite">): Promise<void> {
  await Promise.all([
    transaction.objectStore("buckets").clear(),
    transaction.objectStore("tags").clear(),
  ]);
}

/** What of a row counts, by outer id. */
function recordsOf(number: number, row: unknown): Map<string, unknown> {
  const records = new Map<string, unknown>();
  if (!Array.isArray(row)) return records;
  for (const stored of row as readonly unknown[]) {
    const id = claimedId(stored);
    if (id !== "" && bucketOf(id) === number) records.set(id, stored);
  }
  return records;
}

/** What of a row counts for nothing. */
function straysOf(number: number, row: unknown): readonly unknown[] {
  if (row === undefined) return [];
  if (!Array.isArray(row)) return [row];
  const counting = new Set(recordsOf(number, row).values());
  return row.filter((stored) => !counting.has(stored));
}
