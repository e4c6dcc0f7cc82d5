import { describe, expect, it } from "vitest";
import {
  computeOuterId,
  computeTag,
  INDEX_TYPES,
  indexValue,
  TAG_COUNT,
} from "../../../lib/vault/blind-index.ts";
import { deriveVaultKeys, importVaultKey } from "../../../lib/vault/vault-keys.ts";
import { computeOuterIdIndependently, computeTag2Independently } from "./independent-vault.ts";
import { account, log, otp, passkey, recovery, settings } from "./sample-records.ts";

const vaultKey = new Uint8Array(32).fill(7);
const vaultId = "AAECAwQFBgcICQoLDA0ODw";
const keysOf = async (key: Uint8Array<ArrayBuffer>, id: string) =>
  deriveVaultKeys(await importVaultKey(key), id);
const keys = await keysOf(vaultKey, vaultId);

describe("the blind index", () => {
  it("hashes ids and values with their number under a key of its own", async () => {
    const key = Buffer.from(vaultKey);
    expect(await computeOuterId(keys, "otp-1")).toBe(
      computeOuterIdIndependently(key, vaultId, "otp-1"),
    );
    expect(await computeTag(keys, "rpId", "headway.co", 7)).toBe(
      computeTag2Independently(key, vaultId, "rpId", "headway.co", 7),
    );
  });

  it("differs by type, value, number, vault and key", async () => {
    const otherVault = await keysOf(vaultKey, "AQECAwQFBgcICQoLDA0ODw");
    const otherKey = await keysOf(new Uint8Array(32).fill(8), vaultId);
    const hashes = await Promise.all([
      computeTag(keys, "rpId", "headway.co", 0),
      computeTag(keys, "rpId", "headway.co", 1),
      computeTag(keys, "rpId", "headway.c", 0),
      computeTag(keys, "account", "headway.co", 0),
      computeTag(otherVault, "rpId", "headway.co", 0),
      computeTag(otherKey, "rpId", "headway.co", 0),
      computeOuterId(keys, "headway.co"),
    ]);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it("has room for every type among the tags of a record", () => {
    expect(INDEX_TYPES.length).toBeLessThanOrEqual(TAG_COUNT);
  });

  it("finds a passkey by RP ID, credential ID and account, and an account by its name", () => {
    const values = (record: Parameters<typeof indexValue>[0]) =>
      INDEX_TYPES.map((type) => indexValue(record, type));
    expect(values(passkey)).toEqual([passkey.rpId, passkey.credentialId, account.id, null]);
    expect(values({ ...passkey, accountId: null })[2]).toBeNull();
    expect(values(otp)).toEqual([null, null, account.id, null]);
    expect(values(recovery)).toEqual([null, null, account.id, null]);
    const name = "provider/ada@example.com";
    expect(values({ ...account, email: "Ada@Example.com" })).toEqual([null, null, null, name]);
    for (const record of [settings, log, null]) {
      expect(values(record)).toEqual([null, null, null, null]);
    }
  });

  it("needs a vault key of 32 bytes", () => {
    expect(() => importVaultKey(new Uint8Array(31))).toThrow(/^vaultKey/);
  });
});
