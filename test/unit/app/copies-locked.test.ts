// A lock while a write is under way: what is answered as done, the second copy has all the same.

import { describe, expect, it, vi } from "vitest";
import { createAccount } from "../../../lib/app/accounts.ts";
import type { App } from "../../../lib/app/app.ts";
import { vaultCondition } from "../../../lib/app/vault-condition.ts";
import { encodeEntry } from "../../../lib/vault/copy-store.ts";
import { account } from "../vault/sample-records.ts";
import { copiedWorld, createAccounts, settle } from "./copies-kit.ts";
import { unlockedWorld, type World } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

/** The outer ids of what the store holds and the copy does not. */
function missingIn({ store, copy }: World): readonly string[] {
  const all = [...store.records].filter(([id, record]) => {
    return JSON.stringify(copy.entries.get(id)) !== JSON.stringify(encodeEntry(id, record));
  });
  return all.map(([id]) => id);
}

/** When the lock comes: as soon as the store has the write, or with the seals of what is to be copied half looked at. */
const MOMENTS: Readonly<Record<string, (world: World, app: App) => () => Promise<void>>> = {
  "between the commit and the second copy": (world, app) => {
    let locking = Promise.resolve();
    world.store.onCommitted = ({ put }) => {
      if (put !== undefined) locking = app.session.lock();
    };
    return () => locking;
  },
  "while the second copy is being written": (world, app) => {
    const read = world.copy.read.bind(world.copy);
    let locking: Promise<void> | null = null;
    world.copy.read = async (names) => {
      locking ??= app.session.lock();
      await locking;
      return read(names);
    };
    return () => locking ?? Promise.resolve();
  },
};

describe.each(Object.entries(MOMENTS))("a lock %s", (_moment, arm) => {
  it("leaves no write answered that the copy has not got", async () => {
    const { world, app } = await unlockedWorld([account]);
    await app.copies.follow();
    const locked = arm(world, app);
    await createAccount(app, "client", "new@example.com");
    expect(missingIn(world)).toEqual([]);
    await locked();
    expect(await app.session.isOpen()).toBe(false);
    expect((await vaultCondition(app)).notices).toEqual([]);
    expect(world.store.changed.size).toBe(0);
  });
});

describe("what an earlier worker left to be copied", () => {
  it("is not copied without the keys, nor told to be", async () => {
    const { world, worker } = await copiedWorld();
    await world.unlock(worker);
    world.copy.fails = true;
    await createAccounts(worker, "left@example.com");
    worker.kill();
    world.copy.fails = false;
    const next = world.bear();
    await next.app.session.lock();
    await settle(next);
    expect(missingIn(world)).toHaveLength(1);
    expect(world.store.changed.size).toBe(1);
    await world.unlock(next);
    await settle(next);
    expect(missingIn(world)).toEqual([]);
  });

  it("is copied before anything is written to the vault that was opened since", async () => {
    const { world, worker } = await copiedWorld();
    await world.unlock(worker);
    world.copy.fails = true;
    await createAccount(worker.app, "client", "left@example.com");
    worker.kill();
    world.copy.fails = false;
    const next = world.bear();
    await next.app.session.lock();
    await next.app.copies.catchUp();
    expect(missingIn(world)).toHaveLength(1);
    await world.unlock(next);
    let missing: readonly string[] | null = null;
    world.store.onCommit = () => {
      missing ??= missingIn(world);
    };
    await createAccount(next.app, "client", "next@example.com");
    expect(missing).toEqual([]);
    expect(missingIn(world)).toEqual([]);
  });
});
