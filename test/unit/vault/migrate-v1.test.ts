import { beforeEach, describe, expect, it } from "vitest";
import { WaykeyError } from "../../../lib/errors.ts";
import type { VaultStore } from "../../../lib/vault/store.ts";
import { encodeStored } from "../../../lib/vault/stored-json.ts";
import { writeFirstHeader } from "../../../lib/vault/stored-header.ts";
import { parseHeader } from "../../../lib/vault/header.ts";
import { openVault, type Vault } from "../../../lib/vault/vault.ts";
import { errorCode } from "./error-code.ts";
import { goldenV1Passkeys } from "./golden-v1.ts";
import { storeOfVersion1 } from "./golden-vaults.ts";
import { MemoryStore } from "./memory-store.ts";
import { account, fullPasskey, otp, passkey, settings, vaultRecords } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

const vaultKey = new Uint8Array(Buffer.from(goldenV1Passkeys.vaultKey, "hex"));
const ports = { now: () => 5, random: createSeededRandom("migration") };
const open = (store: VaultStore): Vault => openVault(store, vaultKey, ports);
const byId = <T extends { id: string }>(records: readonly T[]) =>
  records.toSorted((a, b) => (a.id < b.id ? -1 : 1));

let store: MemoryStore;
let before: string;

const oldLayout = () =>
  encodeStored([store.version1.header, [...store.version1.records.entries()]]);
const damage = (id: string, change: object) => {
  store.version1.records.set(id, { ...(store.version1.records.get(id) as object), ...change });
};

beforeEach(() => {
  store = storeOfVersion1(goldenV1Passkeys);
  before = oldLayout();
});

/** The store, failing at its n-th call: before that takes effect, or after. */
function failAt(n: number, moment: "before" | "after"): VaultStore {
  let calls = 0;
  return new Proxy<MemoryStore>(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return async (...input: unknown[]) => {
        const isLast = ++calls >= n;
        if (isLast && (moment === "before" || calls > n)) throw dead();
        const output: unknown = await Reflect.apply(member, target, input);
        if (isLast) throw dead();
        return output;
      };
    },
  });
}

const dead = () => new WaykeyError("vault/storage", "The worker is dead");

describe("migrating a vault of version 1", () => {
  it("keeps every record and its revision, and leaves the old layout as it was", async () => {
    const vault = open(store);
    expect(byId((await vault.listAll()).records)).toEqual(byId(vaultRecords));
    expect(await vault.checkManifest()).toEqual({ state: "whole", generation: 1, count: 8 });
    for (const { id, revision } of goldenV1Passkeys.records) {
      expect(store.sealed(id).revision).toBe(revision);
    }
    expect(oldLayout()).toBe(before);
    expect(store.header).toEqual(store.version1.header);
    expect(store.staged).toBeUndefined();
    expect(await store.readVersion1()).toBeNull();
  });

  it("makes everything findable", async () => {
    const vault = open(store);
    expect(byId((await vault.findPasskeysByRpId("headway.co")).records)).toEqual([
      passkey,
      fullPasskey,
    ]);
    expect(await vault.findPasskeyByCredentialId(passkey.credentialId)).toEqual(passkey);
    expect((await vault.findByAccount(account.id)).records).toHaveLength(4);
  });

  it("happens at the first use, and once", async () => {
    const vault = open(store);
    expect(await store.readVersion1()).not.toBeNull();
    await Promise.all([vault.get(otp.id), open(store).get(otp.id), vault.list("otp")]);
    expect(await vault.generation()).toBe(1);
    await vault.put({ ...otp, label: "new" });
    expect(await open(store.handle()).get(otp.id)).toEqual({ ...otp, label: "new" });
    expect(await open(store.handle()).generation()).toBe(2);
  });

  it("marks everything as changed for the second copy", async () => {
    await open(store).listAll();
    const ids = [...store.changed.keys()];
    expect(ids.toSorted()).toEqual([...store.records.keys(), "header"].toSorted());
  });

  it("migrates a vault without records", async () => {
    store.version1.records.clear();
    expect(await open(store).listAll()).toEqual({ records: [], unreadable: [], generation: 1 });
    await open(store).put(account);
    expect(await open(store.handle()).checkManifest()).toMatchObject({ state: "whole", count: 1 });
  });

  it.each(["before", "after"] as const)(
    "leaves one layout or the other, whole, when it dies %s any call to the store",
    async (moment) => {
      let deaths = 0;
      for (let n = 1; ; n++) {
        store = storeOfVersion1(goldenV1Passkeys);
        const code = await errorCode(() => open(failAt(n, moment)).get(account.id));
        if (code === "none") break;
        expect(code).toBe("vault/storage");
        deaths++;
        const isNew = (await store.readVersion1()) === null;
        expect(isNew).toBe(store.header !== undefined);
        expect(isNew).toBe(store.manifest !== undefined);
        expect(oldLayout()).toBe(before);
        const vault = open(store.handle());
        expect(byId((await vault.listAll()).records)).toEqual(byId(vaultRecords));
        expect(await vault.checkManifest()).toEqual({ state: "whole", generation: 1, count: 8 });
      }
      expect(deaths).toBeGreaterThan(7);
    },
  );

  it("lets two migrations at once come to one vault", async () => {
    const [left, right] = [open(store.handle()), open(store.handle())];
    const outcomes = await Promise.allSettled([left.listAll(), right.listAll()]);
    expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
    const vault = open(store.handle());
    expect(byId((await vault.listAll()).records)).toEqual(byId(vaultRecords));
    expect((await vault.checkManifest()).state).toBe("whole");
    for (const each of [left, right]) expect((await each.listAll()).records).toHaveLength(8);
  });

  it("does not go live when what was staged does not read back", async () => {
    const harms: readonly (() => unknown)[] = [
      () => [...store.records.keys()].slice(0, 1).map((id) => store.records.delete(id)),
      () => [...store.records.entries()].slice(0, 1).map(([id]) => store.records.set(id, {})),
      () => store.records.set("more", { ...([...store.records.values()][0] as object) }),
      () => {
        const [row] = [...store.records.values()] as { ciphertext: Uint8Array }[];
        row?.ciphertext.set([1, 2, 3]);
      },
    ];
    for (const harm of harms) {
      store = storeOfVersion1(goldenV1Passkeys);
      const original = store.stage.bind(store);
      store.stage = async (...input: Parameters<typeof original>) => {
        await original(...input);
        harm();
      };
      expect(await errorCode(() => open(store).listAll())).toBe("vault/storage");
      expect(await store.readVersion1()).toHaveLength(8);
      store.stage = original;
      expect((await open(store.handle()).listAll()).records).toHaveLength(8);
    }
  });

  it("touches no records that no migration has staged", async () => {
    store.records.set("stray", { id: "stray" });
    expect(await errorCode(() => open(store).listAll())).toBe("vault/damaged");
    expect([...store.records.keys()]).toEqual(["stray"]);
    expect(oldLayout()).toBe(before);
  });
});

