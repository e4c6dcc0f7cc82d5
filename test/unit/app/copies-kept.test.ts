// What the two copies of the vault keep when decisions, reviews and locks are cut off, and saves and damage
// come between.

import { describe, expect, it, vi } from "vitest";
import { findOpenVault } from "../../../lib/app/app.ts";
import { restoreBackup } from "../../../lib/app/backups.ts";
import { changePassword } from "../../../lib/app/change-password.ts";
import { unlock, vaultStatus } from "../../../lib/app/unlock.ts";
import {
  exportAllSealed,
  settleCondition,
  vaultCondition,
} from "../../../lib/app/vault-condition.ts";
import { removePin } from "../../../lib/app/verification-setup.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { sealBackup } from "../../../lib/exchange/backup.ts";
import { exportSealed } from "../../../lib/vault/export-sealed.ts";
import { errorCode } from "../vault/error-code.ts";
import { MemoryCopy } from "../vault/memory-copy.ts";
import { MemoryStore } from "../vault/memory-store.ts";
import { account, otp, passkey } from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import {
  DAY_MS,
  PIN,
  settle,
  unlockAndSettle,
  stateOf,
  putBack,
  copiedWorld,
  createAccounts,
  emailsOf,
  rot,
} from "./copies-kit.ts";
import { BACKUP_PASSWORD, PASSWORD, PROOF } from "./kit.ts";
import { callsToTry } from "./thoroughness.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

/** A store that was put back, in which something was saved since, and which is to be decided on. */
async function olderWorld(later: readonly string[], mine: readonly string[]) {
  const { world, worker } = await copiedWorld();
  const older = stateOf(world.store);
  await world.unlock(worker);
  await createAccounts(worker, ...later);
  worker.kill();
  putBack(world.store, older);
  const next = world.bear();
  await unlockAndSettle(next);
  await createAccounts(next, ...mine);
  expect((await vaultCondition(next.app)).decision).toBe("older");
  return { world, next, older };
}

describe("the decision for the later state, taken again", () => {
  it("loses nothing where the worker died in between and the vault stayed open", async () => {
    const lost: string[] = [];
    for (const moment of ["before", "after"] as const) {
      for (const call of callsToTry(moment)) {
        const { world, next } = await olderWorld(
          ["x@example.com", "y@example.com"],
          ["mine@example.com"],
        );
        next.kill();
        const dying = world.bear({ call, moment });
        const isCutOff = await Promise.race([
          settleCondition(dying.app, "take-later", PASSWORD).then(() => false),
          dying.death.then(() => true),
        ]);
        dying.kill();
        // The vault is still unlocked, and the options page still shows the decision.
        const last = world.bear();
        await last.app.copies.catchUp();
        if ((await vaultCondition(last.app)).decision !== null) {
          await settleCondition(last.app, "take-later", PASSWORD);
        }
        await last.app.session.lock();
        await unlockAndSettle(last);
        if (!(await emailsOf(world)).includes("mine@example.com")) lost.push(`${moment} ${call}`);
        if (!isCutOff) break;
      }
    }
    expect(lost).toEqual([]);
  }, 60_000);

  it("loses nothing where the session store failed and the user tries again", async () => {
    const { world, next } = await olderWorld(
      ["x@example.com", "y@example.com"],
      ["mine@example.com"],
    );
    const remove = world.sessionStore.remove.bind(world.sessionStore);
    world.sessionStore.remove = async (key) => {
      if (key === "vault-decision") throw new WaykeyError("vault/storage", "It does not answer");
      await remove(key);
    };
    const decide = () => settleCondition(next.app, "take-later", PASSWORD);
    expect(await errorCode(decide)).toBe("vault/storage");
    world.sessionStore.remove = remove;
    await decide();
    expect(await emailsOf(world)).toContain("mine@example.com");
  });

  it("loses nothing of what waited for room when a second older state is put back", async () => {
    const { world, next, older } = await olderWorld(
      ["x@example.com", "y@example.com"],
      ["mine@example.com"],
    );
    // The room that was plenty a minute ago is looked at again.
    world.now += 61_000;
    world.storage.free = 0;
    expect(await errorCode(() => settleCondition(next.app, "take-later", PASSWORD))).toBe(
      "vault/no-room",
    );
    expect(world.store.waiting).toHaveLength(1);
    next.kill();
    // The same happens again before there was room: records, manifest and notes of that time, as they lay.
    const { waiting } = world.store;
    putBack(world.store, older);
    world.store.waiting = waiting;
    world.storage.free = 1e9;
    const last = world.bear();
    await unlockAndSettle(last);
    expect((await vaultCondition(last.app)).decision).toBe("older");
    await settleCondition(last.app, "take-later", PASSWORD);
    await last.app.session.lock();
    await unlockAndSettle(last);
    expect(await emailsOf(world)).toContain("mine@example.com");
  });

  it("leaves no PIN of the state that gave way to unlock with, though writing what waits failed", async () => {
    const { world, worker, app } = await copiedWorld({ withPin: true });
    const older = stateOf(world.store);
    world.now += 60_000;
    await world.unlock(worker);
    await removePin(app, PASSWORD);
    await createAccounts(worker, "x@example.com", "y@example.com");
    await app.session.lock();
    worker.kill();
    putBack(world.store, older);
    const next = world.bear();
    await unlockAndSettle(next);
    await createAccounts(next, "mine@example.com");
    // The room that was plenty a minute ago is looked at again.
    world.now += 61_000;
    world.storage.free = 0;
    expect(await errorCode(() => settleCondition(next.app, "take-later", PASSWORD))).toBe(
      "vault/no-room",
    );
    await next.app.session.lock();
    const byPin = () => unlock(next.app, { method: "pin", pin: PIN });
    expect(await errorCode(byPin)).toBe("verification/none");
  });
});

