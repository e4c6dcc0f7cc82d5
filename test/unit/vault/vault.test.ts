import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import type { PasskeyRecord, VaultRecord } from "../../../lib/vault/schema.ts";
import type { SealedRecord, VaultChange } from "../../../lib/vault/store.ts";
import { encodeStored } from "../../../lib/vault/stored-json.ts";
import { openVault, type Vault } from "../../../lib/vault/vault.ts";
import { MAX_ATTEMPTS } from "../../../lib/vault/write-records.ts";
import { errorCode } from "./error-code.ts";
import { MemoryStore } from "./memory-store.ts";
import {
  account,
  allRecords,
  otp,
  passkey,
  recovery,
  settings,
  vaultRecords,
} from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { storedHeader } from "./stored-header-sample.ts";

const vaultKey: Bytes = new Uint8Array(32).fill(7);
const header = storedHeader;

let store: MemoryStore;
let vault: Vault;

const NOW = 1_760_000_200_000;
const ports = (seed: string) => ({ now: () => NOW, random: createSeededRandom(seed) });
/** As another process sees it. */
const reopen = () => openVault(store.handle(), vaultKey, ports("reopened"));
const storedAt = (id: string) => store.records.get(store.outerId(id));
const storeAt = (id: string, value: unknown) => store.records.set(store.outerId(id), value);
const byId = (records: readonly VaultRecord[]) =>
  records.toSorted((a, b) => (a.id < b.id ? -1 : 1));

beforeEach(() => {
  store = new MemoryStore();
  store.header = header;
  store.knowKey(vaultKey);
  vault = openVault(store, vaultKey, ports("vault"));
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
    const other = openVault(store, new Uint8Array(32), ports("other"));
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
    expect(unreadable.map(({ id }) => id)).toEqual([store.outerId(passkey.id)]);
    expect(unreadable.map(({ error }) => error.code)).toEqual(["record/damaged"]);
  });

  it("works on when the caller wipes the key it was opened with, before the first use", async () => {
    await vault.putAll([passkey]);
    const key = vaultKey.slice();
    const wiped = openVault(store, key, ports("wiped"));
    key.fill(0);
    expect((await wiped.listAll()).records).toEqual([passkey]);
    await wiped.put(other);
    expect((await reopen().findPasskeysByRpId("headway.co")).unreadable).toEqual([]);
  });

  it("opens no more records than it finds", async () => {
    await vault.putAll([passkey, other, elsewhere, ...allRecords.filter((r) => r !== passkey)]);
    refuseWhole();
    expect((await reopen().findPasskeysByRpId("headway.co")).records).toHaveLength(2);
  });
});

function refuseWhole(): void {
  const refuse = () => Promise.reject(new Error("A lookup must not read the whole vault"));
  Object.assign(store, { readAll: refuse, readSnapshot: refuse });
}

describe("looking up", () => {
  it("finds a passkey by its credential ID, opens no other, and tells a damaged one from none", async () => {
    await vault.putAll([passkey, account, otp]);
    refuseWhole();
    const find = () => reopen().findPasskeyByCredentialId(passkey.credentialId);
    expect(await find()).toEqual(passkey);
    expect(await reopen().findPasskeyByCredentialId("AAAA")).toBeNull();
    store.sealed(passkey.id).ciphertext = new Uint8Array(1040);
    expect(await errorCode(find)).toBe("record/damaged");
    await vault.remove([passkey.id]);
    expect(await find()).toBeNull();
  });

  it("finds what hangs on an account, and follows a record to another", async () => {
    await vault.putAll(allRecords);
    const hanging = (id: string) => reopen().findByAccount(id);
    expect(byId((await hanging(account.id)).records)).toEqual(byId([otp, passkey, recovery]));
    const moved = { ...otp, accountId: "account-2" };
    await vault.put(moved);
    expect(byId((await hanging(account.id)).records)).toEqual(byId([passkey, recovery]));
    expect((await hanging("account-2")).records).toEqual([moved]);
    await vault.put(otp);
    expect(byId((await hanging(account.id)).records)).toEqual(byId([otp, passkey, recovery]));
    expect((await hanging("account-2")).records).toEqual([]);
    expect((await vault.checkManifest()).state).toBe("whole");
  });

  it("finds an account by role and e-mail, and by its new one when that has changed", async () => {
    const client = { ...account, id: "account-2", role: "client" as const };
    await vault.putAll([account, client, otp]);
    const find = async (email: string) =>
      (await reopen().findAccounts("provider", email)).records.map(({ id }) => id);
    expect(await find("ADA@example.com")).toEqual([account.id]);
    await vault.update(account.id, "account", (r) => ({ ...r, email: "Bo@example.com" }));
    expect(await find("ada@example.com")).toEqual([]);
    expect(await find("bo@example.com")).toEqual([account.id]);
  });

  it("finds what lies behind a record that has lost its tags", async () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ ...otp, id: `otp-${i}` }));
    await vault.putAll(many);
    store.sealed("otp-1").tags = [];
    store.sealed("otp-6").tags = [];
    const { records } = await reopen().findByAccount(account.id);
    expect(records).toHaveLength(7);
  });
});

