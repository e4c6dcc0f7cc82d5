// Rows of records and of tags that are not as Waykey left them, and the database whose records still lay singly.

import "fake-indexeddb/auto";
import { openDB } from "idb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createIdbStore } from "../../../lib/platform/idb-store.ts";
import { bucketOf } from "../../../lib/vault/buckets.ts";
import type { SealedRecord, VaultStore } from "../../../lib/vault/store.ts";
import { createVault } from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp, passkey } from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

let count = 0;
let name: string;
let store: VaultStore;

const nameOf = (letters: string) => letters + "A".repeat(22 - letters.length);

function record(id: string, ...tags: readonly string[]): SealedRecord {
  return {
    id: nameOf(id),
    revision: 1,
    tags: tags.map(nameOf),
    nonce: new Uint8Array(12),
    ciphertext: new Uint8Array([1, 2, 3]),
  };
}

/** Two in one bucket, and one in another. */
const ONE = record("aaB", "tA", "tB");
const TWO = record("aaC", "tC");
const THREE = record("zz", "tD");

async function rows(work: (database: Awaited<ReturnType<typeof openDB>>) => Promise<unknown>) {
  const database = await openDB(name);
  await work(database);
  database.close();
}

beforeEach(async () => {
  name = `waykey-rows-${++count}`;
  const own = name;
  store = createIdbStore(() => Promise.resolve(own));
  await store.commit({ put: [ONE, TWO, THREE] });
});

describe("a row of records", () => {
  it.each(["rotten", 7, { no: "row" }, new Map([["a", 1]]), null])(
    "that is none is missing, and put aside by the next write there: %o",
    async (rotten) => {
      await rows((database) => database.put("buckets", rotten, bucketOf(ONE.id)));
      expect(await store.readAll()).toEqual([THREE]);
      expect(await store.readMany([ONE.id, THREE.id])).toEqual([undefined, THREE]);
      expect(await store.readByTags([...ONE.tags, ...THREE.tags])).toEqual([
        undefined,
        undefined,
        THREE,
      ]);
      expect(await store.readAside()).toEqual([]);
      await store.repair({ records: [{ next: TWO, held: undefined }] });
      expect(await store.readAside()).toEqual([rotten]);
      expect(await store.readMany([ONE.id, TWO.id])).toEqual([undefined, TWO]);
      expect(await store.readByTags([...ONE.tags, ...TWO.tags])).toEqual([
        undefined,
        undefined,
        TWO,
      ]);
    },
  );

  it("has what is of another's put aside with what is none", async () => {
    const strays = [THREE, { tags: [] }, "rotten", null];
    await rows((database) => database.put("buckets", [ONE, ...strays, TWO], bucketOf(ONE.id)));
    expect(await store.readAll()).toEqual([ONE, TWO, THREE]);
    const next = { ...TWO, revision: 2 };
    await store.commit({ put: [next] });
    expect(await store.readAside()).toEqual(strays);
    expect(await store.readAll()).toEqual([ONE, next, THREE]);
  });

  it("of two under one id has the later in force, and keeps the other aside", async () => {
    const second = { ...ONE, revision: 5 };
    await rows((database) => database.put("buckets", [ONE, second], bucketOf(ONE.id)));
    expect(await store.readAll()).toEqual([second, THREE]);
    expect(await store.read(ONE.id)).toEqual(second);
    await store.repair({ removed: [{ id: ONE.id, held: second }] });
    expect(await store.readAside()).toEqual([second, ONE]);
    expect(await store.readAll()).toEqual([THREE]);
  });
});

describe("a row of tags", () => {
  it.each(["rotten", { no: "row" }, new Map([["tag", 1]]), new Map([[1, "id"]])])(
    "that is none is found out of the records, and made anew by the next write there: %o",
    async (rotten) => {
      const [tag = ""] = THREE.tags;
      await rows((database) => database.put("tags", rotten, bucketOf(tag)));
      expect(await store.readByTags([tag, nameOf("tZ")])).toEqual([THREE, undefined]);
      const clashing = record("bb", "tD");
      expect(await errorCode(() => store.commit({ put: [clashing] }))).toBe("vault/storage");
      const next = { ...THREE, tags: [nameOf("tD"), nameOf("tE")] };
      await store.commit({ put: [next] });
      await rows(async (database) => {
        const row = (await database.get("tags", bucketOf(tag))) as ReadonlyMap<string, string>;
        expect(row.get(tag)).toBe(THREE.id);
      });
      expect(await store.hasTags(next.tags)).toEqual([true, true]);
    },
  );

  it("whose bearer is gone frees its tag for another", async () => {
    await rows((database) => database.delete("buckets", bucketOf(THREE.id)));
    expect(await store.readByTags(THREE.tags)).toEqual([undefined]);
    const next = record("bb", "tD");
    await store.commit({ put: [next] });
    expect(await store.readByTags(next.tags)).toEqual([next]);
  });

  it("whose bearer bears it no more frees its tag, in whichever of the rows that is", async () => {
    const [tag = ""] = THREE.tags;
    await rows((database) => database.put("tags", new Map([[tag, ONE.id]]), bucketOf(tag)));
    expect(await store.readByTags([tag])).toEqual([undefined]);
    const next = { ...TWO, tags: [tag] };
    await store.commit({ put: [next] });
    expect(await store.readByTags([tag])).toEqual([next]);
  });
});

