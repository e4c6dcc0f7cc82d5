import { createHmac, hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeFields } from "../../../lib/vault/length-prefix.ts";
import { computeRecordTags, computeTag } from "../../../lib/vault/tags.ts";
import { deriveVaultKeys, importVaultKey } from "../../../lib/vault/vault-keys.ts";
import { passkey, vaultRecords } from "./sample-records.ts";

const vaultKey = new Uint8Array(32).fill(7);
const vaultId = "AAAAAAAAAAAAAAAAAAAAAA";
const keys = await deriveVaultKeys(await importVaultKey(vaultKey), vaultId);

describe("blind index tags", () => {
  it("are the first 16 bytes of an HMAC under a key of their own", async () => {
    const info = encodeFields("waykey-vault/1/index");
    const indexKey = Buffer.from(hkdfSync("sha256", vaultKey, new Uint8Array(16), info, 32));
    const mac = createHmac("sha256", indexKey).update("rpId\0headway.co").digest();
    expect(await computeTag(keys, "rpId", "headway.co")).toBe(
      mac.subarray(0, 16).toString("base64url"),
    );
  });

  it("differ by type, by value and by vault", async () => {
    const otherVault = await deriveVaultKeys(
      await importVaultKey(vaultKey),
      "AQAAAAAAAAAAAAAAAAAAAA",
    );
    const otherKey = await deriveVaultKeys(
      await importVaultKey(new Uint8Array(32).fill(8)),
      vaultId,
    );
    const tags = await Promise.all([
      computeTag(keys, "kind", "headway.co"),
      computeTag(keys, "rpId", "headway.co"),
      computeTag(keys, "rpId", "headway.c"),
      computeTag(keys, "credentialId", "headway.co"),
      computeTag(otherVault, "rpId", "headway.co"),
      computeTag(otherKey, "rpId", "headway.co"),
    ]);
    expect(new Set(tags).size).toBe(tags.length);
  });

  it("mark every record by kind, and a passkey by RP ID and credential ID too", async () => {
    for (const record of vaultRecords) {
      const tags = await computeRecordTags(keys, record);
      expect(tags[0]).toBe(await computeTag(keys, "kind", record.kind));
      expect(tags).toHaveLength(record.kind === "passkey" ? 3 : 1);
    }
    expect((await computeRecordTags(keys, passkey)).slice(1)).toEqual([
      await computeTag(keys, "rpId", passkey.rpId),
      await computeTag(keys, "credentialId", passkey.credentialId),
    ]);
  });

  it("need a vault key of 32 bytes", async () => {
    expect(() => importVaultKey(new Uint8Array(31))).toThrow(/^vaultKey/);
  });
});
