import { describe, expect, it, vi } from "vitest";
import { hasVault } from "../../../lib/app/app.ts";
import { createNewVault, vaultStatus } from "../../../lib/app/unlock.ts";
import {
  exportAllSealed,
  exportUnreadable,
  settleCondition,
  useCopy,
  vaultCondition,
} from "../../../lib/app/vault-condition.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp, passkey } from "../vault/sample-records.ts";
import { settle, unlockAndSettle, empty } from "./copies-kit.ts";
import { PASSWORD, START, unlockedWorld, type Worker, World } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const otherLabel = { ...otp, label: "later", updatedAt: START + 600_000 };

/** A world whose second copy is up to date, and a worker that was just born in it. */
async function copiedWorld() {
  const world = new World();
  await world.makeVault([account, otp, passkey]);
  const worker = world.bear();
  await settle(worker);
  return { world, worker, app: worker.app };
}

const kinds = async ({ app }: Worker) => (await app.notices.list()).map(({ kind }) => kind);

/** Of one site and account, one after the other. */
const many = Array.from({ length: 7 }, (_, n) => ({
  ...passkey,
  id: `passkey-no-${n}`,
  credentialId: Buffer.from(`credential-no-${1000 + n}`).toString("base64url"),
}));

async function worldOfMany() {
  const world = new World();
  await world.makeVault([account]);
  for (const each of many) await world.vault().put(each);
  const worker = world.bear();
  await unlockAndSettle(worker);
  return { world, worker };
}