describe("what version 1 held and does not open", () => {
  const exported = async () =>
    JSON.parse(await open(store.handle()).exportRaw()) as Record<string, readonly unknown[]>;

  it("is carried over as it was, listed, exported and kept", async () => {
    damage(otp.id, { ciphertext: new Uint8Array(272).fill(9) });
    const raw = encodeStored(store.version1.records.get(otp.id));
    const { records, unreadable } = await open(store).listAll();
    expect(byId(records)).toEqual(byId(vaultRecords.filter(({ id }) => id !== otp.id)));
    expect(unreadable.map(({ id, error }) => [id, error.code])).toEqual([
      [otp.id, "record/damaged"],
    ]);
    expect(await open(store).checkManifest()).toMatchObject({ state: "whole", count: 8 });
    const { version1, records: sealed } = await exported();
    expect(sealed).toEqual([]);
    expect(version1?.map((each) => JSON.stringify(each))).toEqual([raw]);
  });

  it("is not overwritten unless asked for, and is gone when removed", async () => {
    damage(otp.id, { ciphertext: new Uint8Array(272).fill(9) });
    damage(settings.id, { revision: 7 });
    const vault = open(store);
    expect(await errorCode(() => vault.get(otp.id))).toBe("record/damaged");
    expect(await errorCode(() => vault.put(otp))).toBe("record/damaged");
    await vault.put(otp, { replaceUnreadable: true });
    expect(await open(store.handle()).get(otp.id)).toEqual(otp);
    await vault.remove([settings.id]);
    expect(await open(store.handle()).get(settings.id)).toBeNull();
    expect((await exported())["version1"]).toEqual([]);
    expect(await open(store).checkManifest()).toMatchObject({ state: "whole" });
    expect((await vault.findByAccount(account.id)).records).toContainEqual(otp);
  });

  it.each([
    ["lost tags", { tags: [] }],
    ["a changed revision", { revision: 9 }],
    ["no revision", { revision: Number.NaN }],
    ["a lost nonce", { nonce: new Uint8Array(0) }],
    ["a ciphertext that is text", { ciphertext: "AAAA" }],
    ["another record's tags", { tags: ["BY2MAJqjT2TJnJlurjL9hQ"] }],
  ])("may have %s", async (_what, change) => {
    damage(otp.id, change);
    const { records, unreadable } = await open(store).listAll();
    expect(records).toHaveLength(7);
    expect(unreadable.map(({ id, error }) => [id, error.code])).toEqual([
      [otp.id, "record/damaged"],
    ]);
  });

  it("may have no id that a record can have", async () => {
    store.version1.records.set("one", 42);
    store.version1.records.set("two", { id: "a b" });
    const { records, unreadable } = await open(store).listAll();
    expect(records).toHaveLength(8);
    expect(unreadable.map(({ id }) => id.slice(0, 8))).toEqual(["carried-", "carried-"]);
    expect((await exported())["version1"]).toEqual([42, { id: "a b" }]);
  });

  it("is everything, under another vault's key", async () => {
    const other = openVault(store, new Uint8Array(32), ports);
    const { records, unreadable } = await other.listAll();
    expect(records).toEqual([]);
    expect(unreadable).toHaveLength(8);
    expect(oldLayout()).toBe(before);
  });
});

describe("the header beside the migration", () => {
  it("goes to both layouts once the vault is migrated, so that no old key slot stays", async () => {
    await open(store).listAll();
    const header = parseHeader({ ...goldenV1Passkeys.header, createdAt: 7 });
    await store.commit({ header });
    expect(store.header).toEqual(header);
    expect(store.version1.header).toEqual(header);
  });

  it("stays in the old layout until then, and comes along", async () => {
    const header = parseHeader({ ...goldenV1Passkeys.header, createdAt: 7 });
    await store.commit({ header });
    expect(store.header).toBeUndefined();
    expect((await open(store).listAll()).records).toHaveLength(8);
    expect(store.header).toEqual(header);
  });

  it("is not made anew beside an old one, and old records without one are a damaged vault", async () => {
    const header = parseHeader(goldenV1Passkeys.header);
    expect(await errorCode(() => writeFirstHeader(store, header))).toBe("vault/exists");
    store.version1.header = undefined;
    expect(await errorCode(() => open(store).listAll())).toBe("vault/damaged");
    const fresh = new MemoryStore();
    fresh.records.set("x", {});
    expect(await errorCode(() => open(fresh).listAll())).toBe("vault/damaged");
  });
});
