// Both copies of the vault against rollbacks, forgeries, deaths and failures of either store, in the orders
// that hurt most: what was acknowledged is there, or the user is told and asked.

import { describe, expect, it, vi } from "vitest";
import type { App } from "../../../lib/app/app.ts";
import { restoreBackup } from "../../../lib/app/backups.ts";
import { changePassword } from "../../../lib/app/change-password.ts";
import { takeBackRestore } from "../../../lib/app/last-restore.ts";
import { moveHolding } from "../../../lib/app/move-holding.ts";
import { makeNextCode } from "../../../lib/app/one-time-codes.ts";
import { renamePasskey } from "../../../lib/app/passkeys.ts";
import { markRecoveryCodeUsed, takeBackRecoveryCode } from "../../../lib/app/recovery-codes.ts";
import { createNewVault, unlock, vaultStatus } from "../../../lib/app/unlock.ts";
import { settleCondition, vaultCondition } from "../../../lib/app/vault-condition.ts";
import { removePin } from "../../../lib/app/verification-setup.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { sealBackup } from "../../../lib/exchange/backup.ts";
import { authenticateHeader } from "../../../lib/vault/header-mac.ts";
import { parseHeader } from "../../../lib/vault/header.ts";
import { type CopyEntry, encodeEntry } from "../../../lib/vault/copy-store.ts";
import { findContent } from "../../../lib/vault/seal-check.ts";
import type { SealedRecord } from "../../../lib/vault/store.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, hotp, otp, passkey, recovery } from "../vault/sample-records.ts";
import {
  DAY_MS,
  PIN,
  settle,
  unlockAndSettle,
  stateOf,
  putBack,
  empty,
  copiedWorld,
  createAccounts,
  emailsOf,
  idsOf,
  rot,
} from "./copies-kit.ts";
import type { World } from "./kit.ts";
import { BACKUP_PASSWORD, PASSWORD, PROOF } from "./kit.ts";
import { callsToTry } from "./thoroughness.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const NEW_PASSWORD = "another password 1";

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

describe("a store that was put back to before a restore was taken back", () => {
  it("gives way to the later state, though that has records of earlier times", async () => {
    const { world, worker, app } = await copiedWorld();
    world.now += DAY_MS;
    await world.unlock(worker);
    const renewed = { ...passkey, label: "of the file", updatedAt: passkey.updatedAt + 1 };
    const ports = { now: () => world.now, random: world.random };
    const text = await sealBackup([account, renewed], BACKUP_PASSWORD, ports);
    await restoreBackup(app, text, BACKUP_PASSWORD, "replace");
    expect(await idsOf(world)).not.toContain(otp.id);
    const older = stateOf(world.store);
    await takeBackRestore(app);
    await settle(worker);
    worker.kill();
    putBack(world.store, older);
    const next = world.bear();
    await unlockAndSettle(next);
    await createAccounts(next, "since@example.com");
    await settleCondition(next.app, "take-later", PASSWORD);
    expect(await world.records()).toEqual(expect.arrayContaining([account, otp, passkey]));
    expect(await emailsOf(world)).toContain("since@example.com");
  });
});

function isSealed(stored: unknown): stored is SealedRecord {
  return typeof stored === "object" && stored !== null && "tags" in stored;
}

