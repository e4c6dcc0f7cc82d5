// The vault's database as it is, over an IndexedDB in memory.

import "fake-indexeddb/auto";
import { createHash } from "node:crypto";
import { openDB } from "idb";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createIdbStore } from "../../../lib/platform/idb-store.ts";
import { sealCheck } from "../../../lib/vault/seal-check.ts";
import { copyChanges } from "../../../lib/vault/second-copy.ts";
import type { SealedManifest, SealedRecord, VaultStore } from "../../../lib/vault/store.ts";
import { createVault } from "../../../lib/vault/unlock.ts";
import { openVault, type Vault } from "../../../lib/vault/vault.ts";
import { errorCode } from "../vault/error-code.ts";
import { MemoryCopy } from "../vault/memory-copy.ts";
import { account, otp, passkey, recovery } from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { goldenV1 } from "../vault/golden-v1.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const password = "correct horse battery";
const random = createSeededRandom("idb");
const ports = { now: () => 1_760_000_300_000, random };
let count = 0;
let name: string;
let store: VaultStore;
let copy: MemoryCopy;
let vault: Vault;
const isSealed = (stored: unknown) => vault.maintain(({ keys }) => sealCheck(keys)(stored));
const follow = () => copyChanges(store, copy, isSealed);
const raw = () => openDB(name);

async function ids(): Promise<string[]> {
  return (await store.readAll()).map((each) => (each as { id: string }).id);
}
async function missing(): Promise<string[]> {
  return (await ids()).filter((id) => !copy.entries.has(id));
}

describe("the journal of changes", () => {
  beforeEach(async () => {
    name = `waykey-test-${++count}`;
    const own = name;
    store = createIdbStore(() => Promise.resolve(own));
    copy = new MemoryCopy();
    vault = openVault(store, await createVault(store, { password, ...ports }), ports);
    await vault.putAll([account, otp]);
    await follow();
  });

  it("holds what was written since, and nothing once that is copied", async () => {
    await vault.put(passkey);
    await vault.put(recovery);
    expect(await missing()).toHaveLength(2);
    expect(await follow()).toBe("up-to-date");
    expect(await missing()).toEqual([]);
    const db = await raw();
    expect(await db.count("changed")).toBe(0);
    db.close();
  });

  it("gives what was just read back without reading it once more, unless something was written since", async () => {
    await follow();
    const before = (await store.readManifest()) as SealedManifest;
    const [record] = (await store.readAll()) as [SealedRecord];
    const next = { ...record, revision: record.revision + 1 };
    const manifest = { ...before, generation: before.generation + 1 };
    await store.commit({ put: [next], manifest });
    const proven = { records: [next], manifest };
    const reads = vi.spyOn(IDBObjectStore.prototype, "get");
    const rowsRead = () =>
      reads.mock.contexts.filter((each) => (each as IDBObjectStore).name === "buckets").length;
    expect((await store.readChanges("changed", proven))?.records).toEqual(
      new Map([[next.id, next]]),
    );
    expect(rowsRead()).toBe(0);
    const later = { ...next, revision: next.revision + 1 };
    await store.commit({ put: [later], manifest: { ...manifest, generation: 99 } });
    reads.mockClear();
    expect((await store.readChanges("changed", proven))?.records).toEqual(
      new Map([[next.id, later]]),
    );
    expect(rowsRead()).toBe(1);
    reads.mockRestore();
  });

  it("a commit in the middle of a copy is copied by the next", async () => {
    await vault.put(passkey);
    copy.onWritten = async () => {
      copy.onWritten = () => undefined;
      await vault.put(recovery);
    };
    await follow();
    expect(await missing()).toHaveLength(1);
    await follow();
    expect(await missing()).toEqual([]);
  });

  it("a list that is none has everything copied, and is forgotten", async () => {
    await vault.put(passkey);
    const db = await raw();
    const keys = await db.getAllKeys("changed");
    await db.put("changed", { no: "list" }, keys[0]);
    await vault.put(recovery);
    await follow();
    expect(await missing()).toEqual([]);
    expect(await db.count("changed")).toBe(0);
    db.close();
  });

  it.each([undefined, "rotten", 1, -5, 1.5, Number.MAX_SAFE_INTEGER])(
    "copies what is written after its number was lost: %s",
    async (number) => {
      for (const label of ["a", "b", "c"]) await vault.put({ ...otp, label });
      await follow();
      const db = await raw();
      if (number === undefined) await db.delete("vault", "changes");
      else await db.put("vault", number, "changes");
      db.close();
      await vault.put(passkey);
      expect(await follow()).toBe("up-to-date");
      expect(await missing()).toEqual([]);
    },
  );

  it.each([1e9, Number.MAX_SAFE_INTEGER, "rotten", -1])(
    "copies what is written after `copied.upTo` was altered: %s",
    async (upTo) => {
      const db = await raw();
      const copied = (await db.get("vault", "copied")) as object;
      await db.put("vault", { ...copied, upTo }, "copied");
      db.close();
      await vault.put(passkey);
      expect(await follow()).toBe("up-to-date");
      expect(await missing()).toEqual([]);
      await vault.put(recovery);
      expect(await follow()).toBe("up-to-date");
      expect(await missing()).toEqual([]);
    },
  );

  it("has a stray entry under a text key cost one copy of everything, not one at every save", async () => {
    const db = await raw();
    await db.put("changed", 3, "AAAAAAAAAAAAAAAAAAAAAA");
    db.close();
    for (let i = 0; i < 5; i++)
      await vault.put({
        ...otp,
        id: `otp-${10 + i}`,
        secret: `MTIzNDU2Nzg5MDEyMzQ1Njc4O${i}A`.slice(0, 24),
      });
    await follow();
    const before = copy.written;
    await vault.put({ ...otp, label: "x" });
    await follow();
    expect(copy.written - before).toBeLessThanOrEqual(3);
  });

  it("many saves and copies at once end with the copy as the store is", async () => {
    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        await vault.put({ ...otp, id: `o-${i}`, label: `l${i}` });
        await follow();
      }),
    );
    expect(await missing()).toEqual([]);
    const outcome = await follow();
    expect(outcome).toBe("up-to-date");
    const db = await raw();
    expect(await db.count("changed")).toBe(0);
    db.close();
  });
});

