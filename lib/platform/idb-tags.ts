// Which record bears a tag: rows of tags in the vault's database, each tag with the outer id of its bearer. They say
// nothing that the records do not say: a row that is none is made anew of them, and who does not bear a tag, whatever
// its row says, is not its bearer.

import { bucketOf } from "../vault/buckets.ts";
import { claimedTags } from "../vault/stored-record.ts";
import type { Mode, Transaction } from "./idb-database.ts";
import { type NextRow, readAllRows, readRows } from "./idb-rows.ts";

/** By tag the outer id of its bearer. */
type TagRow = Map<string, string>;

/** The rows of some tags, and what is to be changed in them. */
export class TagRows {
  readonly #rows: ReadonlyMap<number, TagRow>;
  readonly #changed: Set<number>;

  private constructor(rows: ReadonlyMap<number, TagRow>, changed: readonly number[]) {
    this.#rows = rows;
    this.#changed = new Set(changed);
  }

  /** @param readAll every record by its outer id, for a row that is to be made anew */
  static async read<M extends Mode>(
    transaction: Transaction<M>,
    tags: readonly string[],
    readAll: () => Promise<ReadonlyMap<string, unknown>>,
  ): Promise<TagRows> {
    const stored = await readRows(transaction, "tags", tags);
    const isSpoiled = [...stored.values()].some((row) => row !== undefined && !isTagRow(row));
    const { rows: due } = rowsOf(isSpoiled ? await readAll() : new Map());
    const rows = new Map<number, TagRow>();
    const renewed: number[] = [];
    for (const [number, row] of stored) {
      if (row === undefined) rows.set(number, new Map());
      else if (isTagRow(row)) rows.set(number, row);
      else {
        rows.set(number, due.get(number) ?? new Map());
        renewed.push(number);
      }
    }
    return new TagRows(rows, renewed);
  }

  /** Who bears the tag, by what its row says. */
  bearerOf(tag: string): string | undefined {
    return this.#rows.get(bucketOf(tag))?.get(tag);
  }

  /** @throws DOMException `ConstraintError` where the tag is another's, as a unique index does */
  give(tag: string, id: string): void {
    const bearer = this.bearerOf(tag);
    if (bearer === id) return;
    if (bearer !== undefined) {
      throw new DOMException("Another record bears the tag", "ConstraintError");
    }
    this.#rows.get(bucketOf(tag))?.set(tag, id);
    this.#changed.add(bucketOf(tag));
  }

  take(tag: string, id: string): void {
    if (this.bearerOf(tag) !== id) return;
    this.#rows.get(bucketOf(tag))?.delete(tag);
    this.#changed.add(bucketOf(tag));
  }

  /** The rows that are to be written. */
  changed(): readonly NextRow[] {
    return [...this.#changed].map((number) => {
      const row = this.#rows.get(number);
      return ["tags", number, row === undefined || row.size === 0 ? null : row];
    });
  }
}

function isTagRow(row: unknown): row is TagRow {
  return (
    row instanceof Map &&
    [...row].every(([tag, id]) => typeof tag === "string" && typeof id === "string")
  );
}

/** By the outer id of a record those of its tags that are another's. */
export type SharedTags = ReadonlyMap<string, readonly string[]>;

/** The rows that these records make. A tag that two of them bear is the first one's. */
function rowsOf(records: ReadonlyMap<string, unknown>): {
  readonly rows: ReadonlyMap<number, TagRow>;
  readonly shared: SharedTags;
} {
  const rows = new Map<number, TagRow>();
  const shared = new Map<string, readonly string[]>();
  for (const [id, stored] of records) {
    for (const tag of claimedTags(stored)) {
      const row = rows.get(bucketOf(tag)) ?? new Map<string, string>();
      rows.set(bucketOf(tag), row);
      if (!row.has(tag)) row.set(tag, id);
    }
    const others = claimedTags(stored).filter((tag) => rows.get(bucketOf(tag))?.get(tag) !== id);
    if (others.length > 0) shared.set(id, others);
  }
  return { rows, shared };
}

/**
 * The rows of tags that do not say what the records do, as they are to be written.
 * @param records every one, by its outer id
 */
export async function findFalseRows<M extends Mode>(
  transaction: Transaction<M>,
  records: ReadonlyMap<string, unknown>,
): Promise<{ readonly rows: readonly NextRow[]; readonly shared: SharedTags }> {
  const stored = await readAllRows(transaction, "tags");
  const { rows: due, shared } = rowsOf(records);
  const numbers = [...new Set([...stored.keys(), ...due.keys()])];
  const rows = numbers
    .filter((number) => !isSameRow(stored.get(number), due.get(number)))
    .map((number): NextRow => ["tags", number, due.get(number) ?? null]);
  return { rows, shared };
}

function isSameRow(row: unknown, due: TagRow | undefined): boolean {
  if (due === undefined || !isTagRow(row) || row.size !== due.size) return false;
  return [...due].every(([tag, id]) => row.get(tag) === id);
}
