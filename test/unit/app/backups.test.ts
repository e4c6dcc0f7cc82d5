import { describe, expect, it, vi } from "vitest";
import type { App } from "../../../lib/app/app.ts";
import { exportBackup, previewRestore, restoreBackup } from "../../../lib/app/backups.ts";
import { moveSteps, noteBackupSaved, tickMoveStep } from "../../../lib/app/upkeep.ts";
import { vaultContents } from "../../../lib/app/vault-contents.ts";
import { openBackup, sealBackup } from "../../../lib/exchange/backup.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import { errorCode } from "../vault/error-code.ts";
import {
  account,
  allRecords,
  fullPasskey,
  hotp,
  otp,
  passkey,
  recovery,
  settings,
  verification,
} from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { BACKUP_PASSWORD, PASSWORD, START, unlockedWorld, type World } from "./kit.ts";
import { makeKey, worldOfWays } from "./ways.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const byId = (records: readonly VaultRecord[]) =>
  records.toSorted((a, b) => a.id.localeCompare(b.id));

function seal(records: readonly VaultRecord[], at = START): Promise<string> {
  const random = createSeededRandom("backup");
  return sealBackup(records, BACKUP_PASSWORD, { now: () => at, random });
}

/** Without what a restore is taken back by, as test/unit/app/last-restore.test.ts has it. */
async function restored(world: World): Promise<readonly VaultRecord[]> {
  return (await world.records()).filter(({ kind }) => kind !== "undo");
}

/** What the vault holds once a backup of `at` was opened that holds everything. */
function noted(at: number, now = START): VaultRecord {
  return { kind: "upkeep", id: "upkeep", createdAt: now, updatedAt: now, backup: { at } };
}

describe("exporting a backup", () => {
  it("holds everything, named by the day, and restores into an empty vault as it was", async () => {
    const { app } = await unlockedWorld(allRecords);
    const file = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    expect(file).toMatchObject({
      fileName: "waykey-backup-2025-10-09.json",
      counts: { accounts: 1, otps: 1, passkeys: 1, recoveryCodes: 1 },
      unreadable: 0,
    });
    const fresh = await unlockedWorld();
    const preview = await restoreBackup(fresh.app, file.text, BACKUP_PASSWORD, "merge");
    expect(preview.lines.map(({ verdict }) => verdict)).toEqual(allRecords.map(() => "new"));
    expect(byId(await restored(fresh.world))).toEqual(byId([...allRecords, noted(START)]));
  });

  it("has no secret in clear", async () => {
    const { app } = await unlockedWorld(allRecords);
    const { text } = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    for (const canary of [otp.secret, passkey.privateKey, recovery.code, account.email]) {
      expect(text).not.toContain(canary);
    }
  });

  it("asks for the vault's password at an unlocked screen too", async () => {
    const { app } = await unlockedWorld(allRecords);
    const attempt = (password: string, backupPassword = BACKUP_PASSWORD) =>
      errorCode(() => exportBackup(app, password, { backupPassword }));
    expect(await attempt("")).toBe("vault/password");
    expect(await attempt("wrong password")).toBe("vault/password");
    expect(await attempt(PASSWORD, "short")).toBe("vault/weak-password");
    await app.session.lock();
    expect(await attempt(PASSWORD)).toBe("vault/locked");
  });

  it("is refused where it would lack what can't be read, and nothing is noted", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    world.store.sealed(otp.id).ciphertext = new Uint8Array(64);
    const attempt = (without?: number) =>
      errorCode(() => exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD }, without));
    expect(await attempt()).toBe("backup/leaves-out");
    expect(await attempt(0)).toBe("backup/leaves-out");
    await noteBackupSaved(app, world.now);
    expect((await world.records()).some(({ kind }) => kind === "upkeep")).toBe(false);
    // As many as were agreed to, and no more.
    world.store.sealed(passkey.id).ciphertext = new Uint8Array(64);
    expect(await attempt(1)).toBe("backup/leaves-out");
    expect(await attempt(2)).toBe("none");
  });

  it("lacks what the user has agreed to, counts it, and has the rest", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    world.store.sealed(otp.id).ciphertext = new Uint8Array(64);
    const file = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD }, 1);
    expect(file.unreadable).toBe(1);
    expect(file.counts).toEqual({ accounts: 1, otps: 0, passkeys: 1, recoveryCodes: 1 });
    expect((await openBackup(file.text, BACKUP_PASSWORD)).records).toEqual(
      allRecords.filter(({ id }) => id !== otp.id),
    );
  });

  it("is made although what is of this device alone can't be read", async () => {
    const { world, app } = await unlockedWorld([...allRecords, verification]);
    world.store.sealed(verification.id).ciphertext = new Uint8Array(64);
    const file = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    expect(file.unreadable).toBe(0);
    expect((await vaultContents(app)).unreadable).toMatchObject([{ inNoBackup: true }]);
  });
});