async function listedIn({ handlers }: Worker) {
  const { accounts, unreadable } = await handlers["vault.contents"](null);
  expect(unreadable).toEqual([]);
  return accounts.flatMap(({ passkeys }) => passkeys).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function namesIn(worker: Worker) {
  return (await listedIn(worker)).map(({ id }) => id);
}

describe("records that are lost while the browser runs", () => {
  it("are put back by the next listing, which says so", async () => {
    const { world, worker } = await worldOfMany();
    const whole = await namesIn(worker);
    expect(whole).toHaveLength(many.length);
    for (const n of [2, 3]) world.store.records.delete(world.store.outerId(`passkey-no-${n}`));
    expect(await namesIn(worker)).toEqual(whole);
    expect(await worker.app.notices.list()).toMatchObject([{ kind: "records-restored", count: 2 }]);
    expect(await namesIn(worker)).toEqual(whole);
    expect((await vaultCondition(worker.app)).decision).toBeNull();
  });

  it("are put back where an older state of one came in its place", async () => {
    const { world, worker } = await worldOfMany();
    const outerId = world.store.outerId("passkey-no-3");
    const before = structuredClone(world.store.records.get(outerId));
    await worker.handlers["passkey.rename"]({ id: "passkey-no-3", label: "renamed" });
    world.store.records.set(outerId, before);
    expect((await listedIn(worker))[3]).toMatchObject({ label: "renamed" });
  });

  it("are asked about where the copy lacks them too, once, and hide nothing after that", async () => {
    const { world, worker } = await worldOfMany();
    for (const n of [2, 3]) {
      const outerId = world.store.outerId(`passkey-no-${n}`);
      world.store.records.delete(outerId);
      world.copy.entries.delete(outerId);
    }
    const left = many.map(({ id }) => id).filter((_, n) => n !== 2 && n !== 3);
    expect(await namesIn(worker)).toEqual(left);
    expect((await vaultCondition(worker.app)).decision).toBe("altered");
    const names = vi.spyOn(world.copy, "names");
    expect(await namesIn(worker)).toEqual(left);
    expect(names).not.toHaveBeenCalled();
    await settleCondition(worker.app, "keep-this", PASSWORD);
    expect((await vaultCondition(worker.app)).decision).toBeNull();
    const { records } = await world.vault().findPasskeysByRpId(passkey.rpId);
    expect(records.map(({ id }) => id).toSorted()).toEqual(left);
    expect(await namesIn(worker)).toEqual(left);
  });
});

describe("a record that has lost its shape, and was accepted so", () => {
  it("is gone over no more at each listing", async () => {
    const { world, worker } = await worldOfMany();
    const outerId = world.store.outerId("passkey-no-3");
    world.store.records.set(outerId, { id: outerId, rubbish: true });
    world.copy.entries.delete(outerId);
    await worker.handlers["vault.contents"](null);
    expect((await vaultCondition(worker.app)).decision).toBe("altered");
    await settleCondition(worker.app, "keep-this", PASSWORD);
    await worker.handlers["vault.contents"](null);
    const names = vi.spyOn(world.copy, "names");
    const { unreadable } = await worker.handlers["vault.contents"](null);
    expect(unreadable).toHaveLength(1);
    expect(names).not.toHaveBeenCalled();
    expect((await vaultCondition(worker.app)).decision).toBeNull();
  });
});

describe("the second copy", () => {
  it("follows every write, before it is answered, and holds what the store does", async () => {
    const { world, worker } = await unlockedWorld([account]);
    await settle(worker);
    await worker.handlers["account.create"]({ role: "client", email: "bo@example.com" });
    expect(world.store.changed.size).toBe(0);
    expect(world.copy.entries.size).toBe(world.store.records.size + 2);
  });

  it("is written once for many writes that come meanwhile", async () => {
    const { world, worker } = await copiedWorld();
    const { writes } = world.copy;
    await world.unlock(worker);
    await worker.handlers["account.create"]({ role: "client", email: "bo@example.com" });
    await Promise.all([1, 2, 3, 4, 5].map(() => worker.app.copies.follow()));
    expect(world.copy.writes).toBe(writes + 1);
  });

  it("is made good by the next worker where one died before it was written", async () => {
    const { world, worker } = await copiedWorld();
    worker.kill();
    await world.vault().put({ ...otp, label: "new" });
    expect(world.store.changed.size).toBe(1);
    const next = world.bear();
    await settle(next);
    // Whether what was written is whole takes the keys to tell.
    expect(world.store.changed.size).toBe(1);
    await unlockAndSettle(next);
    expect(world.store.changed.size).toBe(0);
  });

  it("that cannot be written is told once, and no more when it can be written again", async () => {
    const { world, worker } = await copiedWorld();
    await world.unlock(worker);
    world.copy.fails = true;
    await worker.handlers["account.create"]({ role: "client", email: "bo@example.com" });
    await settle(worker);
    expect(await kinds(worker)).toEqual(["copy-failed"]);
    world.copy.fails = false;
    await settle(worker);
    expect(await kinds(worker)).toEqual([]);
  });
});

describe("a database that was emptied", () => {
  it("has everything back before anybody is told that there is no vault", async () => {
    const { world } = await copiedWorld();
    empty(world.store);
    const worker = world.bear();
    expect(await hasVault(worker.app)).toBe(true);
    expect(await vaultStatus(worker.app)).toMatchObject({ state: "locked" });
    expect(await kinds(worker)).toEqual(["vault-restored"]);
    await unlockAndSettle(worker);
    expect((await world.records()).length).toBe(3);
  });

  it("takes no new vault in the place of the one that the copy has", async () => {
    const { world } = await copiedWorld();
    empty(world.store);
    const { app } = world.bear();
    expect(await errorCode(() => createNewVault(app, "another battery staple"))).toBe(
      "vault/exists",
    );
  });

  it("has its damaged header back, and the user is told so until they have seen it", async () => {
    const { world } = await copiedWorld();
    world.store.header = "damaged";
    const worker = world.bear();
    expect(await vaultStatus(worker.app)).toMatchObject({ state: "locked" });
    expect(await vaultCondition(worker.app)).toEqual({
      notices: [{ kind: "header-restored", at: START, count: 0 }],
      decision: null,
    });
    expect(world.store.aside).toEqual(["damaged"]);
    await worker.handlers["condition.dismiss"](null);
    expect(await kinds(worker)).toEqual([]);
  });
});

describe("the review after an unlock", () => {
  it("puts damaged records back and says how many", async () => {
    const { world } = await copiedWorld();
    world.store.sealed(otp.id).ciphertext = new Uint8Array(1040);
    world.store.records.delete(world.store.outerId(passkey.id));
    const worker = world.bear();
    await unlockAndSettle(worker);
    expect(await worker.app.notices.list()).toEqual([
      { kind: "records-restored", at: START, count: 2 },
    ]);
    expect(await world.records()).toEqual(expect.arrayContaining([otp, passkey]));
  });

  it("looks at everything once in a run of the browser, and quickly after that", async () => {
    const { world } = await copiedWorld();
    const worker = world.bear();
    await unlockAndSettle(worker);
    world.store.sealed(otp.id).ciphertext = new Uint8Array(1040);
    await worker.app.session.lock();
    await unlockAndSettle(worker);
    expect(await kinds(worker)).toEqual([]);
    world.sessionStore.values.clear();
    const next = world.bear();
    await unlockAndSettle(next);
    expect(await kinds(next)).toEqual(["records-restored"]);
  });

  it("keeps nobody from their codes when it fails", async () => {
    const { world } = await copiedWorld();
    world.copy.fails = true;
    const worker = world.bear();
    await unlockAndSettle(worker);
    expect(await kinds(worker)).toEqual(["copy-failed"]);
    expect(await vaultStatus(worker.app)).toEqual({ state: "unlocked" });
  });
});

describe("an older state of the vault", () => {
  async function olderWorld() {
    const { world, worker } = await copiedWorld();
    const { header, manifest, records, changes, copied, ownWrites } = world.store;
    const older = structuredClone({ header, manifest, records, changes, copied, ownWrites });
    await world.unlock(worker);
    world.now += 600_000;
    await world.vault().put(otherLabel);
    await world.vault().remove([passkey.id]);
    await settle(worker);
    worker.kill();
    empty(world.store);
    world.store.header = older.header;
    world.store.manifest = older.manifest;
    world.store.changes = older.changes;
    world.store.copied = older.copied;
    world.store.ownWrites = older.ownWrites;
    for (const [id, stored] of older.records) world.store.records.set(id, stored);
    const next = world.bear();
    await unlockAndSettle(next);
    return { world, worker: next, app: next.app };
  }

  it("is for the user to decide, with the password, and only while the vault is open", async () => {
    const { app, worker } = await olderWorld();
    expect((await vaultCondition(app)).decision).toBe("older");
    expect(await errorCode(() => settleCondition(app, "take-later", "wrong password"))).toBe(
      "vault/password",
    );
    await app.session.lock();
    expect((await vaultCondition(app)).decision).toBeNull();
    expect(await errorCode(() => settleCondition(app, "take-later", PASSWORD))).toBe(
      "vault/locked",
    );
    await unlockAndSettle(worker);
    expect((await vaultCondition(app)).decision).toBe("older");
  });

  it("gives way to the later one: what was changed and removed there is so again", async () => {
    const { world, app } = await olderWorld();
    await world.vault().put({ ...otp, id: "otp-meanwhile" });
    await settleCondition(app, "take-later", PASSWORD);
    expect((await vaultCondition(app)).decision).toBeNull();
    const records = await world.records();
    expect(records.map(({ id }) => id).toSorted()).toEqual([account.id, otp.id, "otp-meanwhile"]);
    expect(records).toContainEqual(otherLabel);
    expect(await world.vault().checkManifest()).toMatchObject({ state: "whole" });
    expect(world.store.changed.size).toBe(0);
  });

  it("is kept where the user wants it, and copied from then on", async () => {
    const { world, worker, app } = await olderWorld();
    await settleCondition(app, "keep-this", PASSWORD);
    expect((await vaultCondition(app)).decision).toBeNull();
    expect(await world.records()).toEqual(expect.arrayContaining([otp, passkey]));
    await world.vault().put({ ...otp, label: "on" });
    await settle(worker);
    expect(world.store.changed.size).toBe(0);
    world.sessionStore.values.clear();
    await unlockAndSettle(world.bear());
    expect(await kinds(worker)).toEqual([]);
  });

  it("decides nothing where there is nothing to decide", async () => {
    const { app } = await unlockedWorld([account]);
    expect(await errorCode(() => settleCondition(app, "keep-this", PASSWORD))).toBe(
      "vault/no-record",
    );
  });
});

describe("records that neither copy explains", () => {
  it("are accepted as they are at the user's word", async () => {
    const { world, worker, app } = await copiedWorld();
    const id = world.store.outerId(otp.id);
    world.store.records.delete(id);
    world.copy.entries.delete(id);
    await unlockAndSettle(worker);
    expect((await vaultCondition(app)).decision).toBe("altered");
    await settleCondition(app, "keep-this", PASSWORD);
    expect(await world.vault().checkManifest()).toMatchObject({ state: "whole" });
    expect((await vaultCondition(app)).decision).toBeNull();
  });
});

describe("a database that does not open", () => {
  async function brokenWorld() {
    const { world, worker } = await copiedWorld();
    worker.kill();
    const { store } = world;
    const readHeader = store.readHeader.bind(store);
    store.readHeader = () => errorOf();
    world.storage.onAnew = () => {
      empty(store);
      store.readHeader = readHeader;
    };
    return { world, app: world.bear().app };
  }

  async function errorOf(): Promise<never> {
    const { WaykeyError } = await import("../../../lib/errors.ts");
    throw new WaykeyError("vault/storage", "The browser's storage failed (UnknownError)");
  }

  it("is told as unreadable, with the way to go on with the copy, if there is one", async () => {
    const { world, app } = await brokenWorld();
    expect(await vaultStatus(app)).toEqual({
      state: "unreadable",
      reason: "vault/storage",
      canUseCopy: true,
    });
    world.copy.entries.clear();
    expect(await vaultStatus(app)).toMatchObject({ canUseCopy: false });
    expect(await errorCode(() => useCopy(app))).toBe("vault/exists");
    expect(world.storage.anew).toBe(0);
  });

  it("is left as it is, and the copy goes into a new one", async () => {
    const { world, app } = await brokenWorld();
    await useCopy(app);
    expect(world.storage.anew).toBe(1);
    expect(await vaultStatus(app)).toMatchObject({ state: "locked" });
    expect(await world.records()).toHaveLength(3);
  });

  it("is never left while it opens", async () => {
    const { world, app } = await copiedWorld();
    expect(await errorCode(() => useCopy(app))).toBe("vault/exists");
    expect(world.storage.anew).toBe(0);
  });
});

describe("the files of what cannot be read", () => {
  it("hold what does not open, of an open vault", async () => {
    const { world, worker, app } = await copiedWorld();
    expect(await errorCode(() => exportUnreadable(app))).toBe("vault/locked");
    await world.unlock(worker);
    world.store.sealed(otp.id).ciphertext = new Uint8Array(1040);
    const { fileName, text } = await exportUnreadable(app);
    expect(fileName).toBe("waykey-unreadable-2025-10-09.json");
    expect((JSON.parse(text) as { records: unknown[] }).records).toHaveLength(1);
  });

  it("hold everything sealed, of a vault that is open or unreadable and not of one that is locked", async () => {
    const { world, app } = await copiedWorld();
    expect(await errorCode(() => exportAllSealed(app))).toBe("vault/locked");
    world.store.header = "damaged";
    world.copy.entries.set("header", "damaged too");
    const { text } = await exportAllSealed(app);
    expect(JSON.parse(text)).toMatchObject({ format: "waykey-sealed", header: "damaged" });
  });
});

describe("room on the disk", () => {
  it("is looked at before a write: too little, and nothing has changed", async () => {
    const { world, worker } = await unlockedWorld([account]);
    const { commits } = world.store;
    world.storage.free = 100_000;
    const add = () =>
      worker.handlers["account.create"]({ role: "client", email: "bo@example.com" });
    expect(await errorCode(add)).toBe("vault/no-room");
    expect(world.store.commits).toBe(commits);
    world.storage.free = null;
    await add();
    expect(world.store.commits).toBe(commits + 1);
  });

  it("is not asked for again within a minute where there is plenty", async () => {
    const { world, worker } = await unlockedWorld([account]);
    const add = (email: string) => worker.handlers["account.create"]({ role: "client", email });
    await add("a@example.com");
    world.storage.free = 0;
    await add("b@example.com");
    world.now += 60_001;
    expect(await errorCode(() => add("c@example.com"))).toBe("vault/no-room");
  });
});
