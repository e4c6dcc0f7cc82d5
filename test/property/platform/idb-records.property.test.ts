// Rows of records in IndexedDB hold what the same changes leave in a store that keeps each record by itself: the same
// records under the same ids and tags, and the same refusals.

import "fake-indexeddb/auto";
import fc from "fast-check";
import { openDB } from "idb";
import { expect, it } from "vitest";
import { isWaykeyError } from "../../../lib/errors.ts";
import { createIdbStore } from "../../../lib/platform/idb-store.ts";
import { bucketOf } from "../../../lib/vault/buckets.ts";
import type { SealedRecord, VaultStore } from "../../../lib/vault/store.ts";
import { claimedTags } from "../../../lib/vault/stored-record.ts";
import { MemoryStore } from "../../unit/vault/memory-store.ts";

/** Few enough to meet often, of two buckets each. */
const IDS = Array.from({ length: 8 }, (_, i) => `${i % 2 === 0 ? "A" : "z"}${"A".repeat(20)}${i}`);
const TAGS = Array.from(
  { length: 10 },
  (_, i) => `${i % 2 === 0 ? "B" : "-"}${"ABCDEFGHIJ"[i]}${"A".repeat(19)}A`,
);

const record = fc.record({
  id: fc.constantFrom(...IDS),
  revision: fc.integer({ min: 1, max: 9 }),
  tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 3 }),
  nonce: fc.constant(new Uint8Array(12)),
  ciphertext: fc.uint8Array({ minLength: 1, maxLength: 4 }),
});
const change = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), records: fc.array(record, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant("repair" as const),
    records: fc.uniqueArray(record, { maxLength: 3, selector: ({ id }) => id }),
    removed: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 3 }),
  }),
);

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** @returns whether it was refused */
async function apply(store: VaultStore, each: Change): Promise<boolean> {
  try {
    if (each.kind === "put") await store.commit({ put: each.records });
    else {
      const records = await Promise.all(
        each.records.map(async (next) => ({ next, held: await store.read(next.id) })),
      );
      const others = each.removed.filter((id) => !each.records.some((next) => next.id === id));
      const removed = await Promise.all(
        others.map(async (id) => ({ id, held: await store.read(id) })),
      );
      await store.repair({ records, removed });
    }
    return false;
  } catch (error) {
    if (!isWaykeyError(error, "vault/storage")) throw error;
    return true;
  }
}

const byId = (records: readonly unknown[]) =>
  (records as SealedRecord[]).toSorted((a, b) => (a.id < b.id ? -1 : 1));

let count = 0;

it("is as if each record lay by itself", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
      const name = `rows-${++count}`;
      const store = createIdbStore(() => Promise.resolve(name));
      const model = new MemoryStore();
      for (const each of changes) {
        expect(await apply(store, each)).toBe(await apply(model, each));
        expect(byId(await store.readAll())).toEqual(byId(await model.readAll()));
      }
      expect(await store.readMany(IDS)).toEqual(await model.readMany(IDS));
      expect(await store.readByTags(TAGS)).toEqual(await model.readByTags(TAGS));
      expect(await store.hasTags(TAGS)).toEqual(await model.hasTags(TAGS));
      expect(await store.readAside()).toEqual(await model.readAside());
      await expectTidy(name);
    }),
    { numRuns: 150 },
  );
});

/** Each row holds what is of its bucket and something, and the tags are those of the records. */
async function expectTidy(name: string): Promise<void> {
  const database = await openDB(name);
  const borne: [string, string][] = [];
  for (const number of await database.getAllKeys("buckets")) {
    const row = (await database.get("buckets", number)) as readonly SealedRecord[];
    expect(row.length).toBeGreaterThan(0);
    expect(row.map(({ id }) => bucketOf(id))).toEqual(row.map(() => number));
    borne.push(
      ...row.flatMap(({ id, ...rest }) =>
        claimedTags(rest).map((tag) => [tag, id] as [string, string]),
      ),
    );
  }
  const told: [string, string][] = [];
  for (const number of await database.getAllKeys("tags")) {
    const row = (await database.get("tags", number)) as ReadonlyMap<string, string>;
    expect(row.size).toBeGreaterThan(0);
    expect([...row.keys()].map((tag) => bucketOf(tag))).toEqual([...row].map(() => number));
    told.push(...row);
  }
  database.close();
  expect(new Map(told)).toEqual(new Map(borne));
  expect(told).toHaveLength(borne.length);
}
