import { describe, expect, it } from "vitest";
import { computeTag } from "../../../lib/vault/blind-index.ts";
import { createTagSource, lookAhead, type NumberHints } from "../../../lib/vault/index-numbers.ts";
import { deriveVaultKeys, importVaultKey } from "../../../lib/vault/vault-keys.ts";
import { MemoryStore } from "./memory-store.ts";

const keys = await deriveVaultKeys(
  await importVaultKey(new Uint8Array(32).fill(7)),
  "AAECAwQFBgcICQoLDA0ODw",
);
const tagOf = (n: number) => computeTag(keys, "rpId", "headway.co", n);

/** A store whose tags are those of these numbers. */
async function storeWith(numbers: readonly number[]) {
  const taken = new Set(await Promise.all(numbers.map(tagOf)));
  const store = new MemoryStore();
  const asked: number[] = [];
  store.hasTags = async (tags) => {
    asked.push(tags.length);
    return tags.map((tag) => taken.has(tag));
  };
  return { store, asked };
}

/** As if these and no others were taken. */
function takenUpTo(count: number, asked: number[]): MemoryStore["hasTags"] {
  return async (tags) => {
    asked.push(tags.length);
    const taken = new Set(await Promise.all(upTo(count).map(tagOf)));
    return tags.map((tag) => taken.has(tag));
  };
}

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

describe("the numbers of the blind index", () => {
  it.each([0, 1, 2, 3, 4, 7, 8, 9, 100, 127, 128, 129, 255, 256, 257, 600])(
    "give the first free one, and those after it, when %d are taken",
    async (count) => {
      const { store } = await storeWith(upTo(count));
      const take = createTagSource(store, keys);
      for (let n = count; n < count + 3; n++) {
        expect(await take("rpId", "headway.co")).toBe(await tagOf(n));
      }
    },
  );

  it("are found with few questions", async () => {
    const { store, asked } = await storeWith(upTo(600));
    await createTagSource(store, keys)("rpId", "headway.co");
    expect(asked).toHaveLength(5);
  });

  it.each([1, 20, 700])(
    "are looked up together for %d values, and are those that they are one by one",
    async (count) => {
      const { store, asked } = await storeWith(upTo(5));
      const values = upTo(count).flatMap((i) => [`site-${i}.example`, "headway.co", "headway.co"]);
      const expected = values.map((value) => ({ type: "rpId" as const, value }));
      const take = createTagSource(store, keys, expected);
      const given: string[] = [];
      for (const value of values) given.push(await take("rpId", value));
      const ofSite = values.flatMap((value, i) => (value === "headway.co" ? [given[i]] : []));
      expect(ofSite).toEqual(await Promise.all(upTo(2 * count).map((n) => tagOf(n + 5))));
      expect(given[0]).toBe(await computeTag(keys, "rpId", "site-0.example", 0));
      expect(new Set(given).size).toBe(given.length);
      // A few looks for all, and for the one value that is borne already one more each at most.
      expect(asked.length).toBeLessThanOrEqual(8 + 2 * count);
    },
  );

  it("are found where damage has made a hole among those expected", async () => {
    const { store } = await storeWith([1, 3]);
    const expected = Array.from({ length: 4 }, () => ({
      type: "rpId" as const,
      value: "headway.co",
    }));
    const take = createTagSource(store, keys, expected);
    const given = [];
    for (let i = 0; i < 4; i++) given.push(await take("rpId", "headway.co"));
    const taken = await Promise.all([1, 3].map(tagOf));
    expect(new Set([...given, ...taken]).size).toBe(6);
  });

  it.each([0, 1, 5, 600])(
    "are found by one question where they are known to be %d",
    async (count) => {
      const { store, asked } = await storeWith(upTo(count));
      const hints: NumberHints = new Map();
      const value = { type: "rpId", value: "headway.co" } as const;
      await lookAhead(store, keys, [value], hints);
      asked.length = 0;
      for (let n = count; n < count + 3; n++) {
        const take = createTagSource(store, keys, [value], hints);
        expect(await take("rpId", "headway.co")).toBe(await tagOf(n));
        expect(asked).toHaveLength(n - count + 1);
        store.hasTags = takenUpTo(n + 1, asked);
      }
    },
  );

  it("are those that they are whatever they are thought to be", async () => {
    for (const count of [0, 1, 2, 9, 128, 300]) {
      for (const hint of [0, 1, 2, 8, 9, 10, 127, 129, 299, 301, 5000]) {
        const { store } = await storeWith(upTo(count));
        const hints: NumberHints = new Map([["rpId\0headway.co", hint]]);
        const value = { type: "rpId", value: "headway.co" } as const;
        const take = createTagSource(store, keys, [value, value], hints);
        const given = [await take("rpId", "headway.co"), await take("rpId", "headway.co")];
        expect(given, `${hint} for ${count}`).toEqual([await tagOf(count), await tagOf(count + 1)]);
      }
    }
  });

  it("are counted for each value apart", async () => {
    const { store } = await storeWith(upTo(5));
    const take = createTagSource(store, keys);
    expect(await take("rpId", "other.example")).toBe(
      await computeTag(keys, "rpId", "other.example", 0),
    );
    expect(await take("account", "headway.co")).toBe(
      await computeTag(keys, "account", "headway.co", 0),
    );
    expect(await take("rpId", "headway.co")).toBe(await tagOf(5));
  });

  it("give a free one even where damage has made a hole, and never one that is taken", async () => {
    const numbers = [0, 1, 3, 4, 6];
    const { store } = await storeWith(numbers);
    const take = createTagSource(store, keys);
    const taken = await Promise.all(numbers.map(tagOf));
    const given = [];
    for (let i = 0; i < 4; i++) given.push(await take("rpId", "headway.co"));
    expect(new Set([...given, ...taken]).size).toBe(given.length + taken.length);
  });
});
