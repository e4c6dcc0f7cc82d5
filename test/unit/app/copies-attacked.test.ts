// Both copies of the vault against rollbacks, forgeries, deaths and failures of either store, in the orders
// that hurt most: what was acknowledged is there, or the user is told and asked.

import { describe, expect, it, vi } from "vitest";
import { changePassword } from "../../../lib/app/change-password.ts";
import { createNewVault, unlock, vaultStatus } from "../../../lib/app/unlock.ts";
import { settleCondition, vaultCondition } from "../../../lib/app/vault-condition.ts";
import { removePin, setPin } from "../../../lib/app/verification-setup.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { type CopyEntry, encodeEntry } from "../../../lib/vault/copy-store.ts";
import { errorCode } from "../vault/error-code.ts";
import type { MemoryStore } from "../vault/memory-store.ts";
import { account, otp, passkey } from "../vault/sample-records.ts";
import { PASSWORD, PROOF, type Worker, World } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const DAY_MS = 86_400_000;
const PIN = "8265";

async function settle({ app }: Worker): Promise<void> {
  await app.copies.follow();
  await app.afterwards(() => Promise.resolve());
}

async function unlockAndSettle(worker: Worker): Promise<void> {
  await unlock(worker.app, PROOF);
  await settle(worker);
}

type State = Pick<
  MemoryStore,
  "header" | "manifest" | "records" | "changed" | "changes" | "copied"
>;

function stateOf({ header, manifest, records, changed, changes, copied }: MemoryStore): State {
  return structuredClone({ header, manifest, records, changed, changes, copied });
}

/** Puts a whole earlier state back, as who restores the browser's files does. */
function putBack(store: MemoryStore, state: State): void {
  const { header, manifest, changes, copied } = state;
  Object.assign(store, { header, manifest, changes, copied });
  for (const name of ["records", "changed"] as const) {
    store[name].clear();
    for (const [id, value] of state[name]) (store[name] as Map<string, unknown>).set(id, value);
  }
}

function empty(store: MemoryStore): void {
  const nothing = { header: undefined, manifest: undefined, changes: 0, copied: null };
  putBack(store, { ...nothing, records: new Map(), changed: new Map() });
}

/** A vault with its copy, locked but for what `withPin` needs. */
async function copiedWorld({ withPin = false } = {}) {
  const world = new World();
  await world.makeVault([account, otp, passkey]);
  const worker = world.bear();
  if (withPin) {
    await unlockAndSettle(worker);
    await setPin(worker.app, PASSWORD, PIN);
  }
  await settle(worker);
  return { world, worker, app: worker.app };
}

async function createAccounts(worker: Worker, ...emails: readonly string[]): Promise<void> {
  for (const email of emails) await worker.handlers["account.create"]({ role: "client", email });
}

async function emailsOf(world: World): Promise<readonly string[]> {
  return (await world.records()).flatMap((each) => (each.kind === "account" ? [each.email] : []));
}

const idsOf = async (world: World) => (await world.records()).map(({ id }) => id);

/** Changes a character of the checksum, and nothing else. */
function spoilChecksum(world: World, name: string): CopyEntry {
  const entry = world.copy.entries.get(name) as CopyEntry;
  world.copy.entries.set(name, { ...entry, checksum: `A${entry.checksum.slice(1)}` });
  return entry;
}

describe("a store that was put back by one write", () => {
  it.each([true, false])(
    "is noticed though the unlock itself writes, in a new run of the browser: %s",
    async (isNewRun) => {
      const { world, worker, app } = await copiedWorld({ withPin: true });
      const older = stateOf(world.store);
      world.now += DAY_MS;
      await world.unlock(worker);
      await createAccounts(worker, "bo@example.com");
      await app.session.lock();
      worker.kill();
      putBack(world.store, older);
      if (isNewRun) world.sessionStore.values.clear();
      const next = world.bear();
      await unlockAndSettle(next);
      expect((await vaultCondition(next.app)).decision).toBe("older");
      await settleCondition(next.app, "take-later", PASSWORD);
      expect(await emailsOf(world)).toContain("bo@example.com");
    },
  );

  it("is still there to decide on after writes, and in the next run of the browser", async () => {
    const { world, worker } = await copiedWorld();
    const older = stateOf(world.store);
    await world.unlock(worker);
    await createAccounts(worker, "bo@example.com");
    worker.kill();
    putBack(world.store, older);
    const next = world.bear();
    await unlockAndSettle(next);
    await createAccounts(next, "a@example.com", "b@example.com", "c@example.com");
    next.kill();
    world.sessionStore.values.clear();
    const last = world.bear();
    await unlockAndSettle(last);
    expect((await vaultCondition(last.app)).decision).toBe("older");
    await settleCondition(last.app, "take-later", PASSWORD);
    expect(await emailsOf(world)).toEqual(
      expect.arrayContaining(["bo@example.com", "a@example.com", "c@example.com"]),
    );
    expect(await world.vault().checkManifest()).toMatchObject({ state: "whole" });
  });
});