describe("the test of a backup file", () => {
  const drillOf = async (held: readonly VaultRecord[], inFile: readonly VaultRecord[]) => {
    const { app } = await unlockedWorld(held);
    const { drill, changed } = await previewRestore(app, await seal(inFile), BACKUP_PASSWORD);
    return [drill, changed];
  };
  const held = [...allRecords, fullPasskey, hotp];

  it("finds everything as it is, however it was used since", async () => {
    expect(await drillOf(held, held)).toEqual(["whole", 0]);
    const used = held.map((record) =>
      record.kind === "passkey"
        ? { ...record, updatedAt: START, lastUsedAt: START, origins: ["https://headway.co"] }
        : record,
    );
    expect(await drillOf(used, held)).toEqual(["whole", 0]);
  });

  it.each([
    ["a key of prf", { prfSecrets: { verified: "A".repeat(43), unverified: "B".repeat(43) } }],
    ["what a site keeps in a passkey", { largeBlob: "AAAA" }],
  ])("finds it to lack %s", async (_what, changes) => {
    const others = held.map((record) =>
      record.id === fullPasskey.id ? { ...record, ...changes } : record,
    );
    expect((await drillOf(held, others))[0]).toBe("lacks");
  });

  it.each([
    ["a name of an account", account.id, { favourite: true }],
    [
      "what is noted of an account",
      account.id,
      { ticks: [{ tick: "email-secured", done: true, at: 1 }] },
    ],
    ["a label", otp.id, { label: "another" }],
    ["a counter", hotp.id, { counter: 50 }],
    ["the history of a recovery code", recovery.id, { usedAt: START }],
    ["which passkeys are offered", passkey.id, { hidden: { at: START, by: "user" } }],
    ["a setting", settings.id, { autoLockMinutes: 30 }],
  ])("tells that %s has changed since", async (_what, id, changes) => {
    const now = held.map((record) =>
      record.id === id ? ({ ...record, ...changes } as VaultRecord) : record,
    );
    expect(await drillOf(now, held)).toEqual(["changed", 1]);
  });

  it("counts one with changes since as one to rely on", async () => {
    const { world, app } = await unlockedWorld([
      ...allRecords.slice(1),
      { ...account, favourite: true },
    ]);
    await previewRestore(app, await seal(allRecords, START - 5000), BACKUP_PASSWORD);
    expect(await world.records()).toContainEqual(noted(START - 5000));
  });
});

describe("a lock while everything is read", () => {
  it.each<[string, (app: App) => Promise<unknown>]>([
    ["for a backup", (app) => exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD })],
    ["for a list", (app) => vaultContents(app)],
  ])("%s ends it, and nothing more is opened", async (_name, read) => {
    const { world, app } = await unlockedWorld(allRecords);
    const readSnapshot = world.store.readSnapshot.bind(world.store);
    const decrypt = vi.spyOn(crypto.subtle, "decrypt");
    let opened = -1;
    world.store.readSnapshot = async () => {
      const found = await readSnapshot();
      await app.session.lock();
      opened = decrypt.mock.calls.length;
      return found;
    };
    expect(await errorCode(() => read(app))).toBe("vault/locked");
    expect(decrypt.mock.calls.length).toBe(opened);
    decrypt.mockRestore();
  });
});