describe("the review after an unlock", () => {
  it("tells what it put back though a lock ended it afterwards", async () => {
    const { world, worker } = await copiedWorld();
    worker.kill();
    world.sessionStore.values.clear();
    rot(world, otp.id);
    const next = world.bear();
    await next.app.copies.catchUp();
    const repair = world.store.repair.bind(world.store);
    world.store.repair = async (change) => {
      await repair(change);
      world.store.repair = repair;
      await next.app.session.lock();
    };
    await unlock(next.app, PROOF);
    await settle(next);
    expect((await world.records()).map(({ id }) => id)).toContain(otp.id);
    await unlockAndSettle(next);
    expect((await vaultCondition(next.app)).notices).toMatchObject([
      { kind: "records-restored", count: 1 },
    ]);
  });

  it("tells what it put back though the copy could not be written afterwards", async () => {
    const { world, worker } = await copiedWorld();
    worker.kill();
    world.sessionStore.values.clear();
    rot(world, otp.id);
    const next = world.bear();
    const repair = world.store.repair.bind(world.store);
    world.store.repair = async (change) => {
      await repair(change);
      world.copy.fails = true;
    };
    await unlockAndSettle(next);
    world.store.repair = repair;
    world.copy.fails = false;
    await next.app.session.lock();
    await unlockAndSettle(next);
    expect((await vaultCondition(next.app)).notices).toContainEqual(
      expect.objectContaining({ kind: "records-restored" }),
    );
  });

  it("is not kept for ever from all other records by one whose tag went to a tombstone", async () => {
    const { world, worker } = await copiedWorld();
    await unlockAndSettle(worker);
    // A new secret: its old tag goes over to a tombstone. The copy does not hear of it.
    world.copy.fails = true;
    await world.vault().put({ ...otp, secret: "OTk5OTk5OTk5OTk5OTk5OTk5OTk" });
    worker.kill();
    world.copy.fails = false;
    rot(world, otp.id);
    rot(world, passkey.id);
    world.sessionStore.values.clear();
    const next = world.bear();
    await unlockAndSettle(next);
    expect((await world.records()).map(({ id }) => id)).toContain(passkey.id);
    expect((await vaultCondition(next.app)).notices.map(({ kind }) => kind)).not.toContain(
      "copy-failed",
    );
  });
});

