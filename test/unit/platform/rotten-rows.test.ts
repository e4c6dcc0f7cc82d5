// A vault whose rows have rotted in the browser's database: it is never taken for one that is not there.

import "fake-indexeddb/auto";
import { openDB } from "idb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { createIdbStore } from "../../../lib/platform/idb-store.ts";
import { computeTag } from "../../../lib/vault/blind-index.ts";
import { bucketOf } from "../../../lib/vault/buckets.ts";
import { exportSealed } from "../../../lib/vault/export-sealed.ts";
import { reviewCopies } from "../../../lib/vault/review-copies.ts";
import type { SealedRecord, VaultStore } from "../../../lib/vault/store.ts";
import { createVault, unlockWithPassword } from "../../../lib/vault/unlock.ts";
import { openVault, type Vault } from "../../../lib/vault/vault.ts";
import { errorCode } from "../vault/error-code.ts";
import { MemoryCopy } from "../vault/memory-copy.ts";
import { account, otp, passkey } from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const password = "correct horse battery";
const ports = { now: () => 1_760_000_300_000, random: createSeededRandom("rotten-rows") };
const RECORDS = [account, otp, passkey];

let count = 0;
let name: string;
let store: VaultStore;
let vault: Vault;
let vaultKey: Bytes;

async function inDatabase(
  work: (database: Awaited<ReturnType<typeof openDB>>) => Promise<unknown>,
) {
  const database = await openDB(name);
  await work(database);
  database.close();
}

/** Another worker's: nothing is known to it. */
const reopen = () =>
  openVault(
    createIdbStore(() => Promise.resolve(name)),
    vaultKey,
    ports,
  );

beforeEach(async () => {
  name = `waykey-rotten-${++count}`;
  const own = name;
  store = createIdbStore(() => Promise.resolve(own));
  vaultKey = await createVault(store, { password, ...ports });
  vault = openVault(store, vaultKey, ports);
  await vault.putAll(RECORDS);
});

describe("a vault whose rows of records are none any more", () => {
  beforeEach(() =>
    inDatabase(async (database) => {
      for (const number of await database.getAllKeys("buckets")) {
        await database.put("buckets", `rotten ${Number(number)}`, number);
      }
    }),
  );

  it("is a damaged one without its header, and no new one is made in its place", async () => {
    await inDatabase((database) => database.delete("vault", "header"));
    expect(await errorCode(() => unlockWithPassword(store, password))).toBe("vault/damaged");
    expect(await errorCode(() => createVault(store, { password, ...ports }))).toBe("vault/damaged");
  });

  it("has lost its manifest where that is gone, and is no new one", async () => {
    await inDatabase((database) => database.delete("vault", "manifest"));
    const opened = reopen();
    expect((await opened.checkManifest()).state).toBe("no-manifest");
    expect((await opened.listAll()).generation).toBeNull();
    expect(await errorCode(() => opened.put(account))).toBe("vault/manifest");
  });

  it("is exported as it lies there, open or not", async () => {
    const sealed = JSON.parse(await exportSealed(store, new MemoryCopy(), null)) as {
      records: readonly unknown[];
    };
    expect(sealed.records).toHaveLength(RECORDS.length);
    expect(sealed.records.every((each) => String(each).startsWith("rotten "))).toBe(true);
    const raw = JSON.parse(await reopen().exportRaw()) as { records: readonly unknown[] };
    expect(raw.records).toEqual(sealed.records);
  });
});