describe("restoring a backup", () => {
  it.each(["readMany", "hasTags", "commit"] as const)(
    "ends at a lock during its %s, with nothing of it written or all",
    async (step) => {
      const { world, app } = await unlockedWorld([account]);
      const text = await seal(allRecords);
      const { store } = world;
      const work: unknown = Reflect.get(store, step);
      let isLocked = false;
      const thenLock = async (input: unknown) => {
        const answer: unknown = await Reflect.apply(work as () => unknown, store, [input]);
        if (!isLocked) await app.session.lock();
        isLocked = true;
        return answer;
      };
      Object.assign(store, { [step]: thenLock });
      expect(await errorCode(() => restoreBackup(app, text, BACKUP_PASSWORD, "merge"))).toBe(
        "vault/locked",
      );
      const held = byId(await restored(world));
      const all = [...allRecords, noted(START)];
      expect([byId([account]), byId(all)]).toContainEqual(held);
      expect(held).toHaveLength(step === "commit" ? all.length : 1);
    },
  );

  it("previews without changing anything", async () => {
    const { world, app } = await unlockedWorld([{ ...account, email: "other@example.com" }]);
    const before = world.store.commits;
    const preview = await previewRestore(app, await seal(allRecords), BACKUP_PASSWORD);
    expect(preview).toMatchObject({ createdAt: START, counts: { accounts: 1, otps: 1 } });
    expect(world.store.commits).toBe(before);
  });

  it("merges in one commit, and the second time changes nothing", async () => {
    const mine = { ...account, id: "account-7", email: "grace@example.com" };
    const { world, app } = await unlockedWorld([
      mine,
      { ...otp, label: "Mine", updatedAt: START + 200_000 },
    ]);
    const before = world.store.commits;
    const text = await seal(allRecords);
    await restoreBackup(app, text, BACKUP_PASSWORD, "merge");
    expect(world.store.commits).toBe(before + 1);
    const merged = byId(await world.records());
    expect(byId(await restored(world)).map(({ id }) => id)).toEqual([
      "account-1",
      "account-7",
      "otp-1",
      "passkey-1",
      "recovery-1",
      "settings",
    ]);
    expect(await world.vault().get(otp.id)).toMatchObject({ label: "Mine" });
    await restoreBackup(app, text, BACKUP_PASSWORD, "merge");
    expect(byId(await world.records())).toEqual(merged);
    expect(world.store.commits).toBe(before + 1);
  });

  it("writes all or nothing when the storage fails", async () => {
    const { world, app } = await unlockedWorld([account]);
    const text = await seal(allRecords);
    world.store.failNextCommit = "before";
    expect(await errorCode(() => restoreBackup(app, text, BACKUP_PASSWORD, "merge"))).toBe(
      "vault/storage",
    );
    expect(await world.records()).toEqual([account]);
  });

  it("brings back a record that no longer opens", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    world.store.sealed(otp.id).ciphertext = new Uint8Array(64);
    await restoreBackup(app, await seal(allRecords), BACKUP_PASSWORD, "merge");
    expect(byId(await restored(world))).toEqual(byId(allRecords));
  });

  it("gives entries without an account a place to be seen, once", async () => {
    const loose = [{ ...otp, accountId: null }, { ...recovery, accountId: null }, settings];
    const { world, app } = await unlockedWorld();
    const text = await seal(loose);
    await restoreBackup(app, text, BACKUP_PASSWORD, "merge");
    const { accounts } = await vaultContents(app);
    expect(accounts).toHaveLength(1);
    expect(accounts[0]).toMatchObject({ email: "Restored without an account", role: "client" });
    expect(accounts[0]?.otps).toHaveLength(1);
    expect(accounts[0]?.recoveryCodes).toHaveLength(1);
    const commits = world.store.commits;
    await restoreBackup(app, text, BACKUP_PASSWORD, "merge");
    expect(world.store.commits).toBe(commits);
    const more = { ...otp, id: "otp-9", secret: "QUJDREVGR0hJSktMTU5PUA", accountId: null };
    await restoreBackup(app, await seal([more]), BACKUP_PASSWORD, "merge");
    expect((await vaultContents(app)).accounts.map((each) => each.otps.length)).toEqual([2]);
  });

  it("uses the place for loose entries that the backup itself brings along", async () => {
    const place = { ...account, role: "client", email: "restored without an account" } as const;
    const held = { ...otp, accountId: place.id };
    const loose = { ...recovery, accountId: null };
    const { app } = await unlockedWorld();
    await restoreBackup(app, await seal([place, held, loose]), BACKUP_PASSWORD, "merge");
    const { accounts } = await vaultContents(app);
    expect(accounts.map((each) => [each.otps.length, each.recoveryCodes.length])).toEqual([[1, 1]]);
  });

  it.each([
    ["backup/password", async () => seal(allRecords), "wrong password"],
    ["backup/foreign", async () => "{}", BACKUP_PASSWORD],
    ["backup/foreign", async () => "no JSON", BACKUP_PASSWORD],
  ])("refuses with %s and changes nothing", async (code, make, password) => {
    const { world, app } = await unlockedWorld([account]);
    const text = await make();
    expect(await errorCode(() => previewRestore(app, text, password))).toBe(code);
    expect(await errorCode(() => restoreBackup(app, text, password, "merge"))).toBe(code);
    expect(await world.records()).toEqual([account]);
  });

  it("does nothing behind a lock", async () => {
    const { app } = await unlockedWorld();
    await app.session.lock();
    const text = await seal(allRecords);
    expect(await errorCode(() => previewRestore(app, text, BACKUP_PASSWORD))).toBe("vault/locked");
    expect(await errorCode(() => restoreBackup(app, text, BACKUP_PASSWORD, "merge"))).toBe(
      "vault/locked",
    );
  });
});