describe("a record that was taken out of the store", () => {
  it("is put back though its running number of a tag was given out again", async () => {
    const { world, worker } = await copiedWorld();
    await unlockAndSettle(worker);
    world.store.records.delete(world.store.outerId(passkey.id));
    // The next passkey of the site, as a page enrols it.
    const next = { ...passkey, id: "passkey-2", credentialId: "AAAAAAAAAAAAAAAAAAAAAg" };
    await (await findOpenVault(worker.app))?.put(next);
    await worker.app.session.lock();
    worker.kill();
    world.sessionStore.values.clear();
    const last = world.bear();
    await unlockAndSettle(last);
    expect((await world.records()).map(({ id }) => id)).toContain(passkey.id);
    expect((await vaultCondition(last.app)).notices.map(({ kind }) => kind)).not.toContain(
      "copy-failed",
    );
  });
});

describe("a copy of which two records bear one tag", () => {
  it("puts an emptied store back all the same", async () => {
    const { world, worker } = await copiedWorld();
    await unlockAndSettle(worker);
    world.store.records.delete(world.store.outerId(passkey.id));
    const next = { ...passkey, id: "passkey-2", credentialId: "AAAAAAAAAAAAAAAAAAAAAg" };
    await (await findOpenVault(worker.app))?.put(next);
    worker.kill();
    world.sessionStore.values.clear();
    const nothing = stateOf(new MemoryStore());
    putBack(world.store, nothing);
    const { app } = world.bear();
    expect(await vaultStatus(app)).toMatchObject({ state: "locked" });
    expect(world.store.records.size).toBeGreaterThan(2);
  });
});

describe("a header that is not the one that was written", () => {
  it("keeps no save from the copy without a word", async () => {
    const { world, worker, app } = await copiedWorld();
    await unlockAndSettle(worker);
    // The note of what was written has rotted; header and manifest are as they should be.
    world.store.ownWrites = {
      ...world.store.ownWrites,
      headers: world.store.ownWrites.headers.map((each) => `A${each.slice(1)}`),
    };
    await createAccounts(worker, "bo@example.com");
    await app.session.lock();
    await unlockAndSettle(worker);
    const isCopied = [...world.store.records.keys()].every((id) => world.copy.entries.has(id));
    const isTold = (await vaultCondition(app)).notices.length > 0;
    expect(isCopied || isTold).toBe(true);
  });
});

describe("a record that rots after the review", () => {
  it("does not take the copy's good one with it when an older backup is restored", async () => {
    const { world, worker, app } = await copiedWorld();
    const random = createSeededRandom("backup");
    const ports = { now: () => world.now, random };
    const backup = await sealBackup([account, otp, passkey], BACKUP_PASSWORD, ports);
    world.now += DAY_MS;
    await unlockAndSettle(worker);
    await worker.handlers["passkey.rename"]({ id: passkey.id, label: "newer than the backup" });
    rot(world, passkey.id);
    await restoreBackup(app, backup, BACKUP_PASSWORD, "merge");
    await app.session.lock();
    worker.kill();
    world.sessionStore.values.clear();
    await unlockAndSettle(world.bear());
    expect(await world.vault().get(passkey.id)).toMatchObject({ label: "newer than the backup" });
  });

  it("is put back when it is listed", async () => {
    const { world, worker, app } = await copiedWorld();
    await unlockAndSettle(worker);
    rot(world, passkey.id);
    const contents = await worker.handlers["vault.contents"](null);
    expect(contents).toMatchObject({ unreadable: [] });
    expect(JSON.stringify(contents)).toContain(`"id":"${passkey.id}"`);
    expect((await vaultCondition(app)).notices).toMatchObject([
      { kind: "records-restored", count: 1 },
    ]);
  });

  it("is looked for once where the copy has not got it either", async () => {
    const { world, worker, app } = await copiedWorld();
    await unlockAndSettle(worker);
    rot(world, passkey.id);
    world.copy.entries.delete(world.store.outerId(passkey.id));
    const review = vi.spyOn(app.copies, "review");
    for (const _ of [1, 2]) {
      const { unreadable } = await worker.handlers["vault.contents"](null);
      expect(unreadable).toHaveLength(1);
    }
    expect(review).toHaveBeenCalledTimes(1);
  });
});