describe("a store that was put back to before codes were used up", () => {
  const elsewhere = { role: "client", email: "bo@example.com" } as const;

  /** A vault that was put back to before `change`, and is opened again and to be decided on. */
  async function putBackBefore(change: (app: App) => Promise<unknown>) {
    const { world, worker, app } = await copiedWorld();
    await world.unlock(worker);
    await world.vault().putAll([hotp, recovery, { ...recovery, ...USED }]);
    await settle(worker);
    const older = stateOf(world.store);
    world.now += DAY_MS;
    await world.unlock(worker);
    await change(app);
    await settle(worker);
    worker.kill();
    putBack(world.store, older);
    world.now += DAY_MS;
    const next = world.bear();
    await unlockAndSettle(next);
    expect((await vaultCondition(next.app)).decision).toBe("older");
    return { world, app: next.app };
  }

  const USED = {
    id: "recovery-2",
    code: "USED1234EFGH5678IJKL9012",
    usedAt: 1,
    endedBy: "used",
  } as const;
  const takeLater = (app: App) => settleCondition(app, "take-later", PASSWORD);

  it("shows no code by a counter twice, though the entry was changed here since", async () => {
    const codes: string[] = [];
    const make = async (app: App) => codes.push((await makeNextCode(app, hotp.id)).code);
    const { world, app } = await putBackBefore(async (before) => {
      for (let i = 0; i < 3; i++) await make(before);
    });
    await moveHolding(app, hotp.id, elsewhere);
    await takeLater(app);
    await make(app);
    expect(new Set(codes).size).toBe(4);
    const held = await world.vault().get(hotp.id);
    expect(held).toMatchObject({ counter: hotp.counter + 4 });
    expect(held).not.toMatchObject({ accountId: account.id });
  });

  it("takes no recovery code for good that was used, though it was moved here since", async () => {
    const { world, app } = await putBackBefore((before) =>
      markRecoveryCodeUsed(before, recovery.id),
    );
    await moveHolding(app, recovery.id, elsewhere);
    const here = await world.vault().get(recovery.id);
    await takeLater(app);
    const usedAt = world.now - DAY_MS;
    expect(await world.vault().get(recovery.id)).toEqual({ ...here, usedAt, endedBy: "used" });
  });

  it("takes the user's word that a code was not used after all", async () => {
    const { world, app } = await putBackBefore((before) => moveHolding(before, USED.id, elsewhere));
    await markRecoveryCodeUsed(app, recovery.id);
    await takeBackRecoveryCode(app, USED.id);
    await takeLater(app);
    expect(await world.vault().get(USED.id)).toMatchObject({ usedAt: null });
    expect(await world.vault().get(recovery.id)).toMatchObject({ endedBy: "used" });
  });

  it("keeps what a restore has told of uses since, whose records are of earlier times", async () => {
    const { world, app } = await putBackBefore((before) =>
      renamePasskey(before, passkey.id, "later"),
    );
    const ports = { now: () => world.now, random: world.random };
    const file = [
      { ...hotp, counter: 99, updatedAt: 1 },
      { ...recovery, usedAt: 2, endedBy: "used", updatedAt: 2 },
    ] as const;
    await restoreBackup(
      app,
      await sealBackup([account, ...file], BACKUP_PASSWORD, ports),
      BACKUP_PASSWORD,
      "merge",
    );
    await takeLater(app);
    expect(await world.vault().get(hotp.id)).toMatchObject({ counter: 99 });
    expect(await world.vault().get(recovery.id)).toMatchObject({ usedAt: 2 });
    expect(await world.vault().get(passkey.id)).toMatchObject({ label: "later" });
  });

  it("puts aside what is written over", async () => {
    const { world, app } = await putBackBefore((before) =>
      renamePasskey(before, passkey.id, "later"),
    );
    await renamePasskey(app, passkey.id, "here");
    await takeLater(app);
    expect(await world.vault().get(passkey.id)).toMatchObject({ label: "here" });
    const sealed = world.store.aside.filter((stored) => isSealed(stored));
    const aside = await world
      .vault()
      .maintain(({ keys }) => Promise.all(sealed.map((each) => findContent(keys, each))));
    const labels = aside.flat().map(({ record }) => record?.kind === "passkey" && record.label);
    expect(labels).toContain("later");
  });
});

describe("records and manifest that were put back without what the store notes of them", () => {
  it("come no nearer to the copy by saves while nothing is decided, and lose nothing by it", async () => {
    const { world, worker } = await copiedWorld();
    const older = stateOf(world.store);
    await world.unlock(worker);
    await createAccounts(worker, "bo@example.com");
    worker.kill();
    putBack(world.store, {
      ...stateOf(world.store),
      manifest: older.manifest,
      records: older.records,
    });
    const next = world.bear();
    await unlockAndSettle(next);
    expect((await vaultCondition(next.app)).decision).toBe("older");
    const entries = new Map(world.copy.entries);
    await createAccounts(next, "a@example.com", "b@example.com", "c@example.com");
    expect(world.copy.entries).toEqual(entries);
    await settleCondition(next.app, "take-later", PASSWORD);
    expect(await emailsOf(world)).toEqual(
      expect.arrayContaining(["bo@example.com", "a@example.com", "c@example.com"]),
    );
  });
});