describe("what is noted of a backup", () => {
  const upkeepIn = async (world: { records(): Promise<readonly VaultRecord[]> }) =>
    (await world.records()).filter(({ kind }) => kind === "upkeep");

  const finding = async (app: App) => {
    const { accounts } = await vaultContents(app);
    const kinds = new Set(["not-backed-up", "passkeys-only-here", "backup-unknown"]);
    return accounts[0]?.findings.find(({ kind }) => kinds.has(kind))?.kind;
  };
  const makeAndSave = async (app: App, without = 0) => {
    const lock = { backupPassword: BACKUP_PASSWORD };
    const { madeAt } = await exportBackup(app, PASSWORD, lock, without);
    await noteBackupSaved(app, madeAt);
  };

  it("is when one was made, and that the account is in it, once it was handed over", async () => {
    // Beside a code that Headway takes, its passkey is not all that there is.
    const tried = { ...otp, confirmedAt: START };
    const { world, app } = await unlockedWorld([
      ...allRecords.filter(({ id }) => id !== otp.id),
      tried,
    ]);
    expect(await finding(app)).toBe("not-backed-up");
    const { madeAt } = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    expect(madeAt).toBe(START);
    await noteBackupSaved(app, madeAt + 1);
    expect(await upkeepIn(world)).toEqual([]);
    expect(await finding(app)).toBe("not-backed-up");
    world.now += 1000;
    await world.vault().put({ ...recovery, id: "recovery-2", createdAt: world.now });
    await noteBackupSaved(app, madeAt);
    expect(await upkeepIn(world)).toEqual([
      { ...noted(START), createdAt: world.now, updatedAt: world.now },
    ]);
    // It was made before that came.
    expect(await finding(app)).toBe("not-backed-up");
    world.now += 1;
    await makeAndSave(app);
    expect(await finding(app)).toBeUndefined();
  });

  it("is of the last one that was made, and needs an open vault", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    const first = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    world.now += 10;
    await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    await noteBackupSaved(app, first.madeAt);
    expect(await upkeepIn(world)).toEqual([]);
    await app.session.lock();
    expect(await errorCode(() => noteBackupSaved(app, world.now))).toBe("vault/locked");
  });

  it("that can’t be read leaves it unknown, and the next backup mends it", async () => {
    const { world, app } = await unlockedWorld([...allRecords, noted(START)]);
    world.store.sealed("upkeep").ciphertext = new Uint8Array(64);
    expect(await finding(app)).toBe("backup-unknown");
    world.now += 10;
    const file = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    expect(file.unreadable).toBe(0);
    await noteBackupSaved(app, file.madeAt);
    expect(await finding(app)).toBeUndefined();
    expect((await vaultContents(app)).unreadable).toEqual([]);
  });

  it("is when the file says it was made, where it was opened and holds everything", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    await previewRestore(app, await seal(allRecords, START - 5000), BACKUP_PASSWORD);
    expect(await upkeepIn(world)).toEqual([noted(START - 5000)]);
    // An earlier one, and one of a time to come, are none to rely on.
    await previewRestore(app, await seal(allRecords, START - 9000), BACKUP_PASSWORD);
    expect(await upkeepIn(world)).toEqual([noted(START - 5000)]);
    world.now += 10;
    await previewRestore(app, await seal(allRecords, START + 1_000_000), BACKUP_PASSWORD);
    expect(await upkeepIn(world)).toMatchObject([{ createdAt: START, backup: { at: START + 10 } }]);
  });

  it.each([otp, passkey, recovery, account])(
    "is nothing where the file lacks the $kind",
    async (lacking) => {
      const { world, app } = await unlockedWorld(allRecords);
      const others = allRecords.filter(({ id }) => id !== lacking.id);
      await previewRestore(app, await seal(others), BACKUP_PASSWORD);
      expect(await upkeepIn(world)).toEqual([]);
    },
  );

  describe("once a restore brings in what may be missing from it", () => {
    const old = { ...recovery, id: "recovery-old", code: "ZYXW9876VUTS5432RQPO1098", usedAt: 5 };
    const others = allRecords.filter(({ id }) => id !== otp.id);
    const restore = async (app: App, records: readonly VaultRecord[], at: number) => {
      await restoreBackup(app, await seal(records, at), BACKUP_PASSWORD, "merge");
    };

    it("is that it lacks that, in that account alone, until the next one", async () => {
      const { world, app } = await unlockedWorld([...allRecords, noted(START)]);
      expect(await finding(app)).toBeUndefined();
      world.now += 10;
      await restore(app, [account, old], START - 5000);
      expect(await upkeepIn(world)).toEqual([
        { ...noted(START), updatedAt: START + 10, backup: { at: START, lacks: [old.id] } },
      ]);
      expect(await finding(app)).toBe("not-backed-up");
      // Nothing comes in any more.
      const before = world.store.commits;
      await restore(app, [account, old], START - 5000);
      expect(world.store.commits).toBe(before);
      await makeAndSave(app);
      expect(await finding(app)).toBeUndefined();
      expect(await upkeepIn(world)).toMatchObject([{ backup: { at: START + 10 } }]);
    });

    it("lacks more with every such file, and says nothing against other accounts", async () => {
      const other = { ...account, id: "account-2", email: "z@example.com" };
      const held = [...allRecords, other, { ...recovery, id: "of-other", accountId: other.id }];
      const { world, app } = await unlockedWorld([...held, noted(START)]);
      await restore(app, [account, old], START - 5000);
      const older = { ...old, id: "recovery-older", code: "ZYXW9876VUTS5432RQPO1099" };
      await restore(app, [account, older], START - 6000);
      expect(await upkeepIn(world)).toMatchObject([{ backup: { lacks: [old.id, older.id] } }]);
      const { accounts } = await vaultContents(app);
      const missing = accounts.filter(({ findings }) =>
        findings.some(({ kind }) => kind === "not-backed-up"),
      );
      expect(missing.map(({ id }) => id)).toEqual([account.id]);
    });

    it("stays as it was for the noted one itself, and for one that holds everything", async () => {
      for (const [records, at] of [
        [[...others, old], START - 100],
        [[...allRecords, old], START - 5000],
      ] as const) {
        const { world, app } = await unlockedWorld([...allRecords, noted(START - 100)]);
        await restore(app, records, at);
        expect(await world.vault().get(old.id)).toMatchObject({ code: old.code });
        expect(await upkeepIn(world)).toEqual([noted(START - 100)]);
      }
    });

    it("stays as it was where nothing but what is held changes", async () => {
      const { world, app } = await unlockedWorld([...allRecords, noted(START - 100)]);
      await restore(app, [account, { ...recovery, usedAt: 5 }], START - 5000);
      expect(await world.vault().get(recovery.id)).toMatchObject({ usedAt: 5 });
      expect(await upkeepIn(world)).toEqual([noted(START - 100)]);
    });

    it("is nothing of one that was made before and is saved after", async () => {
      const { world, app } = await unlockedWorld(allRecords);
      const { madeAt } = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
      await restore(app, [account, old], START - 5000);
      await noteBackupSaved(app, madeAt);
      expect(await upkeepIn(world)).toEqual([]);
    });
  });

  it("is nothing where something in the vault cannot be read", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    world.store.sealed(otp.id).ciphertext = new Uint8Array(64);
    await makeAndSave(app, 1);
    await previewRestore(app, await seal(allRecords), BACKUP_PASSWORD);
    expect(await world.vault().get("upkeep")).toBeNull();
  });

  it("keeps nobody from a backup when it can't be written", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    world.store.failNextCommit = "before";
    await previewRestore(app, await seal(allRecords), BACKUP_PASSWORD);
    expect(await upkeepIn(world)).toEqual([]);
  });
});

