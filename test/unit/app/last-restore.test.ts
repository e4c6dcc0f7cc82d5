import { describe, expect, it, vi } from "vitest";
import { noteMethod } from "../../../lib/app/account-notes.ts";
import { type App, listEverything } from "../../../lib/app/app.ts";
import { previewRestore, restoreBackup } from "../../../lib/app/backups.ts";
import { createAccount, removeAccount } from "../../../lib/app/accounts.ts";
import { addOtp, removeOtp } from "../../../lib/app/one-time-codes.ts";
import { saveRecoveryCode } from "../../../lib/app/recovery-codes.ts";
import {
  removeRecoveryPassphrase,
  setRecoveryPassphrase,
} from "../../../lib/app/recovery-locks.ts";
import { keepRestore, lastRestore, takeBackRestore } from "../../../lib/app/last-restore.ts";
import { UNWATCHED } from "../../../lib/app/long-work.ts";
import { noteReset } from "../../../lib/app/resets.ts";
import { decodeBase64url } from "../../../lib/bytes/base64url.ts";
import { formatSecret } from "../../../lib/otp/secret.ts";
import { sealBackup } from "../../../lib/exchange/backup.ts";
import type { RestoreMode } from "../../../lib/exchange/restore-plan.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import { errorCode } from "../vault/error-code.ts";
import {
  account,
  allRecords,
  hotp,
  otp,
  passkey,
  PASSPHRASE,
  recovery,
} from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { rot, settle } from "./copies-kit.ts";
import { BACKUP_PASSWORD, PASSWORD, START, unlockedWorld, type World } from "./kit.ts";
import { JUST_NOW } from "./reset-all.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const DAY_MS = 24 * 60 * 60_000;
const mine = { ...account, id: "account-9", email: "grace@example.com" };
const myCode = { ...otp, id: "otp-9", accountId: mine.id, secret: "QUJDREVGR0hJSktMTU5PUA" };

const seal = (records: readonly VaultRecord[]) =>
  sealBackup(records, BACKUP_PASSWORD, { now: () => START, random: createSeededRandom("undo") });

async function restore(app: App, records: readonly VaultRecord[], mode: RestoreMode) {
  return restoreBackup(app, await seal(records), BACKUP_PASSWORD, mode);
}

/** What a backup could hold of it, by id. */
async function entries(world: World): Promise<readonly VaultRecord[]> {
  const kept = (await world.records()).filter(({ kind }) => kind !== "undo" && kind !== "upkeep");
  return kept.toSorted((a, b) => a.id.localeCompare(b.id));
}

const byId = (records: readonly VaultRecord[]) =>
  records.toSorted((a, b) => a.id.localeCompare(b.id));