describe("the decision for the later state", () => {
  it(
    "loses nothing that was acknowledged, whenever the worker dies",
    { timeout: 60_000 },
    async () => {
      let isCutOff = true;
      for (let call = 1; isCutOff; call++) {
        for (const moment of ["before", "after"] as const) {
          const { world, worker } = await copiedWorld();
          const older = stateOf(world.store);
          await world.unlock(worker);
          await createAccounts(worker, "x@example.com", "y@example.com");
          worker.kill();
          putBack(world.store, older);
          const next = world.bear();
          await unlockAndSettle(next);
          await createAccounts(next, "mine@example.com");
          next.kill();
          const dying = world.bear({ call, moment });
          isCutOff = await Promise.race([
            settleCondition(dying.app, "take-later", PASSWORD).then(() => false),
            dying.death.then(() => true),
          ]);
          dying.kill();
          const last = world.bear();
          await unlockAndSettle(last);
          if ((await vaultCondition(last.app)).decision !== null) {
            await settleCondition(last.app, "take-later", PASSWORD);
          }
          expect(await emailsOf(world), `${moment} call ${call}`).toEqual(
            expect.arrayContaining(["x@example.com", "y@example.com", "mine@example.com"]),
          );
          expect(await world.vault().checkManifest()).toMatchObject({ state: "whole" });
        }
      }
    },
  );

  it("brings back no PIN that was removed there, neither in the vault nor for unlocking", async () => {
    const { world, worker, app } = await copiedWorld({ withPin: true });
    const older = stateOf(world.store);
    world.now += 60_000;
    await world.unlock(worker);
    await removePin(app, PASSWORD);
    await createAccounts(worker, "x@example.com", "y@example.com");
    await app.session.lock();
    worker.kill();
    putBack(world.store, older);
    world.now += DAY_MS;
    const next = world.bear();
    await unlockAndSettle(next);
    await settleCondition(next.app, "take-later", PASSWORD);
    const held = (await world.records()).find(({ kind }) => kind === "verification");
    expect(held).toMatchObject({ pin: null });
    await next.app.session.lock();
    const byPin = () => unlock(next.app, { method: "pin", pin: PIN });
    expect(await errorCode(byPin)).toBe("verification/none");
  });

  it("keeps no key slot that was replaced", async () => {
    const { world, worker, app } = await copiedWorld();
    await unlockAndSettle(worker);
    const { header } = structuredClone({ header: world.store.header });
    await changePassword(app, PROOF, "another password 1");
    worker.kill();
    world.store.header = header;
    world.sessionStore.values.clear();
    const next = world.bear();
    await unlockAndSettle(next);
    await settleCondition(next.app, "take-later", PASSWORD);
    expect(JSON.stringify(world.store.aside)).not.toContain("slots");
    expect(await errorCode(() => unlock(world.bear().app, PROOF))).toBe("vault/password");
  });
});