describe("the steps of a move", () => {
  it("are ticked once each, through a lock and beside what is noted of a backup", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    expect(await moveSteps(app)).toEqual([]);
    await tickMoveStep(app, "backup", true);
    world.now += 10;
    const { madeAt } = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    await noteBackupSaved(app, madeAt);
    await tickMoveStep(app, "compare", true);
    await tickMoveStep(app, "compare", true);
    const again = world.bear();
    await world.unlock(again);
    expect(await moveSteps(again.app)).toEqual([
      { step: "backup", at: START },
      { step: "compare", at: START + 10 },
    ]);
    await tickMoveStep(again.app, "backup", false);
    expect(await moveSteps(again.app)).toEqual([{ step: "compare", at: START + 10 }]);
    expect(await world.vault().get("upkeep")).toMatchObject({ backup: { at: START + 10 } });
  });

  it("say nothing where what is noted can’t be read, and claim nothing in its place", async () => {
    const { world, app } = await unlockedWorld([...allRecords, noted(START)]);
    world.store.sealed("upkeep").ciphertext = new Uint8Array(64);
    expect(await moveSteps(app)).toEqual([]);
    expect(await errorCode(() => tickMoveStep(app, "backup", true))).toBe("record/damaged");
    expect(await errorCode(() => world.vault().get("upkeep"))).toBe("record/damaged");
  });
});

