import { describe, expect, it } from "vitest";
import {
  computeOuterId,
  computeTag,
  INDEX_TYPES,
  indexEntry,
  indexValue,
  TAG_COUNT,
} from "../../../lib/vault/blind-index.ts";
import { deriveVaultKeys, importVaultKey } from "../../../lib/vault/vault-keys.ts";
import { computeOuterIdIndependently, computeTag2Independently } from "./independent-vault.ts";
import {
  account,
  allRecords,
  log,
  otp,
  passkey,
  recovery,
  settings,
  vaultRecords,
} from "./sample-records.ts";

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

  it("gives a record no two values at one place, and none that has no place", () => {
    for (const record of [...allRecords, ...vaultRecords]) {
      const types = INDEX_TYPES.filter((type) => indexValue(record, type) !== null);
      const places = Array.from({ length: TAG_COUNT }, (_, place) => indexEntry(record, place));
      const entries = places.filter((entry) => entry !== null);
      expect(entries.map(({ type }) => type).toSorted()).toEqual(types.toSorted());
      for (const { type, value } of entries) expect(indexValue(record, type)).toBe(value);
    }
  });

  it("finds each kind of record by what it is looked up by", () => {
    const values = (record: Parameters<typeof indexValue>[0]) => {
      const found: Record<string, string> = {};
      for (const type of INDEX_TYPES) {
        const value = indexValue(record, type);
        if (value !== null) found[type] = value;
      }
      return found;
    };
    const { rpId, credentialId, userHandle } = passkey;
    const byPasskey = { rpId, credentialId, passkeyUser: `${rpId}/${userHandle}` };
    expect(values(passkey)).toEqual({ ...byPasskey, account: account.id });
    expect(values({ ...passkey, accountId: null })).toEqual(byPasskey);
    expect(values(otp)).toEqual({ otpSecret: otp.secret, account: account.id });
    expect(values(recovery)).toEqual({ recoveryCode: recovery.code, account: account.id });
    expect(values({ ...account, email: "Ada@Example.com" })).toEqual({
      role: "provider",
      accountName: "provider/ada@example.com",
    });
    for (const record of [settings, log, null]) expect(values(record)).toEqual({});
  });

  it("needs a vault key of 32 bytes", () => {
    expect(() => importVaultKey(new Uint8Array(31))).toThrow(/^vaultKey/);
  });
});
