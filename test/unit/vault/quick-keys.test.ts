import { hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { computeTag } from "../../../lib/vault/blind-index.ts";
import { createQuickKeys } from "../../../lib/vault/quick-keys.ts";
import { deriveRecordKey, deriveVaultKeys, importVaultKey } from "../../../lib/vault/vault-keys.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { MemoryStore } from "./memory-store.ts";
import { allRecords } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { storedHeader } from "./stored-header-sample.ts";

const vaultKey: Bytes = new Uint8Array(32).fill(7);
const ports = { now: () => 5, random: createSeededRandom("quick") };
const keys = await deriveVaultKeys(await importVaultKey(vaultKey), storedHeader.vaultId);
const quick = createQuickKeys(vaultKey, keys.vaultId);

describe("the quick keys", () => {
  it("derive what HKDF derives", () => {
    const info = new Uint8Array([1, 2, 3]);
    const expected = new Uint8Array(hkdfSync("sha256", vaultKey, keys.vaultId, info, 32));
    expect(quick.derive(info)).toEqual(expected);
  });

  it("give the record keys and tags of the others", async () => {
    const both = { ...keys, quick };
    expect(await deriveRecordKey(both, "outer", 3)).toEqual(
      await deriveRecordKey(keys, "outer", 3),
    );
    expect(await computeTag(both, "rpId", "headway.co", 2)).toBe(
      await computeTag(keys, "rpId", "headway.co", 2),
    );
  });

  it("write what the others open, with the sum that the others make", async () => {
    const stores = [new MemoryStore(), new MemoryStore()] as const;
    for (const [i, store] of stores.entries()) {
      store.header = storedHeader;
      store.knowKey(vaultKey);
      const key = vaultKey.slice();
      const vault = openVault(store, vaultKey, ports);
      await vault.putAll(allRecords, i === 0 ? {} : { vaultKey: key });
      expect(key).toEqual(vaultKey);
      const { records } = await openVault(store, vaultKey, ports).listAll();
      expect(records).toHaveLength(allRecords.length);
      expect(await openVault(store, vaultKey, ports).checkManifest()).toEqual(
        await openVault(stores[0], vaultKey, ports).checkManifest(),
      );
    }
    expect([...stores[1].records.keys()]).toEqual([...stores[0].records.keys()]);
  });

  it("are of no use once wiped", () => {
    const wiped = createQuickKeys(vaultKey, keys.vaultId);
    wiped.wipe();
    expect(() => wiped.derive(new Uint8Array(1))).toThrow(/destroyed/);
    expect(() => wiped.hashIndex(new Uint8Array(1))).toThrow(/destroyed/);
  });

  it("list the same as the others, damage included, and leave the vault key alone", async () => {
    const store = new MemoryStore();
    store.header = storedHeader;
    store.knowKey(vaultKey);
    const vault = openVault(store, vaultKey, ports);
    await vault.putAll(allRecords);
    store.sealed(allRecords[1]?.id ?? "").ciphertext[0] = 0;
    const key = vaultKey.slice();
    const listing = await vault.listAll({ vaultKey: key });
    expect(listing).toEqual(await vault.listAll());
    expect(listing.unreadable.length).toBeGreaterThan(0);
    expect(key).toEqual(vaultKey);
  });

  it("open nothing when they are another vault's", async () => {
    const store = new MemoryStore();
    store.header = storedHeader;
    const vault = openVault(store, vaultKey, ports);
    await vault.putAll(allRecords);
    const { records, unreadable } = await vault.listAll({ vaultKey: new Uint8Array(32).fill(8) });
    expect(records).toEqual([]);
    expect(unreadable).toHaveLength(allRecords.length);
  });
});
