import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWaykeyError } from "../../../lib/errors.ts";
import { computeTag, INDEX_TYPES, indexValue } from "../../../lib/vault/blind-index.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import type { SealedRecord } from "../../../lib/vault/store.ts";
import { addSum, subtractSum } from "../../../lib/vault/sum256.ts";
import { deriveVaultKeys, importVaultKey } from "../../../lib/vault/vault-keys.ts";
import { openVault, type Vault } from "../../../lib/vault/vault.ts";
import { MemoryStore } from "../../unit/vault/memory-store.ts";
import { createSeededRandom } from "../../unit/vault/seeded-random.ts";
import { storedHeader } from "../../unit/vault/stored-header-sample.ts";
import { anyRecord, heldRecords } from "./arbitrary-records.ts";

const vaultKey = new Uint8Array(32).fill(7);
const keys = await deriveVaultKeys(await importVaultKey(vaultKey), storedHeader.vaultId);
const ports = { now: () => 5, random: createSeededRandom("records") };

function newStore(): MemoryStore {
  const store = new MemoryStore();
  store.header = storedHeader;
  store.knowKey(vaultKey);
  return store;
}

type Act =
  | { readonly type: "put"; readonly writer: number; readonly records: readonly VaultRecord[] }
  | { readonly type: "remove"; readonly writer: number; readonly ids: readonly string[] }
  | { readonly type: "break"; readonly id: string };

const writer = fc.integer({ min: 0, max: 2 });
const pooledId = fc.integer({ min: 1, max: 3 }).map((n) => `id-${n}`);
const write: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ type: fc.constant("put" as const), writer, records: heldRecords }),
  fc.record({
    type: fc.constant("remove" as const),
    writer,
    ids: fc.array(pooledId, { minLength: 1, maxLength: 2 }),
  }),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: write },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("break" as const), id: pooledId }) },
);

/** Breaks the seal of a record and nothing of its shape, as a flipped bit does. */
function breakSeal(store: MemoryStore, id: string): void {
  const stored = store.records.get(store.outerId(id)) as SealedRecord | undefined;
  if (stored !== undefined) stored.ciphertext[3] = (stored.ciphertext[3] ?? 0) ^ 1;
}

/** For every value that any record ever had: its tags in the store are those numbered 0 to k - 1. */
async function expectNoHoles(store: MemoryStore, written: readonly VaultRecord[]): Promise<void> {
  const rows = [...store.records.values()] as SealedRecord[];
  const inStore = rows.flatMap(({ tags }) => tags);
  expect(new Set(inStore).size).toBe(4 * rows.length);
  const known = new Set(inStore);
  for (const type of INDEX_TYPES) {
    const values = new Set(written.map((record) => indexValue(record, type)));
    for (const value of values) {
      if (value === null) continue;
      const borne = await Promise.all(
        Array.from({ length: rows.length + 2 }, async (_, n) =>
          known.has(await computeTag(keys, type, value, n)),
        ),
      );
      const count = borne.indexOf(false);
      expect(borne.slice(count).every((isBorne) => !isBorne)).toBe(true);
    }
  }
}