describe("a database whose records lay singly", () => {
  const ports = { now: () => 1_760_000_300_000, random: createSeededRandom("singly") };
  const password = "correct horse battery";

  async function makeSingly(records: readonly unknown[], vault: ReadonlyMap<string, unknown>) {
    const old = await openDB(name, 2, {
      upgrade(database) {
        database.createObjectStore("header");
        database.createObjectStore("records", { keyPath: "id" });
        database.createObjectStore("vault");
        const sealed = database.createObjectStore("sealed", { keyPath: "id" });
        sealed.createIndex("tags", "tags", { multiEntry: true, unique: true });
        database.createObjectStore("changed");
        database.createObjectStore("aside", { autoIncrement: true });
      },
    });
    for (const each of records) await old.put("sealed", each);
    for (const [key, value] of vault) await old.put("vault", value, key);
    await old.put("changed", ["x"], 3);
    await old.add("aside", "kept");
    old.close();
  }

  beforeEach(() => {
    name = `waykey-singly-${++count}`;
    const own = name;
    store = createIdbStore(() => Promise.resolve(own));
  });

  it("has them all in rows after the first use, and what else it held", async () => {
    const source = createIdbStore(() => Promise.resolve(`${name}-source`));
    const vaultKey = await createVault(source, { password, ...ports });
    await openVault(source, vaultKey, ports).putAll([account, otp, passkey]);
    const { manifest, records } = await source.readSnapshot();
    const header = await source.readHeader();
    const rotten = { id: nameOf("rr"), no: "record" };
    const vault = new Map([
      ["header", header],
      ["manifest", manifest],
      ["layout", 2],
    ]);
    await makeSingly([...records, rotten], vault);

    const opened = openVault(store, vaultKey, ports);
    const listed = await opened.listAll();
    expect(listed.records).toHaveLength(3);
    expect(listed.unreadable.map(({ id }) => id)).toEqual([rotten.id]);
    expect(await store.read(rotten.id)).toEqual(rotten);
    expect((await opened.findPasskeysByRpId(passkey.rpId)).records).toEqual([passkey]);
    expect((await opened.checkManifest()).state).not.toBe("damaged");
    expect(await store.readAside()).toEqual(["kept"]);
    await rows(async (database) => {
      expect(database.version).toBe(3);
      expect([...database.objectStoreNames]).toEqual([
        "aside",
        "buckets",
        "changed",
        "header",
        "records",
        "tags",
        "vault",
      ]);
      expect(await database.get("changed", 3)).toEqual(["x"]);
    });
  });

  it("is left as it is where that is cut off", async () => {
    await makeSingly([ONE, TWO, THREE], new Map([["header", "h"]]));
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("The disk is full", "QuotaExceededError");
    });
    expect(await errorCode(() => store.readAll())).toBe("vault/storage");
    put.mockRestore();
    await rows(async (database) => {
      expect(database.version).toBe(2);
      expect(await database.getAll("sealed")).toEqual([ONE, TWO, THREE]);
    });
    expect(await store.readAll()).toEqual([ONE, TWO, THREE]);
    expect(await store.readHeader()).toBe("h");
  });

  it("is left as it is where a record would be lost on the way", async () => {
    await makeSingly([ONE, TWO, THREE], new Map([["header", "h"]]));
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(function lose(
      this: IDBObjectStore,
    ) {
      return this.count() as unknown as IDBRequest<IDBValidKey>;
    });
    expect(await errorCode(() => store.readAll())).toBe("vault/storage");
    put.mockRestore();
    await rows(async (database) => {
      expect(database.version).toBe(2);
      expect(await database.getAll("sealed")).toEqual([ONE, TWO, THREE]);
    });
    expect(await store.readAll()).toEqual([ONE, TWO, THREE]);
  });

  it("has the later of two that say they are one, and both of two that bear one tag", async () => {
    // Rot and whoever writes to the disk ask no index whether that can be.
    const old = await openDB(name, 2, {
      upgrade(database) {
        for (const each of ["header", "records", "vault", "sealed", "changed"]) {
          database.createObjectStore(each);
        }
        database.createObjectStore("aside", { autoIncrement: true });
      },
    });
    const again = { ...ONE, revision: 2 };
    const alike = { ...TWO, tags: THREE.tags };
    for (const [i, each] of [ONE, THREE, again, alike].entries()) await old.put("sealed", each, i);
    old.close();
    expect(await store.readAll()).toEqual([again, alike, THREE]);
    expect(await store.readAside()).toEqual([ONE]);
    expect(await store.hasTags(THREE.tags)).toEqual([true]);
  });

  it("has what bears no name put aside", async () => {
    const nameless = { ...TWO, id: 5 };
    await makeSingly([ONE, nameless], new Map([["header", "h"]]));
    expect(await store.readAll()).toEqual([ONE]);
    expect(await store.readAside()).toEqual(["kept", nameless]);
  });
});