describe("a write", () => {
  it("is durable before it is answered; a note of what was copied need not be", async () => {
    name = `waykey-test-${++count}`;
    const own = name;
    const spy = vi.spyOn(IDBDatabase.prototype, "transaction");
    const asked = () =>
      spy.mock.calls.flatMap(([, mode, options]) =>
        mode === "readwrite" ? [options?.durability] : [],
      );
    try {
      store = createIdbStore(() => Promise.resolve(own));
      copy = new MemoryCopy();
      vault = openVault(store, await createVault(store, { password, ...ports }), ports);
      await vault.putAll([account, otp]);
      const writes = asked();
      expect(writes).toEqual(writes.map(() => "strict"));
      expect(writes).not.toEqual([]);
      await follow();
      expect(asked().slice(writes.length)).toEqual(["relaxed"]);
    } finally {
      spy.mockRestore();
    }
  });
});

describe("many records at once", () => {
  const codes = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      ...otp,
      id: `code-${from + i}`,
      secret: Buffer.from(`secret number ${from + i}`).toString("base64url"),
    }));

  beforeEach(async () => {
    name = `waykey-test-${++count}`;
    const own = name;
    store = createIdbStore(() => Promise.resolve(own));
    vault = openVault(store, await createVault(store, { password, ...ports }), ports);
  });

  it("are read in the order of their ids, those that are not there too", async () => {
    await vault.putAll(codes(0, 700));
    const known = await ids();
    for (const some of [known.slice(0, 3), known.slice(0, 600)]) {
      const asked = [...some.toReversed(), "not-there"];
      const found = await store.readMany(asked);
      expect(found.map((each) => (each as { id: string } | undefined)?.id)).toEqual([
        ...some.toReversed(),
        undefined,
      ]);
    }
  });

  it.each([2, 700])(
    "tell of many tags whether they are borne, where there are %i",
    async (count) => {
      await vault.putAll(codes(0, count));
      const stored = (await store.readAll()) as SealedRecord[];
      const some = stored.slice(0, 200).flatMap(({ tags }) => tags);
      const free = Array.from({ length: 600 }, (_, i) => tagNumber(i));
      const tags = [...free, ...some];
      expect(await store.hasTags(tags)).toEqual(tags.map((tag) => some.includes(tag)));
    },
  );

  it("are written all or none when one of them bears another's tag", async () => {
    await vault.putAll(codes(0, 3));
    const before = await store.readAll();
    const [first, second] = before as [SealedRecord, SealedRecord];
    const fresh = { ...first, id: "A".repeat(22), tags: first.tags.map((_, i) => tagNumber(i)) };
    const clashing = { ...second, id: "B".repeat(21) + "A", tags: second.tags };
    await expect(store.commit({ put: [fresh, clashing] })).rejects.toThrow(/ConstraintError/);
    expect(await store.readAll()).toEqual(before);
    await vault.putAll(codes(3, 1));
    expect(await ids()).toHaveLength(4);
  });

  it.each([
    ["refuses at once", "buckets", 0],
    ["refuses at once, after others", "buckets", 2],
    ["refuses at once as a row of tags", "tags", 1],
    ["refuses at once as what is put aside", "aside", 1],
    ["refuses at once as the manifest", "vault", 2],
  ])("are written all or none when the browser %s", async (_how, refused, after) => {
    await vault.putAll(codes(0, 3));
    const before = await store.readSnapshot();
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on("unhandledRejection", hear);
    onTestFinished(() => void process.off("unhandledRejection", hear));
    let calls = 0;
    for (const method of ["put", "add"] as const) {
      const write = IDBObjectStore.prototype[method];
      const spy = vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function refuse(
        this: IDBObjectStore,
        ...args
      ) {
        if (this.name === refused && calls++ === after) {
          throw new DOMException("Out of memory", "DataCloneError");
        }
        return write.apply(this, args);
      });
      onTestFinished(() => spy.mockRestore());
    }
    const change = {
      put: manyRecords(10),
      aside: ["one", "two"],
      manifest: before.manifest as SealedManifest,
    };
    await expect(store.commit(change)).rejects.toThrow(/DataCloneError/);
    expect(calls).toBeGreaterThan(after);
    expect(await store.readSnapshot()).toEqual(before);
    expect(await store.readAside()).toEqual([]);
    expect(unheard).toEqual([]);
  });

  it("are a conflict where another write came between, whatever tags they bear by now", async () => {
    await vault.putAll(codes(0, 3));
    const stored = await store.readManifest();
    const [first] = (await store.readAll()) as [SealedRecord];
    await vault.putAll(codes(3, 1));
    const before = await store.readSnapshot();
    const clashing = { ...first, id: "B".repeat(21) + "A" };
    const manifest = stored as SealedManifest;
    const change = { put: [clashing], manifest, expectManifest: { stored }, aside: ["kept"] };
    expect(await errorCode(() => store.commit(change))).toBe("vault/conflict");
    expect(await store.readSnapshot()).toEqual(before);
    expect(await store.readAside()).toEqual([]);
  });

  it("tells of what the browser refused, and not of what came of it", async () => {
    const method = "put";
    const put = IDBObjectStore.prototype[method];
    const spy = vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function clash(
      this: IDBObjectStore,
      ...args
    ) {
      const request = put.apply(this, args);
      return this.name === "buckets" ? this.add(...args) : request;
    });
    onTestFinished(() => spy.mockRestore());
    const { records } = await store.readSnapshot();
    const writing = store.commit({ put: manyRecords(10) });
    await expect(writing).rejects.toThrow(/ConstraintError/);
    expect((await store.readSnapshot()).records).toEqual(records);
  });
});