describe("the blind index, for any history of writers", () => {
  it("has no holes, no two equal tags, and finds what was written last", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        async (rounds) => {
          const store = newStore();
          // Two in one process, one elsewhere.
          const vaults: readonly Vault[] = [store, store, store.handle()].map((each) =>
            openVault(each, vaultKey, ports),
          );
          const written: VaultRecord[] = [];
          for (const round of rounds) {
            await Promise.all(
              round.map(async (each) => {
                if (each.type === "break") return breakSeal(store, each.id);
                const vault = vaults[each.writer];
                if (each.type === "remove") return vault?.remove(each.ids);
                written.push(...each.records);
                return vault?.putAll(each.records, { replaceUnreadable: true });
              }),
            );
            await expectNoHoles(store, written);
          }
          const reader = openVault(store.handle(), vaultKey, ports);
          const { records, unreadable } = await reader.listAll();
          const broken = unreadable.length;
          for (const record of records) {
            if ("accountId" in record && record.accountId !== null) {
              const found = await reader.findByAccount(record.accountId);
              expect(found.records).toContainEqual(record);
              expect(found.unreadable.length).toBeLessThanOrEqual(broken);
            }
            if (record.kind !== "passkey") continue;
            expect((await reader.findPasskeysByRpId(record.rpId)).records).toContainEqual(record);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("has a whole manifest after any history in which nothing broke", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 8 }), async (acts) => {
        const store = newStore();
        const vaults = [store, store, store.handle()].map((s) => openVault(s, vaultKey, ports));
        const outcomes = acts.map(async (each) => {
          const vault = vaults[each.type === "break" ? 0 : each.writer];
          if (each.type === "put") return vault?.putAll(each.records);
          return each.type === "remove" ? vault?.remove(each.ids) : undefined;
        });
        await Promise.all(outcomes);
        const reader = openVault(store, vaultKey, ports);
        const { commits } = store;
        expect(await reader.checkManifest()).toEqual({
          state: "whole",
          generation: commits,
          count: store.records.size,
        });
      }),
      { numRuns: 60 },
    );
  });
});

const anything = fc.anything({ withNullPrototype: true, withTypedArray: true, withBigInt: true });
const member = fc.constantFrom("id", "revision", "tags", "nonce", "ciphertext");
const flipped = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 255 }) });

function flip(bytes: Uint8Array, { at, by }: { at: number; by: number }): Uint8Array {
  const changed = bytes.slice();
  const i = at % changed.length;
  changed[i] = (changed[i] ?? 0) ^ by;
  return changed;
}

/** Asks a vault for everything it can do; false if it fails with anything but a WaykeyError. */
async function failsWell(store: MemoryStore, record: VaultRecord): Promise<boolean> {
  const vault = openVault(store.handle(), vaultKey, ports);
  const uses: readonly (() => Promise<unknown>)[] = [
    () => vault.listAll(),
    () => vault.listTombstones(),
    () => vault.get(record.id),
    () => vault.findPasskeysByRpId("headway.co"),
    () => vault.findByAccount("id-1"),
    () => vault.checkManifest(),
    () => vault.generation(),
    async () => JSON.parse(await vault.exportRaw()) as unknown,
    () => vault.put(record),
    () => vault.put(record, { replaceUnreadable: true }),
    () => vault.remove([record.id]),
    () => vault.rebuildManifest(),
    () => vault.put(record),
  ];
  for (const use of uses) {
    try {
      await use();
    } catch (error) {
      if (!isWaykeyError(error)) return false;
    }
  }
  return true;
}

describe("what was mutated in the store", () => {
  it("fails a record or the manifest with nothing but a WaykeyError", async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord, member, anything, flipped, async (record, name, value, bit) => {
        const mutate: readonly ((row: SealedRecord) => unknown)[] = [
          (row) => ({ ...row, [name]: value }),
          (row) => ({ ...row, ciphertext: flip(row.ciphertext, bit) }),
          (row) => ({ ...row, ciphertext: row.ciphertext.slice(0, bit.at % 1040) }),
          () => value,
        ];
        for (const change of mutate) {
          const store = newStore();
          await openVault(store, vaultKey, ports).put(record);
          for (const [id, row] of store.records) store.records.set(id, change(row as SealedRecord));
          expect(await failsWell(store, record)).toBe(true);
          const other = newStore();
          await openVault(other, vaultKey, ports).put(record);
          other.manifest = change(other.manifest as SealedRecord);
          expect(await failsWell(other, record)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("comes through the migration from version 1 with nothing but a WaykeyError", async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord, anything, async (record, value) => {
        const store = new MemoryStore();
        store.version1.header = storedHeader;
        store.version1.records.set("row", value);
        expect(await failsWell(store, record)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("sums modulo 2^256", () => {
  it("undo each other, in any order", () => {
    const sum = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(sum, sum, sum, (a, b, c) => {
        expect(subtractSum(addSum(a, b), b)).toEqual(a);
        expect(addSum(addSum(a, b), c)).toEqual(addSum(a, addSum(c, b)));
      }),
    );
  });
});