describe("a restore that replaces", () => {
  it("leaves what the file holds, in one commit, and says before what it takes out", async () => {
    const { world, app } = await unlockedWorld([mine, myCode]);
    const text = await seal(allRecords);
    const preview = await previewRestore(app, text, BACKUP_PASSWORD);
    expect(preview.drill).toBe("lacks");
    expect(preview.others).toEqual([
      { id: mine.id, kind: "account", name: mine.email, role: mine.role },
      { id: myCode.id, kind: "otp", name: "Headway: ada@example.com" },
    ]);
    const { commits } = world.store;
    await restoreBackup(app, text, BACKUP_PASSWORD, "replace");
    expect(world.store.commits).toBe(commits + 1);
    expect(await entries(world)).toEqual(byId(allRecords));
  });

  it("keeps the newer version of what is in both, and an account that something kept hangs on", async () => {
    const held = { ...otp, accountId: mine.id, label: "renamed", updatedAt: otp.updatedAt + 1 };
    const { world, app } = await unlockedWorld([mine, held, myCode]);
    await restore(app, [{ ...otp, accountId: null }], "replace");
    expect(await entries(world)).toEqual(byId([mine, held]));
  });

  it("does not end the code that it brings by one that it takes out", async () => {
    const later = { ...recovery, id: "recovery-9", code: "LATER", createdAt: START - 1 };
    const { world, app } = await unlockedWorld([account, later]);
    await restore(app, [account, recovery], "replace");
    expect(await entries(world)).toEqual(byId([account, recovery]));
  });

  it("takes nothing out that came after the user has seen what would go", async () => {
    const { world, app } = await unlockedWorld([mine]);
    const text = await seal([account, otp]);
    const seen = (await previewRestore(app, text, BACKUP_PASSWORD)).others.map(({ id }) => id);
    expect(seen).toEqual([mine.id]);
    await createAccount(app, "provider", "new@example.com");
    const before = await entries(world);
    const replace = (ids: readonly string[]) =>
      restoreBackup(app, text, BACKUP_PASSWORD, "replace", UNWATCHED, ids);
    expect(await errorCode(() => replace(seen))).toBe("backup/vault-changed");
    expect(await entries(world)).toEqual(before);
    const { others } = await previewRestore(app, text, BACKUP_PASSWORD);
    await replace(others.map(({ id }) => id));
    expect(await entries(world)).toEqual(byId([account, otp]));
  });

  it("keeps the place of what has no account for what comes in without one", async () => {
    const loose = { ...otp, accountId: null };
    const { world, app } = await unlockedWorld([mine]);
    await restore(app, [loose], "merge");
    const text = await seal([{ ...loose, secret: myCode.secret }]);
    const { others } = await previewRestore(app, text, BACKUP_PASSWORD);
    expect(others.map(({ kind, name }) => [kind, name])).toEqual([
      ["account", mine.email],
      ["otp", "Headway: ada@example.com"],
    ]);
    await restoreBackup(app, text, BACKUP_PASSWORD, "replace");
    const [code, place] = (await entries(world)).toSorted((a) => (a.kind === "otp" ? -1 : 1));
    expect(place).toMatchObject({ kind: "account", email: "Restored without an account" });
    expect(code).toMatchObject({ secret: myCode.secret, accountId: place?.id });
    expect(await entries(world)).toHaveLength(2);
  });

  it("writes a record under the id of one that it takes out", async () => {
    const { world, app } = await unlockedWorld([account, { ...myCode, accountId: account.id }]);
    const other = { ...otp, id: myCode.id };
    await restore(app, [account, other], "replace");
    expect(await entries(world)).toEqual(byId([account, other]));
    await takeBackRestore(app);
    expect(await entries(world)).toEqual(byId([account, { ...myCode, accountId: account.id }]));
  });
});

describe("the test of a backup", () => {
  it("tells what the file lacks from what nobody can read, and a restore mends that", async () => {
    const { world, app } = await unlockedWorld([account, otp, myCode]);
    const test = async (records: readonly VaultRecord[]) => {
      const { drill, unreadable } = await previewRestore(app, await seal(records), BACKUP_PASSWORD);
      return [drill, unreadable];
    };
    // Before anything is written, so that there is no second copy to mend it from.
    rot(world, otp.id);
    expect(await test([account, otp, myCode])).toEqual(["unreadable", 1]);
    expect(await test([account, otp])).toEqual(["lacks", 1]);
    await restore(app, [account, otp, myCode], "merge");
    expect(await test([account, otp, myCode])).toEqual(["whole", 0]);
  });
});