describe("removing", () => {
  it("leaves a tombstone that nothing offers", async () => {
    await vault.putAll([otp, account, settings]);
    await vault.remove([otp.id, settings.id, "nothing", otp.id]);
    expect(store.records.size).toBe(3);
    const reader = reopen();
    expect(await reader.get(otp.id)).toBeNull();
    expect(await reader.listAll()).toEqual({
      records: [account],
      unreadable: [],
      generation: 2,
    });
    expect((await reader.list("settings")).records).toEqual([]);
    expect((await reader.findByAccount(account.id)).records).toEqual([]);
    const update = () => reader.update(otp.id, "otp", (record) => record);
    expect(await errorCode(update)).toBe("vault/no-record");
    const tombstones = await reader.listTombstones();
    const device = tombstones[0]?.device;
    expect(device).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(tombstones.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: otp.id, kind: "otp", revision: 2, device, deletedAt: NOW },
      { id: settings.id, kind: "settings", revision: 2, device, deletedAt: NOW },
    ]);
  });

  it("writes nothing when all of it is gone already", async () => {
    await vault.put(otp);
    await vault.remove([otp.id]);
    const before = store.commits;
    await vault.remove([otp.id, "nothing"]);
    expect(store.commits).toBe(before);
  });

  it("counts on from the tombstone when the id comes back", async () => {
    await vault.put(otp);
    await vault.remove([otp.id]);
    await vault.put(otp);
    expect(store.sealed(otp.id).revision).toBe(3);
    expect(await reopen().get(otp.id)).toEqual(otp);
    expect((await reopen().findByAccount(account.id)).records).toEqual([otp]);
  });

  it("takes away what does not open, and says so of its kind", async () => {
    await vault.putAll([otp, account]);
    store.sealed(otp.id).ciphertext = new Uint8Array(1040);
    await vault.remove([otp.id]);
    // The end of its seal, by which the manifest counts it, was lost.
    expect(await reopen().listAll()).toEqual({
      records: [account],
      unreadable: [],
      generation: null,
    });
    expect((await vault.listTombstones()).map(({ id, kind }) => [id, kind])).toEqual([
      [otp.id, "unknown"],
    ]);
  });
});

describe("what lies in the store", () => {
  it("shows no id, kind, site or value, and no two tags that are the same", async () => {
    const twins = [1, 2, 3].map((i) => ({ ...passkey, id: `twin-${i}` }));
    await vault.putAll([...vaultRecords, ...twins]);
    await vault.remove([otp.id]);
    const rows = [...store.records.values()].map((row) => encodeStored(row));
    const outside = [encodeStored(store.manifest), ...rows].join();
    for (const secret of ["settings", "otp-1", "twin", "headway", "passkey", "ada@", "account"]) {
      expect(outside).not.toContain(secret);
    }
    const tags = [...store.records.values()].flatMap((row) => (row as SealedRecord).tags);
    expect(tags).toHaveLength(4 * store.records.size);
    expect(new Set(tags).size).toBe(tags.length);
    const members = new Set(
      [...store.records.values()].map((row) => Object.keys(row as object).join()),
    );
    expect([...members]).toEqual(["id,revision,tags,nonce,ciphertext"]);
  });

  it("exports what does not open as it lies there, and nothing else", async () => {
    await vault.putAll([otp, account]);
    store.sealed(otp.id).ciphertext = new Uint8Array(1040).fill(3);
    const exported = JSON.parse(await reopen().exportRaw()) as Record<string, unknown>;
    expect(exported).toEqual({
      format: "waykey-unreadable",
      version: 2,
      header,
      manifest: JSON.parse(encodeStored(store.manifest)) as unknown,
      records: [JSON.parse(encodeStored(storedAt(otp.id))) as unknown],
      version1: [],
      aside: [],
      left: null,
    });
  });

  it("exports with it what was left of earlier vaults", async () => {
    await vault.putAll([otp]);
    const left = { databases: { waykey: null }, copies: { "1/header": Uint8Array.of(1, 2) } };
    const exported = JSON.parse(await reopen().exportRaw(left)) as Record<string, unknown>;
    expect(exported["left"]).toEqual({
      databases: { waykey: null },
      copies: { "1/header": { $bytes: "AQI" } },
    });
  });

  it("exports with it what repairs have put aside", async () => {
    await vault.putAll([otp]);
    await store.repair({ aside: [{ id: "old", bytes: Uint8Array.of(1, 2) }] });
    const exported = JSON.parse(await reopen().exportRaw()) as Record<string, unknown>;
    expect(exported["aside"]).toEqual([{ id: "old", bytes: { $bytes: "AQI" } }]);
  });

  const COPIED = { header: "", manifest: null, revision: 0, generation: 0 };

  it("tells which ids have changed since the copy was brought up to date", async () => {
    await vault.putAll([otp, account]);
    const changed = async () => {
      const changes = await store.readChanges("changed");
      if (changes === null) throw new Error("Version 2 must be in force");
      return { ids: [...changes.records.keys()].toSorted(), upTo: changes.upTo };
    };
    const first = await changed();
    expect(first.ids).toEqual([otp.id, account.id].map((id) => store.outerId(id)).toSorted());
    await vault.remove([otp.id]);
    await store.commit({ copied: { ...COPIED, upTo: first.upTo } });
    const second = await changed();
    expect(second.ids).toEqual([store.outerId(otp.id)]);
    await store.commit({ copied: { ...COPIED, upTo: second.upTo } });
    expect((await changed()).ids).toEqual([]);
  });
});