describe("going over both copies of a vault", () => {
  let copy: MemoryCopy;

  const review = () => vault.maintain((context) => reviewCopies(context, copy, "full"));
  const found = async () => (await vault.findPasskeysByRpId(passkey.rpId)).records;

  /** The records as they lie there, by the rows of their tags. */
  async function tagsOf(): Promise<readonly string[]> {
    return ((await store.readAll()) as SealedRecord[]).flatMap(({ tags }) => tags);
  }

  beforeEach(async () => {
    copy = new MemoryCopy();
    await review();
  });

  it.each([
    ["gone", null],
    ["none", "rotten"],
    ["those of others", new Map([["A".repeat(22), "B".repeat(22)]])],
  ])("finds by their tags again those whose rows of tags are %s", async (_, row) => {
    await inDatabase(async (database) => {
      for (const number of await database.getAllKeys("tags")) {
        await (row === null ? database.delete("tags", number) : database.put("tags", row, number));
      }
    });
    expect((await review()).state).toBe("whole");
    expect(await found()).toEqual([passkey]);
    const tags = await tagsOf();
    expect(await store.hasTags(tags)).toEqual(tags.map(() => true));
    await inDatabase(async (database) => {
      const rows = (await database.getAll("tags")) as ReadonlyMap<string, string>[];
      expect(rows.flatMap((each) => [...each.keys()]).toSorted()).toEqual(tags.toSorted());
    });
  });

  it("gives a record other tags where one of its own was given out again meanwhile", async () => {
    await inDatabase((database) => database.clear("tags"));
    const other = {
      ...passkey,
      id: "passkey-2",
      credentialId: "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8",
    };
    await vault.put(other);
    expect((await review()).state).toBe("whole");
    expect((await found()).map(({ id }) => id).toSorted()).toEqual([passkey.id, other.id]);
    const tags = await tagsOf();
    expect(new Set(tags).size).toBe(tags.length);
    const later = { ...passkey, userName: "later@example.com" };
    await vault.put(later);
    expect(await vault.get(passkey.id)).toEqual(later);
    expect((await vault.checkManifest()).state).toBe("whole");
    expect((await review()).state).toBe("whole");
  });

  it("finds what was saved while rows of tags named records that are not there", async () => {
    const { rpId } = passkey;
    await inDatabase(async (database) => {
      for (const number of await database.getAllKeys("tags")) {
        const row = (await database.get("tags", number)) as ReadonlyMap<string, string>;
        const others = [...row.keys()].map((tag) => [tag, "A".repeat(22)] as const);
        await database.put("tags", new Map(others), number);
      }
    });
    expect(await found()).toEqual([]);
    for (const [i, credentialId] of ["ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8"].entries()) {
      await vault.put({ ...passkey, id: `passkey-${i + 2}`, credentialId });
    }
    expect((await review()).state).toBe("whole");
    const all = (await vault.findPasskeysByRpId(rpId)).records;
    expect(all.map(({ id }) => id).toSorted()).toEqual([passkey.id, "passkey-2"]);
  });

  it("fills the numbers that rows of tags had for taken, and no record bears", async () => {
    // As of records that never were, four of which lie below the next of that value.
    const keys = await vault.maintain(({ keys: held }) => Promise.resolve(held));
    const values = [0, 1, 2, 3, 4, 5].map((n) => computeTag(keys, "rpId", "other.headway.co", n));
    const tags = await Promise.all(values);
    await inDatabase(async (database) => {
      for (const tag of tags) {
        const row = (await database.get("tags", bucketOf(tag))) as Map<string, string> | undefined;
        const next = new Map([...(row ?? []), [tag, "A".repeat(22)] as const]);
        await database.put("tags", next, bucketOf(tag));
      }
    });
    const other = { ...passkey, id: "passkey-9", rpId: "other.headway.co" };
    await vault.put({ ...other, credentialId: "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8" });
    expect((await review()).state).toBe("whole");
    const all = (await vault.findPasskeysByRpId("other.headway.co")).records;
    expect(all.map(({ id }) => id)).toEqual(["passkey-9"]);
  });

  it("puts aside what lies among the records and is none", async () => {
    const strays = ["rotten", { id: "x", tags: [] }];
    const [sealed] = (await store.readAll()) as SealedRecord[];
    const at = bucketOf(sealed?.id ?? "");
    await inDatabase(async (database) => {
      const row = (await database.get("buckets", at)) as unknown[];
      await database.put("buckets", [...row, ...strays], at);
    });
    expect((await review()).state).toBe("whole");
    expect(await store.readAside()).toEqual(strays);
    expect((await store.readSnapshot()).strays).toEqual([]);
    expect((await vault.listAll()).records).toHaveLength(RECORDS.length);
  });

  it("leaves what is no record where nothing says that one is missing", async () => {
    await inDatabase(async (database) => {
      await database.delete("vault", "manifest");
      for (const number of await database.getAllKeys("buckets")) {
        await database.put("buckets", "rotten", number);
      }
    });
    copy = new MemoryCopy();
    expect((await review()).state).toBe("altered");
    expect((await store.readSnapshot()).strays).toHaveLength(RECORDS.length);
  });

  it("writes no row where all are as they should be", async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, "put");
    await review();
    const written = put.mock.contexts.map((each) => (each as IDBObjectStore).name);
    put.mockRestore();
    expect(written).not.toContain("buckets");
    expect(written).not.toContain("tags");
  });
});