describe("what is removed for good, or locked, after a restore", () => {
  const held = async (world: World) => JSON.stringify(await world.records());

  it("is not kept to take the restore back either", async () => {
    const first = { ...myCode, secret: "T05FT05FT05FT05FT05FTw" };
    const { world, app } = await unlockedWorld([
      mine,
      first,
      { ...otp, label: "old", updatedAt: 1 },
    ]);
    await restore(app, [account, otp], "replace");
    await removeOtp(app, otp.id);
    expect(await held(world)).toContain(first.secret);
    expect(await held(world)).not.toContain(otp.secret);
    await restore(app, [mine, first], "merge");
    await restore(app, [account, otp], "replace");
    await restore(app, [mine], "merge");
    await removeAccount(app, mine.id);
    expect(await held(world)).not.toContain(first.secret);
    await takeBackRestore(app);
    expect(await entries(world)).toEqual(byId([account, otp]));
  });

  it("takes what hung on an account along", async () => {
    const { world, app } = await unlockedWorld([mine, myCode]);
    await restore(app, [{ ...mine, email: "new@example.com", updatedAt: START }], "replace");
    expect(await held(world)).toContain(myCode.secret);
    await removeAccount(app, mine.id);
    expect(await held(world)).not.toContain(myCode.secret);
    await takeBackRestore(app);
    expect(await entries(world)).toEqual([]);
  });

  it("takes the same along that was added anew, and nothing of another account", async () => {
    const elsewhere = { ...myCode, id: "otp-8", accountId: account.id };
    const { world, app } = await unlockedWorld([account, elsewhere, mine, myCode, passkey]);
    await restore(app, [{ ...account, id: "account-8", email: "c@example.com" }], "replace");
    const { id: accountId } = await createAccount(app, mine.role, mine.email);
    const text = formatSecret(decodeBase64url(myCode.secret));
    const id = await addOtp(app, text, { accountId });
    await removeOtp(app, id);
    expect(await world.vault().get("undo")).toMatchObject({
      removed: [account, elsewhere, mine, passkey],
    });
    await removeAccount(app, accountId);
    await takeBackRestore(app);
    expect(await entries(world)).toEqual(byId([account, elsewhere, passkey]));
  });

  it("leaves no recovery code beside its passphrase", async () => {
    const { world, app } = await unlockedWorld([account, { ...recovery, updatedAt: 1 }]);
    await restore(app, [account, { ...recovery, createdAt: 1, notUsedAt: START }], "merge");
    expect(await lastRestore(app)).toMatchObject({ renewed: 1 });
    await setRecoveryPassphrase(app, recovery.id, PASSWORD, PASSPHRASE);
    expect(await held(world)).not.toContain(recovery.code);
    await takeBackRestore(app);
    expect(await world.vault().get(recovery.id)).toMatchObject({ code: null });
  });

  it.each(["removed", "locked"])(
    "is forgotten though what is kept has rotted here: %s",
    async (how) => {
      const { world, worker, app } = await unlockedWorld([account, recovery, passkey]);
      await restore(app, [account, otp], "replace");
      const choice = { accountId: account.id };
      const id = await saveRecoveryCode(app, recovery.code, choice);
      await settle(worker);
      rot(world, "undo");
      if (how === "removed") await removeAccount(app, account.id);
      else await setRecoveryPassphrase(app, id, PASSWORD, PASSPHRASE);
      // Whatever the second copy has better comes back with this.
      await listEverything(app, world.vault());
      expect(await lastRestore(app)).toMatchObject({ removed: how === "removed" ? 0 : 1 });
      expect(await held(world)).not.toContain(recovery.code);
    },
  );

  it("is forgotten in the commit that locks it, so that no death in between loses it", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    await restore(app, [account, otp], "replace");
    const choice = { accountId: account.id };
    const { commits } = world.store;
    const id = await saveRecoveryCode(app, recovery.code, choice, PASSPHRASE);
    expect(world.store.commits).toBe(commits + 1);
    await removeRecoveryPassphrase(app, id, PASSWORD, PASSPHRASE);
    await restore(app, [account, { ...recovery, id, notUsedAt: START + 1 }], "merge");
    expect(await lastRestore(app)).toMatchObject({ renewed: 1 });
    const before = world.store.commits;
    await setRecoveryPassphrase(app, id, PASSWORD, PASSPHRASE);
    expect(world.store.commits).toBe(before + 1);
    expect(await held(world)).not.toContain(recovery.code);
  });

  it("leaves none that was taken out and is saved again under a passphrase", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    await restore(app, [account, otp], "replace");
    expect(await held(world)).toContain(recovery.code);
    await saveRecoveryCode(app, recovery.code ?? "", { accountId: account.id }, PASSPHRASE);
    expect(await held(world)).not.toContain(recovery.code);
  });
});

