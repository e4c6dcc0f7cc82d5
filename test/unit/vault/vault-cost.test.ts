import { describe, expect, it } from "vitest";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import type { PasskeyRecord } from "../../../lib/vault/schema.ts";
import type { VaultStore } from "../../../lib/vault/store.ts";
import { openVault, type Vault } from "../../../lib/vault/vault.ts";
import { MemoryStore } from "./memory-store.ts";
import { passkey } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { storedHeader } from "./stored-header-sample.ts";

const vaultKey: Bytes = new Uint8Array(32).fill(7);
const ports = { now: () => 5, random: createSeededRandom("cost") };

/** Passkey number i, of a site and an account that few others share. */
function passkeyOf(i: number, group: number): PasskeyRecord {
  const credentialId = Buffer.from(String(i).padStart(32, "0")).toString("base64url");
  const rpId = `site-${group}.example`;
  return { ...passkey, id: `passkey-${i}`, credentialId, rpId, accountId: `account-${group}` };
}

/** Counts the calls to the store and the records that they return or write. */
function watch(store: MemoryStore) {
  const counts: Record<string, number> = {};
  const count = (name: string, by: number) => (counts[name] = (counts[name] ?? 0) + by);
  const handle = new Proxy<MemoryStore>(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return async (...input: unknown[]) => {
        count(String(name), 1);
        const output: unknown = await Reflect.apply(member, target, input);
        const listed = Array.isArray(output) ? output : [output];
        if (String(name).startsWith("read")) {
          count("read", listed.filter((each) => typeof each === "object").length);
        }
        const [change] = input as [{ put?: readonly unknown[] }?];
        count("recordsWritten", change?.put?.length ?? 0);
        return output;
      };
    },
  });
  return { handle: handle as VaultStore, counts };
}

async function vaultOf(size: number, groupOf: (i: number) => number) {
  const store = new MemoryStore();
  store.header = storedHeader;
  store.knowKey(vaultKey);
  const records = Array.from({ length: size }, (_, i) => passkeyOf(i, groupOf(i)));
  await openVault(store, vaultKey, ports).putAll(records);
  return store;
}

/** What the work costs at first use. */
async function costOf(store: MemoryStore, work: (vault: Vault) => Promise<unknown>) {
  const { handle, counts } = watch(store);
  await work(openVault(handle, vaultKey, ports));
  return counts;
}

describe("the cost of a vault", () => {
  const SIZES = [10, 1000] as const;

  it("is the same at 10 records and at 1,000, for a lookup and for every kind of write", async () => {
    const [few, many] = await Promise.all(
      SIZES.map(async (size) => {
        // Two of each site, whatever the size.
        const store = await vaultOf(size, (i) => Math.floor(i / 2));
        return [
          await costOf(store, (vault) => vault.findPasskeysByRpId("site-3.example")),
          await costOf(store, (vault) =>
            vault.findPasskeyByCredentialId(passkeyOf(5, 0).credentialId),
          ),
          await costOf(store, (vault) => vault.findByAccount("account-2")),
          await costOf(store, (vault) => vault.get("passkey-4")),
          await costOf(store, (vault) => vault.put(passkeyOf(size, 1))),
          await costOf(store, (vault) => vault.put({ ...passkeyOf(3, 1), label: "new" })),
          await costOf(store, (vault) => vault.put(passkeyOf(3, 4))),
          await costOf(store, (vault) => vault.update("passkey-4", "passkey", (r) => r)),
          await costOf(store, (vault) => vault.remove(["passkey-6"])),
        ];
      }),
    );
    expect(many).toEqual(few);
    expect(few?.[0]).toMatchObject({ readByTags: 1 });
    expect(few?.[4]).toMatchObject({ commit: 1, recordsWritten: 1 });
    for (const counts of few ?? []) {
      expect(counts).not.toHaveProperty("readAll");
      expect(counts).not.toHaveProperty("readSnapshot");
    }
  });

  it("grows with the logarithm alone when a thousand passkeys of one site get another", async () => {
    const few = await vaultOf(10, () => 1);
    const store = await vaultOf(1000, () => 1);
    const put = (vault: Vault) => vault.put(passkeyOf(1000, 1));
    const { hasTags: callsOfFew, ...restOfFew } = await costOf(few, put);
    const { hasTags: calls, ...rest } = await costOf(store, put);
    expect(rest).toEqual(restOfFew);
    // One look for all four tags, and for the site and its account a few more.
    expect(callsOfFew).toBe(4);
    expect(calls).toBeLessThanOrEqual(20);
    const { records } = await openVault(store, vaultKey, ports).findPasskeysByRpId(
      "site-1.example",
    );
    expect(records).toHaveLength(1001);
  });
});
