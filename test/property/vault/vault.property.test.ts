import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWaykeyError } from "../../../lib/errors.ts";
import { openSealed, parseSealedRecord, sealRecord } from "../../../lib/vault/envelope.ts";
import { parseHeader } from "../../../lib/vault/header.ts";
import { encodeFields, type Field } from "../../../lib/vault/length-prefix.ts";
import { readContent } from "../../../lib/vault/record-content.ts";
import { parseRecord, RECORD_KINDS } from "../../../lib/vault/schema.ts";
import { deriveVaultKeys, importVaultKey } from "../../../lib/vault/vault-keys.ts";
import { Vault } from "../../../lib/vault/vault.ts";
import { MemoryStore } from "../../unit/vault/memory-store.ts";
import { createSeededRandom } from "../../unit/vault/seeded-random.ts";
import { storedHeader } from "../../unit/vault/stored-header-sample.ts";
import { anyRecord, heldRecords } from "./arbitrary-records.ts";

const vaultKey = new Uint8Array(32).fill(7);
const random = createSeededRandom("properties");
const header = storedHeader;
const device = "ICEiIyQlJicoKSorLC0uLw";

/** Whether `parse` passes, or throws a WaykeyError. */
function failsWell(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    return isWaykeyError(error);
  }
}

describe("the vault, for any records", () => {
  it("gives back what was put, after any number of writes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(heldRecords, { minLength: 1, maxLength: 4 }), async (batches) => {
        const store = new MemoryStore();
        store.header = header;
        const vault = new Vault(store, vaultKey, { now: () => 5, random });
        const expected = new Map<string, unknown>();
        for (const batch of batches) {
          await vault.putAll(batch);
          for (const record of batch) expected.set(record.id, record);
        }
        const { records, unreadable } = await vault.listAll();
        expect(unreadable).toEqual([]);
        expect(new Map(records.map((record) => [record.id, record]))).toEqual(expected);
        const lists = await Promise.all(RECORD_KINDS.map((kind) => vault.list(kind)));
        expect(lists.flatMap((list) => list.records)).toHaveLength(records.length);
      }),
      { numRuns: 60 },
    );
  });

  it("opens nothing whose outside or inside was changed anywhere", async () => {
    const keys = await deriveVaultKeys(await importVaultKey(vaultKey), header.vaultId);
    await fc.assert(
      fc.asyncProperty(anyRecord, fc.nat(), fc.integer({ min: 1, max: 255 }), async (r, at, x) => {
        const { id, kind } = r;
        const inside = { id, kind, revision: 1, device, deletedAt: null, record: r };
        const tags = ["A", "B", "C", "D"].map((letter) => `${letter.repeat(21)}A`);
        const sealed = await sealRecord(keys, inside, tags, random);
        const ciphertext = sealed.ciphertext.slice();
        const i = at % ciphertext.length;
        ciphertext[i] = (ciphertext[i] ?? 0) ^ x;
        await expect(openSealed(keys, { ...sealed, ciphertext })).rejects.toThrow(/seal/);
        await expect(openSealed(keys, { ...sealed, revision: 1 + x })).rejects.toThrow(/seal/);
        await expect(openSealed(keys, { ...sealed, id: device })).rejects.toThrow(/seal/);
        expect(readContent(await openSealed(keys, sealed)).record).toEqual(r);
      }),
      { numRuns: 60 },
    );
  });

  it("parses anything at all with nothing but a WaykeyError", () => {
    const anything = fc.anything({ withNullPrototype: true, withTypedArray: true });
    fc.assert(
      fc.property(anything, fc.constantFrom(...Object.keys(header)), (value, name) => {
        expect(failsWell(() => parseRecord(value))).toBe(true);
        expect(failsWell(() => parseSealedRecord(value))).toBe(true);
        expect(failsWell(() => parseHeader(value))).toBe(true);
        expect(failsWell(() => parseHeader({ ...header, [name]: value }))).toBe(true);
        expect(failsWell(() => parseHeader({ ...header, slots: [value] }))).toBe(true);
      }),
    );
  });

  it("parses a record into itself", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(parseRecord(record)).toEqual(record);
      }),
    );
  });

  it("encodes different lists of fields differently", () => {
    const list = fc.array(fc.string({ maxLength: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(list, list, (left: Field[], right: Field[]) => {
        const isSame = JSON.stringify(left) === JSON.stringify(right);
        expect(encodeFields(...left).join() === encodeFields(...right).join()).toBe(isSame);
      }),
    );
  });
});