describe("taking a restore back", () => {
  it.each(["merge", "replace"] as const)("undoes a %s to the last field", async (mode) => {
    const before = [mine, myCode, { ...otp, accountId: mine.id, label: "old", updatedAt: 1 }];
    const { world, app } = await unlockedWorld(before);
    world.now += 200_000;
    await restore(app, allRecords, mode);
    expect(await entries(world)).not.toEqual(byId(before));
    const { commits } = world.store;
    await takeBackRestore(app);
    expect(world.store.commits).toBe(commits + 1);
    expect(await entries(world)).toEqual(byId(before));
    expect(await lastRestore(app)).toBeNull();
    await takeBackRestore(app);
    expect(await entries(world)).toEqual(byId(before));
  });

  it("brings a good code back good that was taken out for a later one of its account", async () => {
    const later = { ...recovery, id: "recovery-9", code: "LATER", createdAt: START + 9 };
    const { world, app } = await unlockedWorld([account, recovery]);
    await restore(app, [account, later], "replace");
    expect(await entries(world)).toEqual(byId([account, later]));
    await takeBackRestore(app);
    expect(await entries(world)).toEqual(byId([account, recovery]));
  });

  it("counts what was done, and forgets it where it is to stay", async () => {
    const { world, app } = await unlockedWorld([mine, { ...otp, label: "old", updatedAt: 1 }]);
    expect(await lastRestore(app)).toBeNull();
    await restore(app, [account, otp, passkey], "replace");
    expect(await lastRestore(app)).toEqual({
      at: START,
      endsAt: START + 30 * DAY_MS,
      added: 2,
      renewed: 1,
      removed: 1,
    });
    await keepRestore(app);
    expect(await lastRestore(app)).toBeNull();
    await takeBackRestore(app);
    expect(await entries(world)).toEqual(byId([account, otp, passkey]));
  });

  it("is of the last restore that did something", async () => {
    const { world, app } = await unlockedWorld([mine]);
    await restore(app, [account, otp], "merge");
    await restore(app, [account, otp], "merge");
    expect(await lastRestore(app)).toMatchObject({ added: 2 });
    await restore(app, [passkey, account], "merge");
    await takeBackRestore(app);
    expect(await entries(world)).toEqual(byId([mine, account, otp]));
  });

  it("keeps what was made, changed or used up since", async () => {
    const counting = { ...hotp, accountId: mine.id, counter: 4, updatedAt: 1 };
    const renamed = { ...passkey, accountId: mine.id, label: "old", updatedAt: 1 };
    const { world, app } = await unlockedWorld([mine, counting, renamed]);
    await restore(app, [account, { ...hotp, counter: 9 }, passkey, recovery], "merge");
    const since = { ...otp, id: "otp-since", accountId: account.id, updatedAt: START + 1 };
    const again = { ...passkey, label: "mine now", updatedAt: START + 2 };
    await world.vault().putAll([since, again]);
    await takeBackRestore(app);
    expect(await entries(world)).toEqual(
      byId([mine, account, since, again, { ...counting, counter: 9 }]),
    );
  });

  it("brings a code back that the restore had ended, and none that is known to be used", async () => {
    const first = { ...recovery, id: "recovery-8", code: "FIRST", accountId: account.id };
    const used = { ...first, usedAt: START - 5, updatedAt: first.updatedAt + 5 };
    const { world, app } = await unlockedWorld([account, first]);
    const later = { ...recovery, code: "LATER", createdAt: START + 9, updatedAt: START + 9 };
    await restore(app, [account, later], "merge");
    expect(await world.vault().get(first.id)).toMatchObject({ usedAt: START + 9 });
    await takeBackRestore(app);
    expect(await world.vault().get(first.id)).toEqual(first);
    await restore(app, [account, used], "merge");
    await takeBackRestore(app);
    expect(await world.vault().get(first.id)).toMatchObject({ usedAt: START - 5 });
  });

  it("does not take out what the restore has mended", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    world.store.sealed(otp.id).ciphertext = new Uint8Array(64);
    await restore(app, [account, otp, passkey], "merge");
    await takeBackRestore(app);
    expect(await entries(world)).toEqual(byId([account, otp]));
  });

  it("brings nothing back into use that a reset since then has ended", async () => {
    const { world, app } = await unlockedWorld([account, otp, passkey, recovery]);
    const { putAwayAt, ...inUse } = { ...hotp, putAwayAt: START };
    const before = { ...inUse, confirmedAt: START, updatedAt: 1 };
    await world.vault().put(before);
    await restore(app, [account, { ...before, putAwayAt, updatedAt: START }], "replace");
    const at = (world.now += 1000);
    await noteMethod(app, account.id, "phone", { state: "elsewhere", where: "", callingCode: "" });
    await noteReset(app, account.id, [], JUST_NOW);
    await takeBackRestore(app);
    const there = async (id: string) => world.vault().get(id);
    expect(await there(otp.id)).toMatchObject({ secret: otp.secret, putAwayAt: at });
    expect(await there(hotp.id)).toMatchObject({ putAwayAt: at });
    expect(await there(passkey.id)).toMatchObject({ hidden: { at, by: "user" } });
    expect(await there(recovery.id)).toMatchObject({ usedAt: at, endedBy: "reset" });
  });

  it("says that what comes back may be in no backup", async () => {
    const { world, app } = await unlockedWorld([mine, myCode]);
    await restore(app, allRecords, "replace");
    expect(await world.vault().get("upkeep")).toMatchObject({ backup: { at: START } });
    await takeBackRestore(app);
    const upkeep = await world.vault().get("upkeep");
    expect(upkeep).toMatchObject({ backup: { lacks: [mine.id, myCode.id] } });
  });

  it("ends after thirty days, and what it took is forgotten at the next unlock", async () => {
    const { world, worker, app } = await unlockedWorld([mine, myCode]);
    await restore(app, [account, otp], "replace");
    const at = world.now;
    const isKept = async () => (await world.records()).some(({ kind }) => kind === "undo");
    const unlockAt = async (now: number) => {
      world.now = now;
      await app.session.lock();
      await worker.handlers["vault.unlock"]({ method: "password", password: PASSWORD });
      // What is done after an unlock is done in turn.
      await app.afterwards(() => Promise.resolve());
    };
    await unlockAt(at + 30 * DAY_MS - 1);
    expect(await lastRestore(app)).toMatchObject({ at, endsAt: at + 30 * DAY_MS });
    expect(await isKept()).toBe(true);
    world.now = at + 30 * DAY_MS;
    const before = await entries(world);
    expect(await lastRestore(app)).toBeNull();
    // Who still has the page open is not told that it was taken back.
    expect(await errorCode(() => takeBackRestore(app))).toBe("backup/undo-ended");
    expect(await entries(world)).toEqual(before);
    expect(await isKept()).toBe(true);
    await unlockAt(world.now);
    expect(await isKept()).toBe(false);
    expect(await entries(world)).toEqual(before);
  });

  it("is not forgotten where the clock was put back", async () => {
    const { world, worker, app } = await unlockedWorld([mine]);
    await restore(app, allRecords, "merge");
    world.now -= 400 * DAY_MS;
    await app.session.lock();
    await worker.handlers["vault.unlock"]({ method: "password", password: PASSWORD });
    await app.afterwards(() => Promise.resolve());
    expect(await lastRestore(app)).not.toBeNull();
  });

  it("ends at a lock with nothing done", async () => {
    const { world, app } = await unlockedWorld([mine]);
    await restore(app, allRecords, "merge");
    const { store } = world;
    const read: unknown = Reflect.get(store, "readSnapshot");
    const thenLock = async () => {
      const snapshot: unknown = await Reflect.apply(read as () => unknown, store, []);
      await app.session.lock();
      return snapshot;
    };
    Object.assign(store, { readSnapshot: thenLock });
    expect(await errorCode(() => takeBackRestore(app))).toBe("vault/locked");
    Object.assign(store, { readSnapshot: read });
    expect(await entries(world)).toEqual(byId([mine, ...allRecords]));
  });
});
