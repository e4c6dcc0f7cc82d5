// What the two copies keep where records bear one tag, entries lie astray, and stores and locks come between.

import { describe, expect, it, vi } from "vitest";
import { changePassword } from "../../../lib/app/change-password.ts";
import { unlock, vaultStatus } from "../../../lib/app/unlock.ts";
import {
  exportAllSealed,
  settleCondition,
  useCopy,
  vaultCondition,
} from "../../../lib/app/vault-condition.ts";
import { removePin } from "../../../lib/app/verification-setup.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { bucketCopy } from "../../../lib/vault/copy-buckets.ts";
import { writeDrafts } from "../../../lib/vault/write-records.ts";
import { errorCode } from "../vault/error-code.ts";
import { MemoryArea } from "../vault/memory-area.ts";
import { account, otp, passkey } from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { settle, unlockAndSettle, stateOf, putBack, copiedWorld, rot } from "./copies-kit.ts";
import { PASSWORD, PROOF, type Worker, World } from "./kit.ts";
import { callsToTry } from "./thoroughness.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const random = createSeededRandom("clashing copies");
const passkeyOf = (n: number, accountId: string) => ({
  ...passkey,
  id: `passkey-${n}`,
  accountId,
  credentialId: Buffer.from(random(32)).toString("base64url"),
  userHandle: Buffer.from(random(16)).toString("base64url"),
});
const other = { ...account, id: "account-2", email: "bo@example.com" };
const otpOfOther = {
  ...otp,
  id: "otp-2",
  accountId: other.id,
  secret: "OTk5OTk5OTk5OTk5OTk5OTk5OTk",
};

/** Six passkeys of one site, of which the fourth alone hangs on the other account. */
async function sixPasskeys() {
  const world = new World();
  const all = [1, 2, 3, 4, 5, 6].map((n) => passkeyOf(n, n === 4 ? other.id : account.id));
  await world.makeVault([account, other]);
  for (const each of all) await world.vault().put(each);
  const worker = world.bear();
  await unlockAndSettle(worker);
  return { world, worker };
}

async function rebornAndReviewed(world: World, worker: Worker): Promise<Worker> {
  await worker.app.session.lock();
  worker.kill();
  world.sessionStore.values.clear();
  const next = world.bear();
  await unlockAndSettle(next);
  return next;
}

async function passkeysFound(world: World): Promise<readonly string[]> {
  const { records } = await world.vault().findPasskeysByRpId("headway.co");
  return records.map(({ id }) => id).toSorted();
}

describe("a record that is written again with other tags", () => {
  it("keeps a tombstone's tags that no other record bears, so that lookups pass nothing over", async () => {
    const { world, worker } = await sixPasskeys();
    await world.vault().remove(["passkey-4"]);
    await settle(worker);
    const left = ["passkey-1", "passkey-2", "passkey-3", "passkey-5", "passkey-6"];
    expect(await passkeysFound(world)).toEqual(left);
    // The tombstone is lost; what is added to the account takes one of its four tags.
    world.store.records.delete(world.store.outerId("passkey-4"));
    await world.vault().put(otpOfOther);
    await settle(worker);
    await rebornAndReviewed(world, worker);
    expect((await world.vault().checkManifest()).state).toBe("whole");
    expect(await passkeysFound(world)).toEqual(left);
  });

  it("does not leave a hole where the damaged record itself lay in the store", async () => {
    const { world, worker } = await sixPasskeys();
    const sealed = world.store.sealed("passkey-4");
    sealed.tags = sealed.tags.map((tag, i) => (i === 2 ? "AAAAAAAAAAAAAAAAAAAAAA" : tag));
    await world.vault().put(otpOfOther);
    await settle(worker);
    await rebornAndReviewed(world, worker);
    expect((await world.vault().checkManifest()).state).toBe("whole");
    expect(await passkeysFound(world)).toHaveLength(6);
  });

  it("does not take a tombstone's tag for another's whose bearer gives it up in the same repair", async () => {
    const { world, worker } = await sixPasskeys();
    const id = world.store.outerId("passkey-4");
    const earlier = structuredClone(world.store.records.get(id));
    const before = new Set(world.store.records.keys());
    const p4 = passkeyOf(4, other.id);
    // Another site: the tag of the fourth number goes to a tombstone.
    await world.vault().put({ ...p4, rpId: "example.com" });
    await settle(worker);
    const tombstone = [...world.store.records.keys()].find((each) => !before.has(each));
    world.store.records.delete(tombstone ?? "");
    world.store.records.set(id, earlier);
    await rebornAndReviewed(world, worker);
    expect((await world.vault().checkManifest()).state).toBe("whole");
    expect(await passkeysFound(world)).toEqual([
      "passkey-1",
      "passkey-2",
      "passkey-3",
      "passkey-5",
      "passkey-6",
    ]);
  });
});