describe("the decision for the later state", () => {
  it(
    "loses nothing that was acknowledged, whenever the worker dies",
    { timeout: 60_000 },
    async () => {
      for (const moment of ["before", "after"] as const) {
        for (const call of callsToTry(moment)) {
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
          const isCutOff = await Promise.race([
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
          if (!isCutOff) break;
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
    const older = stateOf(world.store);
    await changePassword(app, PROOF, NEW_PASSWORD);
    worker.kill();
    putBack(world.store, older);
    world.sessionStore.values.clear();
    const next = world.bear();
    await unlockAndSettle(next);
    await createAccounts(next, "z@example.com");
    expect((await vaultCondition(next.app)).decision).toBe("older");
    const decide = (password: string) => () => settleCondition(next.app, "take-later", password);
    expect(await errorCode(decide("no password at all"))).toBe("vault/password");
    expect(await errorCode(decide(PASSWORD))).toBe("vault/newer-password");
    expect((await vaultCondition(next.app)).decision).toBe("older");
    await settleCondition(next.app, "take-later", NEW_PASSWORD);
    expect(JSON.stringify(world.store.aside)).not.toContain("slots");
    expect(await errorCode(() => unlock(world.bear().app, PROOF))).toBe("vault/password");
    const proof = { method: "password", password: NEW_PASSWORD } as const;
    expect(await errorCode(() => unlock(world.bear().app, proof))).toBe("none");
    // Everything is copied again from then on, the account that was made in between included.
    expect(await emailsOf(world)).toContain("z@example.com");
    await createAccounts(next, "q@example.com");
    expect(world.store.changed.size).toBe(0);
    expect((await vaultCondition(next.app)).notices).toEqual([]);
  });

  it("writes what waits only once, and not over what was changed or removed since", async () => {
    const { world, worker } = await copiedWorld();
    world.now += 10 * DAY_MS;
    await world.unlock(worker);
    const older = stateOf(world.store);
    await createAccounts(worker, "x@example.com");
    worker.kill();
    putBack(world.store, older);
    const next = world.bear();
    await unlockAndSettle(next);
    world.now += 1000;
    await next.handlers["passkey.rename"]({ id: passkey.id, label: "mine" });
    await createAccounts(next, "mine@example.com");
    const mine = (await world.records()).find((each) => "email" in each && each.email[0] === "m");
    let waiting: readonly unknown[] = [];
    world.store.onCommit = ({ forgetWaiting }) => {
      if (forgetWaiting === true) waiting = world.store.waiting;
    };
    await settleCondition(next.app, "take-later", PASSWORD);
    expect(waiting).toHaveLength(2);
    expect(world.store.waiting).toEqual([]);
    expect(await world.vault().get(passkey.id)).toMatchObject({ label: "mine" });
    // As if the worker had died before that commit, and the user had gone on.
    world.store.onCommit = () => undefined;
    world.now += 1000;
    await next.handlers["passkey.rename"]({ id: passkey.id, label: "newest" });
    await world.vault().remove([mine?.id ?? ""]);
    world.store.waiting = waiting;
    await next.app.session.lock();
    await unlockAndSettle(next);
    expect(world.store.waiting).toEqual([]);
    expect(await world.vault().get(passkey.id)).toMatchObject({ label: "newest" });
    expect(await emailsOf(world)).not.toContain("mine@example.com");
  });

  it("writes what waits over a record that was damaged since", async () => {
    const { world, worker } = await copiedWorld();
    await unlockAndSettle(worker);
    const label = "waits";
    await worker.handlers["passkey.rename"]({ id: passkey.id, label });
    world.store.waiting = structuredClone([world.store.sealed(passkey.id)]);
    world.copy.entries.delete(world.store.outerId(passkey.id));
    rot(world, passkey.id);
    world.sessionStore.values.clear();
    await unlockAndSettle(world.bear());
    expect(world.store.waiting).toEqual([]);
    expect(await world.vault().get(passkey.id)).toMatchObject({ label });
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
    rot(world, otp.id);
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

/** Changes a character of the wrapped key in the store's header, which still can be read. */
function rotHeader({ store }: World): void {
  const header = structuredClone(store.header) as { slots: { wrappedKey: string }[] };
  const [slot] = header.slots;
  if (slot === undefined) throw new Error("There must be a slot");
  slot.wrappedKey = (slot.wrappedKey.startsWith("A") ? "B" : "A") + slot.wrappedKey.slice(1);
  store.header = header;
}

describe("a header or a manifest that has rotted in the store", () => {
  it("never goes over the copy's good header, and that is put back at the next save", async () => {
    const { world, worker, app } = await copiedWorld();
    const good = structuredClone(world.store.header);
    await world.unlock(worker);
    rotHeader(world);
    await createAccounts(worker, "bo@example.com");
    expect(world.copy.entries.get("header")).toEqual(encodeEntry("header", good));
    expect(world.store.header).toEqual(good);
    expect((await vaultCondition(app)).notices).toMatchObject([{ kind: "header-restored" }]);
    await app.session.lock();
    await unlockAndSettle(world.bear());
    expect(await emailsOf(world)).toContain("bo@example.com");
    expect(world.store.changed.size).toBe(0);
  });

  it("is found out at an unlock that it refuses, and by a newborn worker", async () => {
    const { world, app } = await copiedWorld();
    rotHeader(world);
    await unlock(app, PROOF);
    await app.session.lock();
    rotHeader(world);
    const next = world.bear();
    await next.app.copies.catchUp();
    expect((await vaultCondition(next.app)).notices).toMatchObject([{ kind: "header-restored" }]);
    await unlock(next.app, PROOF);
  });

  it("does not take the copy's manifest with it when the password is changed", async () => {
    const { world, worker, app } = await copiedWorld();
    await unlockAndSettle(worker);
    const good = structuredClone(world.store.manifest);
    const rotten = structuredClone(good) as { ciphertext: Uint8Array };
    rotten.ciphertext[3] = (rotten.ciphertext[3] ?? 0) ^ 1;
    world.store.manifest = rotten;
    await changePassword(app, PROOF, NEW_PASSWORD);
    expect(world.copy.entries.get("manifest")).toEqual(encodeEntry("manifest", good));
    await app.session.lock();
    await unlock(app, { method: "password", password: NEW_PASSWORD });
    await settle(worker);
    expect(world.store.manifest).toEqual(good);
    expect(await vaultCondition(app)).toMatchObject({
      decision: null,
      notices: [{ kind: "manifest-restored" }],
    });
    expect(world.store.changed.size).toBe(0);
  });

  it("is told as put back, and not as another's copy, where it cannot even be read", async () => {
    const { world, worker } = await copiedWorld();
    worker.kill();
    world.store.header = { format: "waykey-vault", version: 2 };
    const next = world.bear();
    await next.app.copies.catchUp();
    expect(await vaultStatus(next.app)).toMatchObject({ state: "locked" });
    expect((await vaultCondition(next.app)).notices).toMatchObject([{ kind: "header-restored" }]);
  });
});

describe("ordinary mishaps", () => {
  it("raise no alarm: a copy that was written, though nobody heard of it", async () => {
    const { world, worker, app } = await copiedWorld();
    await world.unlock(worker);
    let isLate = true;
    world.copy.onWritten = () => {
      if (!isLate) return;
      isLate = false;
      throw new WaykeyError("vault/storage", "storage.local does not answer");
    };
    await createAccounts(worker, "a@example.com");
    expect((await vaultCondition(app)).notices).toMatchObject([{ kind: "copy-failed" }]);
    await createAccounts(worker, "b@example.com");
    expect((await vaultCondition(app)).notices).toEqual([]);
    await app.session.lock();
    await unlockAndSettle(worker);
    expect(await vaultCondition(app)).toEqual({ decision: null, notices: [] });
  });

  it("raise no alarm: a death after the copy, with a header written meanwhile", async () => {
    const { world, worker } = await copiedWorld();
    await world.unlock(worker);
    const mortal = world.bear();
    let isFirst = true;
    world.copy.onWritten = async () => {
      if (!isFirst) return;
      isFirst = false;
      const held = parseHeader(world.store.header);
      const header = await authenticateHeader(world.vaultKey(), held, held.slots);
      await world.store.commit({ header, expectHeader: held });
      mortal.kill();
    };
    await Promise.race([createAccounts(mortal, "a@example.com"), mortal.death]);
    world.sessionStore.values.clear();
    const next = world.bear();
    await unlockAndSettle(next);
    expect(await vaultCondition(next.app)).toEqual({ decision: null, notices: [] });
    expect(world.store.changed.size).toBe(0);
  });

  it("raise no alarm: a save or another password while the copies are compared", async () => {
    const { world, worker, app } = await copiedWorld();
    await unlockAndSettle(worker);
    const read = world.copy.read.bind(world.copy);
    let meanwhile: (() => Promise<void>) | null = null;
    world.copy.read = async (names) => {
      const [work, found] = [meanwhile, await read(names)];
      meanwhile = null;
      await work?.();
      return found;
    };
    meanwhile = () => createAccounts(worker, "z@example.com");
    await app.copies.compare(world.vault());
    expect(await app.copies.decision()).toBeNull();
    meanwhile = () => changePassword(app, PROOF, NEW_PASSWORD);
    await app.copies.compare(world.vault());
    expect(await app.copies.decision()).toBeNull();
  });

  it("keep no worker from writing: a session store that fails as it is born", async () => {
    const { world, worker } = await copiedWorld();
    worker.kill();
    const get = world.sessionStore.get.bind(world.sessionStore);
    let isFirst = true;
    world.sessionStore.get = async (key) => {
      if (!isFirst) return get(key);
      isFirst = false;
      throw new WaykeyError("vault/storage", "storage.session is not there yet");
    };
    const next = world.bear();
    await next.app.copies.catchUp();
    await unlockAndSettle(next);
    await createAccounts(next, "a@example.com");
    expect(await emailsOf(world)).toContain("a@example.com");
    expect(world.store.changed.size).toBe(0);
  });

  it("ask once: a record that is damaged where it lies is listed, and asked about never", async () => {
    const { world, worker } = await copiedWorld();
    rot(world, otp.id);
    world.copy.entries.delete(world.store.outerId(otp.id));
    worker.kill();
    for (let run = 1; run <= 2; run++) {
      world.sessionStore.values.clear();
      const next = world.bear();
      await unlockAndSettle(next);
      expect(await vaultCondition(next.app)).toEqual({ decision: null, notices: [] });
      const { unreadable } = await next.handlers["vault.contents"](null);
      expect(unreadable).toHaveLength(1);
    }
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

describe("a lock in the middle of a review", () => {
  it("ends it before another record is opened, without a word, and the next unlock makes up for it", async () => {
    const { world, worker, app } = await copiedWorld();
    await app.session.lock();
    const missing = world.store.outerId(otp.id);
    world.copy.entries.delete(missing);
    await world.sessionStore.remove("copies-reviewed");
    const { store } = world;
    const readSnapshot = store.readSnapshot.bind(store);
    let isLocked = false;
    store.readSnapshot = async () => {
      if (!isLocked) await app.session.lock();
      isLocked = true;
      return readSnapshot();
    };
    const decrypt = vi.spyOn(crypto.subtle, "decrypt");
    let opened = 0;
    const onLock = app.copies.onLock.bind(app.copies);
    app.copies.onLock = () => {
      onLock();
      opened = decrypt.mock.calls.length;
    };
    await unlockAndSettle(worker);
    expect(isLocked).toBe(true);
    expect(decrypt.mock.calls.length).toBe(opened);
    decrypt.mockRestore();
    expect(world.copy.entries.has(missing)).toBe(false);
    expect(await app.notices.list()).toEqual([]);
    await unlockAndSettle(worker);
    expect(world.copy.entries.has(missing)).toBe(true);
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
