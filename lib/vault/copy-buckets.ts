// The second copy over an area of keys and values whose every write costs more the more keys it has, as
// Chromium's `storage.local` does: records lie together in a fixed number of buckets, which an entry's name
// alone chooses. A bucket is one text with a line for each entry: its name, checksum and body, with tabs between them.

import { bucketOf } from "./buckets.ts";
import { type CopyEntry, type CopyStore, HEADER_NAME, MANIFEST_NAME } from "./copy-store.ts";
import { writeInTurn } from "./write-turns.ts";

/** Where the copy lies: `storage.local` under a prefix. Every method throws WaykeyError `vault/storage`. */
export type CopyArea = {
  keys(): Promise<readonly string[]>;
  /** For each key what lies there, or undefined. */
  read(keys: readonly string[]): Promise<readonly unknown[]>;
  /** All values are written or none. */
  write(values: ReadonlyMap<string, unknown>): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
};

const BUCKET_PREFIX = "records/";

/** Keys that are read together while names are listed. */
const BATCH = 64;

type Entries = Map<string, unknown>;

/**
 * Entries in the order of their names lie in few buckets, so that reading or writing many is best done in
 * that order.
 */
export function bucketCopy(area: CopyArea): CopyStore {
  async function readKeys(keys: readonly string[]): Promise<Map<string, Entries>> {
    const values = await area.read(keys);
    return new Map(keys.map((key, i) => [key, entriesOf(key, values[i])]));
  }

  return {
    async read(names) {
      const byKey = await readKeys([...new Set(names.map((name) => keyOf(name)))]);
      return names.map((name) => byKey.get(keyOf(name))?.get(name));
    },
    async names() {
      const keys = (await area.keys()).filter((key) => keyOf(key) === key).toSorted();
      const names: string[] = [];
      for (let start = 0; start < keys.length; start += BATCH) {
        const byKey = await readKeys(keys.slice(start, start + BATCH));
        for (const entries of byKey.values()) {
          for (const name of entries.keys()) names.push(name);
        }
      }
      return names;
    },
    write: (entries) =>
      writeInTurn(area, async () => {
        const byKey = await readKeys([...new Set([...entries.keys()].map((name) => keyOf(name)))]);
        for (const [name, entry] of entries) byKey.get(keyOf(name))?.set(name, entry);
        await area.write(valuesOf(byKey));
      }),
    remove: (names) =>
      writeInTurn(area, async () => {
        const byKey = await readKeys([...new Set(names.map((name) => keyOf(name)))]);
        for (const name of names) byKey.get(keyOf(name))?.delete(name);
        const empty = [...byKey].filter(([, entries]) => entries.size === 0).map(([key]) => key);
        for (const key of empty) byKey.delete(key);
        if (byKey.size > 0) await area.write(valuesOf(byKey));
        if (empty.length > 0) await area.remove(empty);
      }),
  };
}

/** The key under which the entry of that name lies (docs/vault-format.md, "The second copy"). */
function keyOf(name: string): string {
  if (name.startsWith(BUCKET_PREFIX)) return name.split("/", 2).join("/");
  const isAlone = name === HEADER_NAME || name === MANIFEST_NAME;
  return isAlone ? name : BUCKET_PREFIX + String(bucketOf(name));
}

/**
 * What is no bucket is one entry under its key's own name, and what lies in another's bucket one under that
 * name and its own: so they are kept, listed, exported and removed like any other.
 */
function entriesOf(key: string, value: unknown): Entries {
  if (value === undefined) return new Map();
  const members = key.startsWith(BUCKET_PREFIX) ? membersOf(key, value) : null;
  if (members === null) return new Map([[key, value]]);
  const named = (member: string) => (keyOf(member) === key ? member : `${key}/${member}`);
  return new Map(members.map(([member, entry]) => [named(member), entry]));
}

/** A bucket's entries by their names; null for what is none. */
function membersOf(key: string, value: unknown): readonly (readonly [string, unknown])[] | null {
  if (typeof value === "string") return linesOf(key, value);
  return typeof value === "object" && value !== null ? Object.entries(value) : null;
}

/** What is no line of an entry is one entry under the bucket's key. */
function linesOf(key: string, text: string): readonly (readonly [string, unknown])[] {
  const entries: (readonly [string, unknown])[] = [];
  const rest: string[] = [];
  for (const line of text.split("\n")) {
    const [name, checksum, body, ...more] = line.split("\t");
    if (name === undefined || checksum === undefined || body === undefined || more.length > 0) {
      rest.push(line);
    } else entries.push([name, { body, checksum }]);
  }
  return rest.length === 0 ? entries : [[key, rest.join("\n")], ...entries];
}

function memberOf(key: string, name: string): string {
  return name.startsWith(`${key}/`) ? name.slice(key.length + 1) : name;
}

function valuesOf(byKey: ReadonlyMap<string, Entries>): Map<string, unknown> {
  return new Map(
    [...byKey].map(([key, entries]) => [
      key,
      key.startsWith(BUCKET_PREFIX) ? bucketValue(key, entries) : entries.get(key),
    ]),
  );
}

/** One text costs a browser's storage half of what an object of objects does; what has no line makes it one. */
function bucketValue(key: string, entries: Entries): unknown {
  const members = [...entries].map(([name, entry]) => [memberOf(key, name), entry] as const);
  const lines = members.map(([name, entry]) => lineOf(name, entry));
  return lines.every((line) => line !== null) ? lines.join("\n") : Object.fromEntries(members);
}

/** JSON text has neither tab nor line break in it. */
function lineOf(name: string, entry: unknown): string | null {
  if (!isCopyEntry(entry)) return null;
  const fields = [name, entry.checksum, entry.body];
  return fields.some((field) => /[\t\n]/.test(field)) ? null : fields.join("\t");
}

function isCopyEntry(entry: unknown): entry is CopyEntry {
  if (typeof entry !== "object" || entry === null || Object.keys(entry).length !== 2) return false;
  const { body, checksum } = entry as Partial<Record<keyof CopyEntry, unknown>>;
  return typeof body === "string" && typeof checksum === "string";
}