describe("going on with the later state, whose copy has two records with one tag", () => {
  it("does not write an earlier record over the later one that only the copy has", async () => {
    const { world, worker } = await copiedWorld();
    const older = stateOf(world.store);
    world.now += 1_000_000_000;
    await world.unlock(worker);
    await worker.handlers["passkey.rename"]({ id: passkey.id, label: "later" });
    await settle(worker);
    // It is lost, and the next passkey of the site takes its number; the copy has both.
    const lost = world.store.outerId(passkey.id);
    world.store.records.delete(lost);
    let n = 2;
    while (world.store.outerId(`passkey-${n}`) > lost) n++;
    const next = { ...passkey, id: `passkey-${n}`, credentialId: "AAAAAAAAAAAAAAAAAAAAAg" };
    await world.vault().put(next);
    await settle(worker);
    expect(world.copy.entries.has(lost)).toBe(true);
    // In the order in which buckets list them.
    const sorted = [...world.copy.entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
    world.copy.entries.clear();
    for (const [name, entry] of sorted) world.copy.entries.set(name, entry);
    worker.kill();
    world.sessionStore.values.clear();
    putBack(world.store, older);
    const last = world.bear();
    await unlockAndSettle(last);
    expect((await vaultCondition(last.app)).decision).toBe("older");
    await settleCondition(last.app, "take-later", PASSWORD);
    await settle(last);
    // Nor is the later one anywhere else: the copy has the earlier one by now, and aside there is none.
    const all = [...world.store.aside, ...world.store.records.values()];
    const copied = JSON.parse((world.copy.entries.get(lost) as { body: string }).body) as {
      revision: number;
    };
    const revisions = all.flatMap((each) => {
      const { id, revision } = each as { id: string; revision: number };
      return id === lost ? [revision] : [];
    });
    expect.soft(Math.max(copied.revision, ...revisions)).toBeGreaterThan(1);
    expect.soft((await vaultCondition(last.app)).decision).toBeNull();
    expect(await world.vault().get(passkey.id)).toMatchObject({ label: "later" });
  });
});

describe("an entry that lies in a bucket that is not its name's", () => {
  it("does not have the copy renewed, and told so, at every start of the browser", async () => {
    const world = new World();
    const area = new MemoryArea();
    Object.assign(world, { copy: bucketCopy(area) });
    await world.makeVault([account, otp, passkey]);
    const worker = world.bear();
    await unlockAndSettle(worker);
    const key = [...area.values.keys()].find((each) => each.startsWith("records/")) ?? "";
    const bucket = JSON.parse(area.values.get(key) ?? "") as string;
    const stray = key === "records/0" ? "_____________________w" : "AAAAAAAAAAAAAAAAAAAAAA";
    area.values.set(key, JSON.stringify(`${bucket}\n${stray}\t2\t1`));
    let last = await rebornAndReviewed(world, worker);
    await last.app.notices.clear();
    const aside = world.store.aside.length;
    last = await rebornAndReviewed(world, last);
    expect((await vaultCondition(last.app)).notices).toEqual([]);
    expect(world.store.aside).toHaveLength(aside);
  });
});

describe("two password slots, of which the costs of one are refused", () => {
  it("is shown as unreadable, since no password is tried then, and can be saved", async () => {
    const world = new World();
    await world.makeVault([account, otp]);
    const header = structuredClone(world.store.header) as {
      slots: { id: string; kdf: object }[];
    };
    const [slot] = header.slots;
    if (slot === undefined) throw new Error("There must be a slot");
    header.slots.push({
      ...slot,
      id: "AAAAAAAAAAAAAAAAAAAAAA",
      kdf: { ...slot.kdf, iterations: 2 ** 31 },
    });
    world.store.header = header;
    const { app } = world.bear();
    expect(await errorCode(() => unlock(app, PROOF))).toBe("kdf/parameters");
    expect((await vaultStatus(app)).state).toBe("unreadable");
    expect(await errorCode(() => exportAllSealed(app))).toBe("none");
  });
});

describe("an earlier header in the place of the last one written", () => {
  it("is not accepted without a word where the copy had not got the last one", async () => {
    const { world, worker, app } = await copiedWorld();
    await unlockAndSettle(worker);
    const earlier = structuredClone(world.store.header);
    world.copy.fails = true;
    await changePassword(app, PROOF, "another password 1");
    await settle(worker);
    world.copy.fails = false;
    world.store.header = earlier;
    await app.notices.clear();
    const next = await rebornAndReviewed(world, worker);
    await next.handlers["account.create"]({ role: "client", email: "x@example.com" });
    await settle(next);
    const { notices, decision } = await vaultCondition(next.app);
    // The password that was replaced opens the vault again: that is to be told.
    expect(notices.length > 0 || decision !== null).toBe(true);
  });
});

describe("a lock while the password of a decision is checked", () => {
  it("has nothing settled afterwards", async () => {
    const { world, worker } = await copiedWorld();
    const older = stateOf(world.store);
    await world.unlock(worker);
    await worker.handlers["account.create"]({ role: "client", email: "x@example.com" });
    await settle(worker);
    worker.kill();
    putBack(world.store, older);
    const next = world.bear();
    await unlockAndSettle(next);
    expect((await vaultCondition(next.app)).decision).toBe("older");
    const remove = world.sessionStore.remove.bind(world.sessionStore);
    let opened: { mock: { calls: unknown[] } } | null = null;
    world.sessionStore.remove = async (key) => {
      await remove(key);
      if (key !== "pin-slot") return;
      world.sessionStore.remove = remove;
      await next.app.session.lock();
      opened = vi.spyOn(crypto.subtle, "decrypt");
    };
    let repairs = 0;
    const repair = world.store.repair.bind(world.store);
    world.store.repair = async (change) => {
      repairs++;
      await repair(change);
    };
    await errorCode(() => settleCondition(next.app, "take-later", PASSWORD));
    expect(await next.app.session.isOpen()).toBe(false);
    expect(opened).not.toBeNull();
    expect(repairs).toBe(0);
  });
});

describe("a record that does not open, when it is listed", () => {
  it("is looked for again where the copy could not be read the first time", async () => {
    const { world, worker } = await copiedWorld();
    await unlockAndSettle(worker);
    rot(world, passkey.id);
    world.copy.fails = true;
    expect((await worker.handlers["vault.contents"](null)).unreadable).toHaveLength(1);
    world.copy.fails = false;
    expect((await worker.handlers["vault.contents"](null)).unreadable).toEqual([]);
  });

  it("is looked for once in a run of the browser, not at every birth of a worker", async () => {
    const { world, worker, app } = await copiedWorld();
    await unlockAndSettle(worker);
    rot(world, passkey.id);
    world.copy.entries.delete(world.store.outerId(passkey.id));
    await worker.handlers["vault.contents"](null);
    await settle(worker);
    expect(await app.session.isOpen()).toBe(true);
    worker.kill();
    const next = world.bear();
    await next.app.copies.catchUp();
    const names = vi.spyOn(world.copy, "names");
    await next.handlers["vault.contents"](null);
    expect(names.mock.calls.length).toBe(0);
  });
});

describe("a PIN that the later state had removed", () => {
  it("does not come back by the decision where its record is damaged in the copy", async () => {
    const { world, worker, app } = await copiedWorld({ withPin: true });
    const older = stateOf(world.store);
    world.now += 60_000;
    await world.unlock(worker);
    await removePin(app, PASSWORD);
    await worker.handlers["account.create"]({ role: "client", email: "x@example.com" });
    await settle(worker);
    worker.kill();
    const id = world.store.outerId("verification");
    world.copy.entries.set(id, { body: "rotten", checksum: "rotten" });
    putBack(world.store, older);
    const next = world.bear();
    await unlockAndSettle(next);
    await next.handlers["account.create"]({ role: "client", email: "mine@example.com" });
    expect((await vaultCondition(next.app)).decision).toBe("older");
    await settleCondition(next.app, "take-later", PASSWORD);
    const held = await world.vault().get("verification");
    expect(held === null || (held.kind === "verification" && held.pin === null)).toBe(true);
  });
});

describe("a session store that does not answer", () => {
  it("does not pass for a database that does not open, to be left for the copy", async () => {
    const { world, app } = await copiedWorld();
    const get = world.sessionStore.get.bind(world.sessionStore);
    world.sessionStore.get = async (key) => {
      if (key === "pin-slot") throw new WaykeyError("vault/storage", "It does not answer");
      return get(key);
    };
    const status = await vaultStatus(app).catch(() => null);
    expect.soft(status).not.toMatchObject({ state: "unreadable", canUseCopy: true });
    await useCopy(app).catch(() => undefined);
    expect(world.storage.anew).toBe(0);
  });
});

describe("a record that cannot be written again, for want of a manifest", () => {
  it("comes back when the user has decided", async () => {
    const { world, worker } = await copiedWorld();
    await unlockAndSettle(worker);
    world.store.records.delete(world.store.outerId(passkey.id));
    const next = { ...passkey, id: "passkey-2", credentialId: "AAAAAAAAAAAAAAAAAAAAAg" };
    await world.vault().put(next);
    await settle(worker);
    const broken = world.store.manifest as { ciphertext: Uint8Array };
    broken.ciphertext = broken.ciphertext.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
    world.copy.entries.set("manifest", { body: "rotten", checksum: "rotten" });
    const last = await rebornAndReviewed(world, worker);
    expect((await vaultCondition(last.app)).decision).toBe("altered");
    await settleCondition(last.app, "keep-this", PASSWORD);
    await settle(last);
    await rebornAndReviewed(world, last);
    expect((await world.records()).map(({ id }) => id)).toContain(passkey.id);
  });
});

describe("a later version's record that does not open, one of whose tags another bears", () => {
  it("is not told to be put back at every start, nor put aside again each time", async () => {
    const { world, worker } = await copiedWorld();
    await unlockAndSettle(worker);
    await world.vault().put(other);
    const record = { ...otpOfOther, id: "future-1", kind: "future" } as never;
    await world
      .vault()
      .maintain((context) =>
        writeDrafts(context, async () => [
          { id: "future-1", kind: "future" as never, record, held: { state: "none" } },
        ]),
      )
      .catch(() => undefined);
    await settle(worker);
    const sealed = world.store.sealed("future-1");
    sealed.tags = sealed.tags.map((tag, i) => (i === 2 ? "AAAAAAAAAAAAAAAAAAAAAA" : tag));
    await world.vault().put(otpOfOther);
    await settle(worker);
    let last = await rebornAndReviewed(world, worker);
    if ((await vaultCondition(last.app)).decision !== null) {
      await settleCondition(last.app, "keep-this", PASSWORD);
    }
    last = await rebornAndReviewed(world, last);
    await last.app.notices.clear();
    const aside = world.store.aside.length;
    last = await rebornAndReviewed(world, last);
    expect((await vaultCondition(last.app)).decision).toBeNull();
    expect.soft((await vaultCondition(last.app)).notices).toEqual([]);
    expect(world.store.aside).toHaveLength(aside);
  });
});

/** One record is damaged, and another lost whose tag has been given out again. */
async function damagedAndClashing() {
  const { world, worker } = await copiedWorld();
  await unlockAndSettle(worker);
  world.store.records.delete(world.store.outerId(passkey.id));
  const next = { ...passkey, id: "passkey-2", credentialId: "AAAAAAAAAAAAAAAAAAAAAg" };
  await world.vault().put(next);
  await settle(worker);
  rot(world, otp.id);
  await worker.app.session.lock();
  worker.kill();
  world.sessionStore.values.clear();
  return world;
}

describe("a lock between what is put back and what is written again", () => {
  it("does not keep it from the user what was put back", async () => {
    const world = await damagedAndClashing();
    const last = world.bear();
    await last.app.copies.catchUp();
    const repair = world.store.repair.bind(world.store);
    world.store.repair = async (change) => {
      await repair(change);
      world.store.repair = repair;
      await last.app.session.lock();
    };
    await unlockAndSettle(last);
    await unlockAndSettle(last);
    expect((await world.vault().checkManifest()).state).toBe("whole");
    expect((await vaultCondition(last.app)).notices).toMatchObject([
      { kind: "records-restored", count: 2 },
    ]);
  });
});

describe("a review that writes a record again", () => {
  it("ends well wherever the worker dies", async () => {
    const bad: string[] = [];
    for (const moment of ["before", "after"] as const) {
      for (const call of callsToTry(moment)) {
        const world = await damagedAndClashing();
        const dying = world.bear({ call, moment });
        const isCutOff = await Promise.race([
          unlockAndSettle(dying).then(() => false),
          dying.death.then(() => true),
        ]);
        dying.kill();
        world.sessionStore.values.clear();
        const last = world.bear();
        await unlockAndSettle(last);
        const { state } = await world.vault().checkManifest();
        const found = (await world.records()).filter(({ kind }) => kind === "passkey").length;
        const { decision } = await vaultCondition(last.app);
        if (state !== "whole" || found !== 2 || decision !== null)
          bad.push(`${moment} ${call}: ${state} ${found} ${decision}`);
        if (!isCutOff) break;
      }
    }
    expect(bad).toEqual([]);
  }, 120_000);
});
