import { describe, expect, it } from "vitest";
import { Notices } from "../../../lib/app/notices.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { FakeSessionStore } from "./fake-ports.ts";

function stores() {
  const kept = new FakeSessionStore();
  const memory = new FakeSessionStore();
  let reads = 0;
  for (const store of [kept, memory]) {
    const get = store.get.bind(store);
    store.get = (key) => {
      reads++;
      return get(key);
    };
  }
  const bear = () => new Notices(kept, memory, () => 7);
  return { kept, memory, bear, reads: () => reads };
}

const refuse = () => {
  throw new WaykeyError("vault/storage", "full");
};

describe("the notices", () => {
  it("are read once in a worker's life, and known after each change", async () => {
    const { bear, reads } = stores();
    const notices = bear();
    await notices.drop("copy-failed", "copy-differs");
    const before = reads();
    await notices.add("records-restored", 2);
    await notices.drop("copy-failed");
    await notices.drop("copy-differs");
    expect(await notices.list()).toEqual([{ kind: "records-restored", at: 7, count: 2 }]);
    // Once more after the write.
    expect(reads() - before).toBe(2);
    expect(await bear().list()).toEqual(await notices.list());
  });

  it("drops all the kinds it is given, and no other", async () => {
    const notices = stores().bear();
    for (const kind of ["copy-failed", "copy-renewed", "copy-differs"] as const) {
      await notices.add(kind);
    }
    await notices.drop("copy-failed", "copy-differs");
    expect((await notices.list()).map(({ kind }) => kind)).toEqual(["copy-renewed"]);
    await notices.drop();
    expect(await notices.list()).toHaveLength(1);
  });

  it("are kept in memory where the other store fails", async () => {
    const { kept, bear } = stores();
    kept.onSet = refuse;
    const notices = bear();
    await notices.add("copy-failed");
    expect((await notices.list()).map(({ kind }) => kind)).toEqual(["copy-failed"]);
    expect((await bear().list()).map(({ kind }) => kind)).toEqual(["copy-failed"]);
  });

  it("are read again where neither store took the change", async () => {
    const { kept, memory, bear } = stores();
    const notices = bear();
    await notices.add("copy-failed");
    kept.onSet = refuse;
    memory.onSet = refuse;
    await expect(notices.add("copy-differs")).rejects.toMatchObject({ code: "vault/storage" });
    expect((await notices.list()).map(({ kind }) => kind)).toEqual(["copy-failed"]);
  });

  it("are read again where they could not be read", async () => {
    const { kept, bear } = stores();
    await bear().add("records-restored", 2);
    const get = kept.get.bind(kept);
    kept.get = () => Promise.reject(new WaykeyError("vault/storage", "late"));
    const notices = bear();
    expect(await notices.list()).toEqual([]);
    kept.get = get;
    expect((await notices.list()).map(({ kind }) => kind)).toEqual(["records-restored"]);
    await notices.add("copy-failed");
    const kinds = (await bear().list()).map(({ kind }) => kind);
    expect(kinds).toEqual(["records-restored", "copy-failed"]);
  });

  it("take no stale list from a look that a change overtook", async () => {
    const { kept, bear } = stores();
    const get = kept.get.bind(kept);
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    kept.get = async (key) => {
      const value = await get(key);
      await gate;
      return value;
    };
    const notices = bear();
    const looking = notices.list();
    const adding = notices.add("copy-failed");
    open();
    expect([await looking, await adding]).toEqual([[], undefined]);
    expect((await notices.list()).map(({ kind }) => kind)).toEqual(["copy-failed"]);
  });
});