describe("a lock", () => {
  it("ends the making anew of the copy before another record is opened", async () => {
    const { world, worker, app } = await copiedWorld();
    await unlockAndSettle(worker);
    world.copy.entries.clear();
    const opened = vi.spyOn(crypto.subtle, "decrypt");
    const readChanges = world.store.readChanges.bind(world.store);
    world.store.readChanges = async (which) => {
      const all = await readChanges(which);
      if (which === "all") {
        await app.session.lock();
        opened.mockClear();
      }
      return all;
    };
    await app.copies.follow();
    expect(opened.mock.calls.length).toBe(0);
    opened.mockRestore();
  });

  it("has nothing written afterwards that waited for the vault to be open", async () => {
    const { world, next } = await olderWorld(["x@example.com"], ["mine@example.com"]);
    world.now += 61_000;
    world.storage.free = 0;
    await errorCode(() => settleCondition(next.app, "take-later", PASSWORD));
    world.storage.free = 1e9;
    await next.app.session.lock();
    const readWaiting = world.store.readWaiting.bind(world.store);
    let commits = 0;
    world.store.readWaiting = async () => {
      await next.app.session.lock();
      commits = world.store.commits;
      return readWaiting();
    };
    await unlock(next.app, PROOF);
    await settle(next);
    expect(commits).toBeGreaterThan(0);
    expect(world.store.commits).toBe(commits);
  });

  it("has the review end though the alarm cannot be cleared", async () => {
    const { world, worker, app } = await copiedWorld();
    await unlockAndSettle(worker);
    const onLock = vi.spyOn(app.copies, "onLock");
    world.alarms.clear = () => Promise.reject(new Error("The browser is shutting down"));
    await app.session.lock().catch(() => undefined);
    expect(await app.session.isOpen()).toBe(false);
    expect(onLock).toHaveBeenCalled();
    expect(world.locks).toBeGreaterThan(0);
  });
});

describe("a header that was put aside", () => {
  it("keeps no key slot that is replaced later", async () => {
    const { world, worker, app } = await copiedWorld();
    const header = structuredClone(world.store.header) as {
      mac: string;
      slots: { wrappedKey: string }[];
    };
    const [slot] = header.slots;
    // A mac that has lost a character: the header cannot be read, its slots are as they were.
    world.store.header = { ...header, mac: header.mac.slice(1) };
    await vaultStatus(app);
    expect((await vaultCondition(app)).notices).toMatchObject([{ kind: "header-restored" }]);
    await unlockAndSettle(worker);
    await changePassword(app, PROOF, "another password 1");
    await settle(worker);
    const everything = JSON.stringify([
      world.store.header,
      world.store.aside,
      [...world.copy.entries],
    ]);
    expect(everything).not.toContain(slot?.wrappedKey);
  });
});

describe("the file of everything sealed", () => {
  it("holds the records of the version 1 layout", async () => {
    const store = new MemoryStore();
    store.version1.header = { format: "waykey-vault", version: 1, rotten: true };
    store.version1.records.set("a", { id: "a", ciphertext: new Uint8Array([1, 2, 3]) });
    const parsed = JSON.parse(await exportSealed(store, new MemoryCopy(), null)) as object;
    expect(JSON.stringify(parsed)).toContain('"AQID"');
  });

  it("holds what waits to be written again", async () => {
    const { world, next } = await olderWorld(["x@example.com"], ["mine@example.com"]);
    // The room that was plenty a minute ago is looked at again.
    world.now += 61_000;
    world.storage.free = 0;
    expect(await errorCode(() => settleCondition(next.app, "take-later", PASSWORD))).toBe(
      "vault/no-room",
    );
    world.store.aside.length = 0;
    const [waiting] = world.store.waiting as readonly { id: string }[];
    const { text } = await exportAllSealed(next.app);
    expect(text).toContain(waiting?.id);
    expect((await vaultStatus(next.app)).state).toBe("unlocked");
  });
});