/** Records of as many names as keyed hashes have, all over the buckets. */
function manyRecords(size: number): readonly SealedRecord[] {
  const hash = (what: string, i: number) =>
    createHash("sha256").update(`${what} ${i}`).digest().subarray(0, 16).toString("base64url");
  return Array.from({ length: size }, (_, i) => ({
    id: hash("id", i),
    revision: 1,
    tags: [hash("tag", i)],
    nonce: new Uint8Array(12),
    ciphertext: new Uint8Array(32),
  }));
}

function tagNumber(i: number): string {
  return `${"C".repeat(20)}${"ABCD"[i] ?? "E"}A`;
}

describe("a database of a later version", () => {
  it("is told from one that does not open, and left as it is", async () => {
    name = `waykey-test-${++count}`;
    const own = name;
    const later = await openDB(name, 99, {
      upgrade(database) {
        database.createObjectStore("vault");
      },
    });
    await later.put("vault", "of a later Waykey", "header");
    later.close();
    store = createIdbStore(() => Promise.resolve(own));
    for (const use of [
      () => store.readHeader(),
      () => store.readAll(),
      () => store.commit({ put: [] }),
    ]) {
      expect(await errorCode(use)).toBe("vault/version");
    }
    const db = await raw();
    expect(db.version).toBe(99);
    expect(await db.get("vault", "header")).toBe("of a later Waykey");
    db.close();
  });
});

