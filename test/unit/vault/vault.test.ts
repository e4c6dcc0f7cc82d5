import { beforeEach, describe, expect, it } from "vitest";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import type { PasskeyRecord, VaultRecord } from "../../../lib/vault/schema.ts";
import type { VaultChange } from "../../../lib/vault/store.ts";
import { openVault, type Vault } from "../../../lib/vault/vault.ts";
import { errorCode } from "./error-code.ts";
import { MemoryStore } from "./memory-store.ts";
import { account, allRecords, otp, passkey, recovery, settings } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

const vaultKey: Bytes = new Uint8Array(32).fill(7);
const header = {
  format: "waykey-vault",
  version: 1,
  vaultId: "AAECAwQFBgcICQoLDA0ODw",
  createdAt: 1_760_000_000_000,
  slots: [
    {
      kind: "password",
      id: "EBESExQVFhcYGRobHB0eHw",
      kdf: { name: "argon2id", memoryKiB: 65_536, iterations: 3, parallelism: 1 },
      salt: "ICEiIyQlJicoKSorLC0uLw",
      nonce: "MDEyMzQ1Njc4OTo7",
      wrappedKey: "A".repeat(64),
    },
  ],
};

let store: MemoryStore;
let vault: Vault;

const reopen = () => openVault(store, vaultKey, { random: createSeededRandom("reopened") });
const byId = (records: readonly VaultRecord[]) =>
  records.toSorted((a, b) => (a.id < b.id ? -1 : 1));

beforeEach(() => {
  store = new MemoryStore();
  store.header = header;
  vault = openVault(store, vaultKey, { random: createSeededRandom("vault") });
});

describe("a vault", () => {
  it("gives back what was put, one by one, by kind and all together", async () => {
    await vault.putAll(allRecords);
    expect(store.commits).toBe(1);
    const reader = reopen();
    for (const record of allRecords) {
      expect(await reader.get(record.id)).toEqual(record);
      expect(await reader.list(record.kind)).toEqual({ records: [record], unreadable: [] });
    }
    const { records, unreadable } = await reader.listAll();
    expect(byId(records)).toEqual(byId(allRecords));
    expect(unreadable).toEqual([]);
  });

  it("is empty when nothing was put", async () => {
    expect(await vault.get("nothing")).toBeNull();
    expect(await vault.list("otp")).toEqual({ records: [], unreadable: [] });
    await vault.putAll([]);
    await vault.remove([]);
    expect(store.commits).toBe(0);
  });

  it("counts the revisions of a record up", async () => {
    await vault.put(account);
    await vault.put({ ...account, email: "b@example.com" });
    await vault.put({ ...account, email: "c@example.com" });
    expect(store.sealed(account.id).revision).toBe(3);
    expect(await vault.get(account.id)).toEqual({ ...account, email: "c@example.com" });
  });

  it("says that there is no vault, or a damaged or later one", async () => {
    for (const [stored, code] of [
      [undefined, "vault/none"],
      [{}, "vault/damaged"],
      [{ ...header, version: 3 }, "vault/version"],
    ] as const) {
      store.header = stored;
      expect(await errorCode(() => reopen().list("otp"))).toBe(code);
    }
  });

  it("shows every record as unreadable under another vault's key", async () => {
    await vault.putAll(allRecords);
    const other = openVault(store, new Uint8Array(32), { random: createSeededRandom("other") });
    const { records, unreadable } = await other.listAll();
    expect(records).toEqual([]);
    expect(unreadable.map(({ error }) => error.code)).toEqual(
      allRecords.map(() => "record/damaged"),
    );
  });

  it("refuses records that do not parse, and two of one id", async () => {
    const invalid = { ...otp, digits: 99 };
    expect(await errorCode(() => vault.putAll([account, invalid]))).toBe("record/invalid");
    await expect(vault.putAll([account, account])).rejects.toThrow(RangeError);
    expect(store.commits).toBe(0);
  });

  it("removes records, readable or not, and passes over ids that are not there", async () => {
    await vault.putAll(allRecords);
    store.sealed(otp.id).ciphertext = new Uint8Array(16);
    await vault.remove([otp.id, account.id, "nothing"]);
    expect(await vault.get(otp.id)).toBeNull();
    expect((await vault.listAll()).records).toHaveLength(allRecords.length - 2);
  });
});