describe("a store or a copy that fails", () => {
  it("does not undo a write when the copy and the notices fail, and is told all the same", async () => {
    const { world, worker, app } = await copiedWorld();
    await world.unlock(worker);
    world.copy.fails = true;
    world.kept.onSet = () => {
      throw new WaykeyError("vault/storage", "storage.local is broken");
    };
    await createAccounts(worker, "bo@example.com");
    expect(await emailsOf(world)).toContain("bo@example.com");
    expect((await vaultCondition(app)).notices).toMatchObject([{ kind: "copy-failed" }]);
  });

  it("leaves good records in the copy where the store damages what it writes", async () => {
    const { world, worker } = await copiedWorld();
    await world.unlock(worker);
    world.store.onCommitted = ({ put }) => {
      for (const { id } of put ?? []) {
        const held = world.store.records.get(id) as { ciphertext: Uint8Array };
        held.ciphertext = held.ciphertext.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
      }
    };
    const rename = () => worker.handlers["passkey.rename"]({ id: passkey.id, label: "x" });
    expect(await errorCode(rename)).toBe("vault/storage");
    world.store.onCommitted = () => undefined;
    worker.kill();
    world.sessionStore.values.clear();
    await unlockAndSettle(world.bear());
    expect(await idsOf(world)).toContain(passkey.id);
  });

  it("keeps a good record of the copy whose manifest is damaged as the store's record is", async () => {
    const { world, worker } = await copiedWorld();
    worker.kill();
    const sealed = world.store.sealed(otp.id);
    sealed.ciphertext = sealed.ciphertext.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
    spoilChecksum(world, "manifest");
    world.sessionStore.values.clear();
    await unlockAndSettle(world.bear());
    expect(await idsOf(world)).toContain(otp.id);
  });

  it("keeps a damaged entry of the copy, in the copy or aside, after everything was put back", async () => {
    const { world, worker } = await copiedWorld();
    worker.kill();
    const { body } = spoilChecksum(world, world.store.outerId(otp.id));
    empty(world.store);
    const next = world.bear();
    await vaultStatus(next.app);
    await unlockAndSettle(next);
    await createAccounts(next, "bo@example.com");
    const everything = JSON.stringify([world.store.aside, [...world.copy.entries]]);
    expect(everything).toContain(JSON.stringify(body).slice(1, 200));
  });
});

describe("an empty store", () => {
  it.each([
    ["damaged", "vault/damaged", (world: World) => void spoilChecksum(world, "header")],
    [
      "of a later version",
      "vault/version",
      (world: World) => {
        const header = { ...(world.copy.entries.get("header") as object), version: 3 };
        const later = { format: "waykey-vault", ...header };
        world.copy.entries.set("header", encodeEntry("header", later));
      },
    ],
  ])("beside a copy whose header is %s is no absent vault", async (_name, reason, spoil) => {
    const { world, worker } = await copiedWorld();
    worker.kill();
    spoil(world);
    empty(world.store);
    const { size } = world.copy.entries;
    const { app } = world.bear();
    expect(await vaultStatus(app)).toEqual({ state: "unreadable", reason, canUseCopy: false });
    const create = () => createNewVault(app, "a new password here");
    expect(await errorCode(create)).toBe("vault/exists");
    expect(world.copy.entries.size).toBe(size);
  });
});

describe("a copy that somebody else wrote", () => {
  it("is told when it keeps a write from being copied, and made good at the next unlock", async () => {
    const { world, worker, app } = await copiedWorld();
    await world.unlock(worker);
    world.copy.entries.set("manifest", encodeEntry("manifest", { generation: 2 ** 40 }));
    await createAccounts(worker, "bo@example.com");
    expect((await vaultCondition(app)).notices).toMatchObject([{ kind: "copy-differs" }]);
    await app.session.lock();
    await unlockAndSettle(worker);
    expect((await vaultCondition(app)).notices).toMatchObject([{ kind: "copy-renewed" }]);
    expect(world.store.changed.size).toBe(0);
  });
});

describe("a lock", () => {
  it("that comes while a password is being checked stands", async () => {
    const { app } = await copiedWorld();
    const opening = errorCode(() => unlock(app, PROOF));
    await app.session.onSystemState("locked");
    expect(await opening).toBe("vault/locked");
    expect(await app.session.isOpen()).toBe(false);
  });

  it("keeps a review from beginning", async () => {
    const { world, worker, app } = await copiedWorld();
    world.copy.entries.delete(world.store.outerId(otp.id));
    await unlock(app, PROOF);
    await app.session.lock();
    const { writes } = world.copy;
    await settle(worker);
    expect(world.copy.writes).toBe(writes);
  });
});

describe("a revision at the limit of whole numbers", () => {
  it("can be written over", async () => {
    const { world } = await copiedWorld();
    world.store.sealed(otp.id).revision = Number.MAX_SAFE_INTEGER;
    await world.vault().put(otp, { replaceUnreadable: true });
    expect(await world.vault().get(otp.id)).toEqual(otp);
  });
});
