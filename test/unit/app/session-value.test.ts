import { describe, expect, it } from "vitest";
import { WaykeyError } from "../../../lib/errors.ts";
import { SessionValue } from "../../../lib/app/session-value.ts";
import { FakeSessionStore } from "./fake-ports.ts";

const KEY = "key";

/** A store that counts its reads. */
class CountedStore extends FakeSessionStore {
  reads = 0;

  override async get(key: string): Promise<unknown> {
    this.reads++;
    return super.get(key);
  }
}

const failing = () => Promise.reject(new WaykeyError("vault/storage", "full"));

describe("a value of the session store", () => {
  it("is the empty one where nothing lies", async () => {
    expect(await new SessionValue(new CountedStore(), KEY, 7).get()).toBe(7);
  });

  it("is read once, and what was written is known", async () => {
    const store = new CountedStore();
    await store.set(KEY, 1);
    const value = new SessionValue(store, KEY, 0);
    expect([await value.get(), await value.get()]).toEqual([1, 1]);
    await value.set(2);
    expect(await value.get()).toBe(2);
    expect(store.values.get(KEY)).toBe(2);
    expect(store.reads).toBe(1);
  });

  it("is what the one before wrote, where another worker begins", async () => {
    const store = new CountedStore();
    await new SessionValue(store, KEY, 0).set(3);
    expect(await new SessionValue(store, KEY, 0).get()).toBe(3);
  });

  it("stays as it was until a write is done", async () => {
    const store = new CountedStore();
    const value = new SessionValue(store, KEY, 0);
    await value.set(1);
    const writing = value.set(2);
    expect(await value.get()).toBe(1);
    await writing;
    expect(await value.get()).toBe(2);
  });

  it.each([
    ["before it did anything", 1],
    ["after it did everything", 2],
  ] as const)("is read again when a write failed %s", async (_, lies) => {
    const store = new CountedStore();
    const value = new SessionValue(store, KEY, 0);
    await value.set(1);
    const set = store.set.bind(store);
    store.set = async (key, written) => {
      if (lies === written) await set(key, written);
      return failing();
    };
    await expect(value.set(2)).rejects.toMatchObject({ code: "vault/storage" });
    expect(await value.get()).toBe(lies);
  });

  it("keeps nothing of a read that a failed write overtook", async () => {
    const store = new CountedStore();
    const value = new SessionValue(store, KEY, 0);
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    store.get = async () => {
      await gate;
      return 1;
    };
    const reading = value.get();
    store.set = async (key, written) => {
      store.values.set(key, written);
      return failing();
    };
    await expect(value.set(2)).rejects.toMatchObject({ code: "vault/storage" });
    open();
    await reading;
    store.get = async (key) => store.values.get(key);
    expect(await value.get()).toBe(2);
  });

  it("gives a read that a write overtook what was written", async () => {
    const store = new CountedStore();
    const value = new SessionValue(store, KEY, 0);
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    store.get = async () => {
      await gate;
      return 1;
    };
    const reading = value.get();
    await value.set(2);
    open();
    expect([await reading, await value.get()]).toEqual([2, 2]);
  });
});