describe("looking passkeys up", () => {
  const other: PasskeyRecord = {
    ...passkey,
    id: "passkey-2",
    credentialId: `B${passkey.credentialId.slice(1)}`,
  };
  const elsewhere: PasskeyRecord = {
    ...passkey,
    id: "passkey-3",
    credentialId: `C${passkey.credentialId.slice(1)}`,
    rpId: "sigmund.headway.co",
  };

  it("finds those of one RP ID and no others", async () => {
    await vault.putAll([passkey, other, elsewhere, account]);
    const { records } = await vault.findPasskeysByRpId("headway.co");
    expect(byId(records)).toEqual([passkey, other]);
    expect((await vault.findPasskeysByRpId("sigmund.headway.co")).records).toEqual([elsewhere]);
    expect((await vault.findPasskeysByRpId("example.com")).records).toEqual([]);
    expect((await vault.findPasskeysByRpId("")).records).toEqual([]);
  });

  it("reports a damaged one instead of passing it over", async () => {
    await vault.putAll([passkey, other]);
    store.sealed(passkey.id).ciphertext = new Uint8Array(300);
    const { records, unreadable } = await vault.findPasskeysByRpId("headway.co");
    expect(records).toEqual([other]);
    expect(unreadable.map(({ id }) => id)).toEqual([passkey.id]);
    expect(unreadable.map(({ error }) => error.code)).toEqual(["record/damaged"]);
  });

  it("works on when the caller wipes the key it was opened with, before the first use", async () => {
    await vault.putAll([passkey]);
    const key = vaultKey.slice();
    const wiped = openVault(store, key, { random: createSeededRandom("wiped") });
    key.fill(0);
    expect((await wiped.listAll()).records).toEqual([passkey]);
    await wiped.put(other);
    expect((await reopen().findPasskeysByRpId("headway.co")).unreadable).toEqual([]);
  });

  it("opens no more records than it finds", async () => {
    await vault.putAll([passkey, other, elsewhere, ...allRecords.filter((r) => r !== passkey)]);
    store.readAll = () => Promise.reject(new Error("A lookup must not read the whole vault"));
    expect((await reopen().findPasskeysByRpId("headway.co")).records).toHaveLength(2);
  });
});

describe("a damaged record", () => {
  const damages: readonly (readonly [string, () => void])[] = [
    ["a changed ciphertext", () => (store.sealed(otp.id).ciphertext = new Uint8Array(272))],
    ["a changed revision", () => (store.sealed(otp.id).revision = 9)],
    ["no revision", () => (store.sealed(otp.id).revision = Number.NaN)],
    ["another record's content", () => store.records.set(otp.id, rename(account.id, otp.id))],
    ["a lost nonce", () => (store.sealed(otp.id).nonce = new Uint8Array(0))],
    ["lost tags", () => (store.sealed(otp.id).tags = [])],
    ["nothing that is a record", () => store.records.set(otp.id, { id: otp.id })],
  ];
  const rename = (from: string, to: string) => ({ ...store.sealed(from), id: to });

  it.each(damages)("with %s hides no other and is never dropped", async (_what, damage) => {
    await vault.putAll(allRecords);
    damage();
    const { records, unreadable } = await reopen().listAll();
    expect(byId(records)).toEqual(byId(allRecords.filter(({ id }) => id !== otp.id)));
    expect(unreadable.map(({ id, error }) => [id, error.code])).toEqual([
      [otp.id, "record/damaged"],
    ]);
    expect(await errorCode(() => reopen().get(otp.id))).toBe("record/damaged");
  });

  it.each(damages)("with %s is not overwritten unless asked for", async (_what, damage) => {
    await vault.putAll(allRecords);
    damage();
    const before = structuredClone(store.records.get(otp.id));
    expect(await errorCode(() => vault.putAll([settings, otp]))).toBe("record/damaged");
    expect(await errorCode(() => vault.update(otp.id, "otp", (r) => r))).toBe("record/damaged");
    expect(store.records.get(otp.id)).toEqual(before);
    await vault.put(otp, { replaceUnreadable: true });
    expect(await reopen().get(otp.id)).toEqual(otp);
  });

  it("is named without an id when even that is gone", async () => {
    await vault.put(account);
    store.records.set("lost", 42);
    store.records.set("lost too", { id: 7 });
    const { records, unreadable } = await vault.listAll();
    expect(records).toEqual([account]);
    expect(unreadable.map(({ id }) => id)).toEqual(["", ""]);
  });

  it("is found under another's id, and refused there", async () => {
    await vault.putAll([account, otp]);
    store.records.set(otp.id, store.sealed(account.id));
    expect(await errorCode(() => vault.get(otp.id))).toBe("record/damaged");
  });

  it("is refused when the store finds it by a tag it does not bear", async () => {
    await vault.putAll([account, otp]);
    const stray = store.sealed(account.id);
    store.readByTag = async () => [stray];
    const { records, unreadable } = await vault.list("otp");
    expect(records).toEqual([]);
    expect(unreadable.map(({ id }) => id)).toEqual([account.id]);
  });
});