describe("a header that a repair puts back", () => {
  it("leaves none that was replaced in the version 1 layout", async () => {
    name = `waykey-test-${++count}`;
    const own = name;
    const db1 = await openDB(name, 1, {
      upgrade(database) {
        database.createObjectStore("header");
        database.createObjectStore("records", { keyPath: "id" });
      },
    });
    await db1.put("header", (goldenV1 as unknown as { header: unknown }).header, "header");
    db1.close();
    store = createIdbStore(() => Promise.resolve(own));
    const header = (await store.readHeader()) as { createdAt: number };
    const manifest = { generation: 1, nonce: new Uint8Array(12), ciphertext: new Uint8Array(32) };
    await store.stage([], manifest);
    await store.goLive(manifest);
    const next = { ...header, createdAt: header.createdAt + 1 };
    await store.repair({ header: { next: next as never, held: header }, dropHeader: true });
    const db = await raw();
    const old: unknown = await db.get("header", "header");
    expect(await store.readHeader()).toEqual(next);
    expect(old).toEqual(next);
    db.close();
  });
});

describe("a vault of thousands of records", () => {
  beforeEach(async () => {
    name = `waykey-test-${++count}`;
    const own = name;
    store = createIdbStore(() => Promise.resolve(own));
    await createVault(store, { password, ...ports });
  });

  it.each([0, 1, 127, 128, 129, 2000])("is read whole, %i of them", async (size) => {
    const all = manyRecords(size);
    await store.commit({ put: all });
    const byId = (records: readonly unknown[]) =>
      (records as SealedRecord[]).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(await store.readAll())).toEqual(byId(all));
    expect(byId((await store.readSnapshot()).records)).toEqual(byId(all));
    const wanted = all.map(({ id }) => id);
    expect(await store.readMany([...wanted, "none"])).toEqual([...all, undefined]);
    const tags = all.map(({ tags: [tag = ""] }) => tag);
    expect(await store.hasTags([...tags, "none"])).toEqual([...tags.map(() => true), false]);
    expect(await store.readByTags(["none", ...tags])).toEqual([undefined, ...all]);
  });

  it("is read some at a time, so that nothing waits for all of it", async () => {
    await store.commit({ put: manyRecords(2000) });
    const reads = vi.spyOn(IDBObjectStore.prototype, "getAll");
    const { records } = await store.readSnapshot();
    expect(records).toHaveLength(2000);
    const rows = reads.mock.results.map(({ value }) => (value as IDBRequest<unknown[]>).result);
    expect(rows.length).toBeGreaterThan(40);
    expect(Math.max(...rows.map(({ length }) => length))).toBe(16);
    reads.mockRestore();
  });

  it("says how much of a write of all of it is done", async () => {
    const told: number[] = [];
    await store.commit({ put: manyRecords(2000), onPut: (share) => told.push(share) });
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(Math.max(...told)).toBeLessThanOrEqual(1);
  });
});