describe("a backup under the emergency key", () => {
  const REFUSALS = [
    ["a slip", (key: string) => `${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`],
    ["too few characters", (key: string) => key.slice(0, 20)],
    ["nothing", () => ""],
  ] as const;

  it("is opened in another vault by what was printed, in any grouping and case", async () => {
    const { app, emergencyKey } = await worldOfWays([account, otp]);
    const typed = emergencyKey.toLowerCase().replaceAll("-", "");
    const { text } = await exportBackup(app, PASSWORD, { emergencyKey: typed });
    for (const again of [emergencyKey, typed, emergencyKey.replaceAll("-", " ")]) {
      const fresh = await unlockedWorld();
      await restoreBackup(fresh.app, text, again, "merge");
      expect((await fresh.world.records()).map(({ id }) => id)).toContain(otp.id);
    }
    const fresh = await unlockedWorld();
    const attempt = (key: string) => errorCode(() => previewRestore(fresh.app, text, key));
    expect(await attempt(PASSWORD)).toBe("backup/password");
    for (const [, slip] of REFUSALS.slice(1)) {
      expect(await attempt(slip(emergencyKey))).toBe("backup/password");
    }
    expect(await attempt(REFUSALS[0][1](emergencyKey))).toBe("vault/emergency-key-typo");
  });

  it.each(REFUSALS)(
    "is not made with %s, which is told before the password is looked at",
    async (_what, slip) => {
      const { app, emergencyKey } = await worldOfWays([account]);
      const lock = { emergencyKey: slip(emergencyKey) };
      expect(await errorCode(() => exportBackup(app, "wrong password", lock))).toBe(
        "vault/emergency-key-typo",
      );
    },
  );

  it("is not made with another key than the vault's, nor where the vault has none, nor without the password", async () => {
    const { app, worker, emergencyKey } = await worldOfWays([account]);
    const other = await makeKey(worker);
    const attempt = (password: string, key: string) =>
      errorCode(() => exportBackup(app, password, { emergencyKey: key }));
    expect(await attempt(PASSWORD, other)).toBe("vault/emergency-key");
    expect(await attempt("wrong password", emergencyKey)).toBe("vault/password");
    await worker.handlers["emergency-key.remove"]({ password: PASSWORD });
    expect(await attempt(PASSWORD, emergencyKey)).toBe("vault/no-slot");
  });

  it("is not opened by a key that was made later, and still by the one of its time", async () => {
    const { app, worker, emergencyKey } = await worldOfWays([account]);
    const { text } = await exportBackup(app, PASSWORD, { emergencyKey });
    const later = await makeKey(worker);
    await worker.handlers["emergency-key.keep"]({ password: PASSWORD, emergencyKey: later });
    expect(await errorCode(() => previewRestore(app, text, later))).toBe("backup/password");
    expect(await errorCode(() => previewRestore(app, text, emergencyKey))).toBe("none");
  });

  it("does not keep a password of that form from opening a backup as it was typed", async () => {
    const { app, emergencyKey } = await worldOfWays([account]);
    const backupPassword = emergencyKey.toLowerCase();
    const { text } = await exportBackup(app, PASSWORD, { backupPassword });
    expect(await errorCode(() => previewRestore(app, text, backupPassword))).toBe("none");
    expect(await errorCode(() => previewRestore(app, text, emergencyKey))).toBe("backup/password");
  });
});