describe("writing", () => {
  it("fails when the storage fails before the commit, and leaves what was", async () => {
    await vault.put(account);
    store.failNextCommit = "before";
    const renamed = { ...account, email: "new@example.com" };
    expect(await errorCode(() => vault.putAll([renamed, otp]))).toBe("vault/storage");
    expect((await reopen().listAll()).records).toEqual([account]);
  });

  it("fails when the storage fails after the commit, and leaves what was to be", async () => {
    await vault.put(account);
    store.failNextCommit = "after";
    const renamed = { ...account, email: "new@example.com" };
    expect(await errorCode(() => vault.putAll([renamed, otp]))).toBe("vault/storage");
    expect((await reopen().listAll()).records).toEqual([renamed, otp]);
  });

  it.each<readonly [string, (change: VaultChange) => void]>([
    ["is gone", () => store.records.delete(otp.id)],
    ["is damaged", () => (store.sealed(otp.id).ciphertext = new Uint8Array(272))],
    ["is the old one", () => store.records.set(otp.id, store.records.get("old"))],
  ])("fails when what reads back %s", async (_what, damage) => {
    await vault.put({ ...otp, label: "old" });
    store.records.set("old", structuredClone(store.sealed(otp.id)));
    store.onCommitted = damage;
    expect(await errorCode(() => vault.put(otp))).toBe("vault/storage");
  });

  it("fails when what reads back is whole and of this revision, but another's content", async () => {
    const rival = reopen();
    await rival.put({ ...otp, label: "rival" });
    const foreign = structuredClone(store.sealed(otp.id));
    store.records.clear();
    store.onCommitted = () => store.records.set(otp.id, foreign);
    expect(await errorCode(() => vault.put(otp))).toBe("vault/storage");
  });

  it("fails when a removed record is still there", async () => {
    await vault.put(otp);
    const kept = structuredClone(store.sealed(otp.id));
    store.onCommitted = () => store.records.set(otp.id, kept);
    expect(await errorCode(() => vault.remove([otp.id]))).toBe("vault/storage");
  });

  it("accepts that another write followed before it read back", async () => {
    const rival = reopen();
    await vault.put(otp);
    store.onCommitted = () => (store.sealed(otp.id).revision = 99);
    await vault.put({ ...otp, label: "mine" });
    store.onCommitted = () => undefined;
    expect(await errorCode(() => rival.get(otp.id))).toBe("record/damaged");
  });

  it("writes again, on top, when another write came between", async () => {
    const rival = reopen();
    await vault.put(otp);
    letRivalIn(() => rival.put({ ...otp, label: "rival" }));
    await vault.put({ ...otp, label: "mine" });
    expect(await vault.get(otp.id)).toEqual({ ...otp, label: "mine" });
    expect(store.sealed(otp.id).revision).toBe(3);
  });

  it("throws what the store throws for reasons of its own", async () => {
    store.onCommit = () => {
      throw new TypeError("A bug");
    };
    await expect(vault.put(otp)).rejects.toThrow("A bug");
    store.read = () => Promise.reject(new TypeError("Another bug"));
    await expect(vault.get(otp.id)).rejects.toThrow("Another bug");
  });
});

describe("update", () => {
  it("changes what is there and returns it", async () => {
    await vault.put(recovery);
    const used = await vault.update(recovery.id, "recovery", (r) => ({ ...r, usedAt: 5 }));
    expect(used).toEqual({ ...recovery, usedAt: 5 });
    expect(await vault.get(recovery.id)).toEqual(used);
  });

  it("loses no write that came between", async () => {
    const rival = reopen();
    await vault.put(passkey);
    letRivalIn(() => rival.update(passkey.id, "passkey", (r) => ({ ...r, label: "Renamed" })));
    await vault.update(passkey.id, "passkey", (r) => ({ ...r, lastUsedAt: 5 }));
    expect(await vault.get(passkey.id)).toEqual({ ...passkey, label: "Renamed", lastUsedAt: 5 });
  });

  it("gives up after five conflicts", async () => {
    await vault.put(otp);
    const rival = reopen();
    let attempts = 0;
    const interfere = async () => {
      attempts++;
      store.onCommit = () => undefined;
      await rival.put({ ...otp, label: `rival ${attempts}` });
      store.onCommit = interfere;
    };
    store.onCommit = interfere;
    const update = () => vault.update(otp.id, "otp", (r) => ({ ...r, label: "mine" }));
    expect(await errorCode(update)).toBe("vault/conflict");
    expect(attempts).toBe(5);
    expect(await vault.get(otp.id)).toEqual({ ...otp, label: "rival 5" });
  });

  it("refuses an absent record, another kind, and a change of id or kind", async () => {
    await vault.put(otp);
    expect(await errorCode(() => vault.update("nothing", "otp", (r) => r))).toBe("vault/no-record");
    expect(await errorCode(() => vault.update(otp.id, "account", (r) => r))).toBe(
      "vault/no-record",
    );
    const rename = vault.update(otp.id, "otp", (r) => ({ ...r, id: "otp-2" }));
    await expect(rename).rejects.toThrow(RangeError);
    const invalid = vault.update(otp.id, "otp", (r) => ({ ...r, digits: 0 }));
    expect(await errorCode(() => invalid)).toBe("record/invalid");
    expect(await vault.get(otp.id)).toEqual(otp);
  });
});

/** Runs `write` once, just before the next commit of anybody else checks its expectations. */
function letRivalIn(write: () => Promise<unknown>): void {
  store.onCommit = async () => {
    store.onCommit = () => undefined;
    await write();
  };
}