describe("a damaged record", () => {
  const damages: readonly (readonly [string, () => void])[] = [
    ["a changed ciphertext", () => (store.sealed(otp.id).ciphertext = new Uint8Array(272))],
    ["a changed revision", () => (store.sealed(otp.id).revision = 9)],
    ["no revision", () => (store.sealed(otp.id).revision = Number.NaN)],
    ["another record's content", () => storeAt(otp.id, rename(account.id, otp.id))],
    ["a lost nonce", () => (store.sealed(otp.id).nonce = new Uint8Array(0))],
    ["lost tags", () => (store.sealed(otp.id).tags = [])],
    ["nothing that is a record", () => storeAt(otp.id, { id: store.outerId(otp.id) })],
  ];
  const rename = (from: string, to: string) => {
    const { id, tags } = store.sealed(to);
    return { ...store.sealed(from), id, tags };
  };

  it.each(damages)("with %s hides no other and is never dropped", async (_what, damage) => {
    await vault.putAll(allRecords);
    damage();
    const { records, unreadable } = await reopen().listAll();
    expect(byId(records)).toEqual(byId(allRecords.filter(({ id }) => id !== otp.id)));
    expect(unreadable.map(({ id, error }) => [id, error.code])).toEqual([
      [store.outerId(otp.id), "record/damaged"],
    ]);
    expect(await errorCode(() => reopen().get(otp.id))).toBe("record/damaged");
  });

  it.each(damages)("with %s is not overwritten unless asked for", async (_what, damage) => {
    await vault.putAll(allRecords);
    damage();
    const before = structuredClone(storedAt(otp.id));
    expect(await errorCode(() => vault.putAll([settings, otp]))).toBe("record/damaged");
    expect(await errorCode(() => vault.update(otp.id, "otp", (r) => r))).toBe("record/damaged");
    expect(storedAt(otp.id)).toEqual(before);
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
    storeAt(otp.id, store.sealed(account.id));
    expect(await errorCode(() => vault.get(otp.id))).toBe("record/damaged");
  });

  it("is refused when the store finds it by a tag it does not bear", async () => {
    await vault.putAll([account, otp]);
    const stray = store.sealed(account.id);
    store.readByTags = async () => [stray, 42, undefined, undefined];
    const { records, unreadable } = await vault.findPasskeysByRpId("headway.co");
    expect(records).toEqual([]);
    expect(unreadable.map(({ id }) => id)).toEqual([store.outerId(account.id), ""]);
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

  let old: unknown;

  it.each<readonly [string, (change: VaultChange) => void]>([
    ["is gone", () => store.records.delete(store.outerId(otp.id))],
    ["is damaged", () => (store.sealed(otp.id).ciphertext = new Uint8Array(272))],
    ["is the old one", () => storeAt(otp.id, old)],
  ])("fails when what reads back %s", async (_what, damage) => {
    await vault.put({ ...otp, label: "old" });
    old = structuredClone(store.sealed(otp.id));
    store.onCommitted = damage;
    expect(await errorCode(() => vault.put(otp))).toBe("vault/storage");
  });

  it("fails when what reads back is whole and of this revision, but another's content", async () => {
    const rival = reopen();
    await rival.put({ ...otp, label: "rival" });
    const foreign = structuredClone(store.sealed(otp.id));
    store.records.clear();
    store.manifest = undefined;
    store.onCommitted = () => storeAt(otp.id, foreign);
    expect(await errorCode(() => vault.put(otp))).toBe("vault/storage");
  });

  it("fails when a removed record is still there", async () => {
    await vault.put(otp);
    const kept = structuredClone(store.sealed(otp.id));
    store.onCommitted = () => storeAt(otp.id, kept);
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

  it("takes turns with other writes of this process, and loses none", async () => {
    const rivals = [vault, ...["b", "c"].map((seed) => openVault(store, vaultKey, ports(seed)))];
    await vault.put({ ...account, updatedAt: 0 });
    const writes = Array.from({ length: 90 }, async (_, i) =>
      rivals[i % 3]?.update(account.id, "account", (r) => ({ ...r, updatedAt: r.updatedAt + 1 })),
    );
    await Promise.all(writes);
    expect(await vault.get(account.id)).toMatchObject({ updatedAt: 90 });
    expect(store.commits).toBe(91);
    expect(await vault.generation()).toBe(91);
  });

  it("is no loss of the manifest where another's first write comes between", async () => {
    const hasRecords = store.hasRecords.bind(store);
    vi.spyOn(store, "hasRecords").mockImplementationOnce(async () => {
      await reopen().put(account);
      return hasRecords();
    });
    await vault.put(passkey);
    expect(byId((await reopen().listAll()).records)).toEqual(byId([account, passkey]));
    expect(await vault.checkManifest()).toMatchObject({ state: "whole", generation: 2, count: 2 });
  });

  it("loses no write to writers elsewhere", async () => {
    const rivals = ["a", "b", "c", "d"].map((seed) =>
      openVault(store.handle(), vaultKey, ports(seed)),
    );
    await vault.put({ ...account, updatedAt: 0 });
    const writes = rivals.map(async (rival) => {
      for (let i = 0; i < 10; i++) {
        await rival.update(account.id, "account", (r) => ({ ...r, updatedAt: r.updatedAt + 1 }));
      }
    });
    await Promise.all(writes);
    expect(await vault.get(account.id)).toMatchObject({ updatedAt: 40 });
    expect(await vault.checkManifest()).toEqual({ state: "whole", generation: 41, count: 1 });
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

  it("gives up after so many conflicts", async () => {
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
    expect(attempts).toBe(MAX_ATTEMPTS);
    expect(await vault.get(otp.id)).toEqual({ ...otp, label: `rival ${MAX_ATTEMPTS}` });
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

describe("updateTogether", () => {
  const other = { ...otp, id: "otp-9", secret: "QUJDREVGR0hJSktMTU5PUA" };

  it("writes what it is given, old and new, in one commit", async () => {
    await vault.putAll([otp, other]);
    const before = await vault.generation();
    await vault.updateTogether([other.id, otp.id], (records) => {
      expect(records).toEqual([other, otp]);
      return [account, { ...other, label: "changed" }];
    });
    expect(await vault.generation()).toBe(before + 1);
    expect(await vault.get(account.id)).toEqual(account);
    expect(await vault.get(other.id)).toMatchObject({ label: "changed" });
    expect(await vault.get(otp.id)).toEqual(otp);
  });

  it("writes all or nothing", async () => {
    await vault.putAll([otp, other]);
    store.failNextCommit = "before";
    const change = () =>
      vault.updateTogether([otp.id, other.id], (all) => all.map((r) => ({ ...r, updatedAt: 5 })));
    expect(await errorCode(change)).toBe("vault/storage");
    expect(await vault.get(otp.id)).toEqual(otp);
    expect(await vault.get(other.id)).toEqual(other);
  });

  it("changes what another write has left", async () => {
    await vault.putAll([otp, other]);
    const rival = reopen();
    letRivalIn(() => rival.update(other.id, "otp", (r) => ({ ...r, label: "rival" })));
    await vault.updateTogether([otp.id, other.id], (all) =>
      all.map((record) => ({ ...record, updatedAt: 5 })),
    );
    expect(await vault.get(other.id)).toMatchObject({ label: "rival", updatedAt: 5 });
  });

  it("refuses what is gone or does not open, and writes nothing", async () => {
    await vault.putAll([otp, other]);
    const change = (ids: readonly string[]) =>
      errorCode(() => vault.updateTogether(ids, (all) => all.map((r) => ({ ...r, updatedAt: 5 }))));
    expect(await change([otp.id, "gone"])).toBe("vault/no-record");
    store.sealed(other.id).ciphertext = new Uint8Array(64);
    expect(await change([otp.id, other.id])).toBe("record/damaged");
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
