import { describe, expect, it, vi } from "vitest";
import { removeAccount } from "../../../lib/app/accounts.ts";
import { exportBackup, restoreBackup } from "../../../lib/app/backups.ts";
import { isStaleWeek, SETTLED, settleWeeks } from "../../../lib/app/reset-weeks.ts";
import { noteExemption } from "../../../lib/app/resets.ts";
import type { App } from "../../../lib/app/app.ts";
import { unlock } from "../../../lib/app/unlock.ts";
import { remindOfReset } from "../../../lib/platform/reset-reminder.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { Vault } from "../../../lib/vault/vault.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp } from "../vault/sample-records.ts";
import { BACKUP_PASSWORD, PASSWORD, PROOF, START, unlockedWorld, type World } from "./kit.ts";
import { resetAll, week } from "./reset-all.ts";

const remindOnButton = vi.hoisted(() => vi.fn<(store: object, title: string) => Promise<void>>());
vi.mock("../../../lib/platform/popup-hint.ts", () => ({ remindOnButton }));
vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const DAY_MS = 86_400_000;
const OTHER_START = START - 2 * DAY_MS;
const granted = { ...account, exemptedAt: START };
const other = { ...account, id: "account-2", email: "bo@example.com", exemptedAt: OTHER_START };
const alarmOf = (grantedAt: number) => `reset-reminder:${grantedAt + 7 * DAY_MS}`;

const alarmsOf = (world: World) =>
  [...world.alarms.at.keys()].filter((name) => name.startsWith("reset-reminder:")).toSorted();
const keptIn = (world: World) => world.kept.get("reset-weeks");

/** As the vault is found by a browser that has heard nothing of its weeks. */
async function openedWorld(records: Parameters<typeof unlockedWorld>[0]) {
  const given = await unlockedWorld(records);
  await given.app.session.lock();
  await unlock(given.app, PROOF);
  await given.app.afterwards(() => Promise.resolve());
  return given;
}

describe("the reminders of weeks", () => {
  it("are after an unlock what the accounts say, whatever was kept", async () => {
    const { world, app } = await unlockedWorld([granted, other, otp]);
    await world.kept.set("reset-weeks", [START - DAY_MS]);
    await world.alarms.set(`reset-reminder:${START - DAY_MS}`, START + 5);
    await app.session.lock();
    expect(await isStaleWeek(app, START - DAY_MS)).toBe(false);
    await unlock(app, PROOF);
    await app.afterwards(() => Promise.resolve());
    expect(alarmsOf(world)).toEqual([alarmOf(OTHER_START), alarmOf(START)].toSorted());
    expect(await keptIn(world)).toEqual([OTHER_START, START].map((at) => at + 7 * DAY_MS));
    expect(await isStaleWeek(app, START - DAY_MS)).toBe(true);
  });

  it.each([
    ["a week granted to another", (app: App) => noteExemption(app, "account-2", week(START))],
    ["a week that was a mistake", (app: App) => noteExemption(app, account.id, null)],
    ["another day for it", (app: App) => noteExemption(app, account.id, week(OTHER_START))],
    ["a reset", (app: App) => resetAll(app, account.id)],
    ["an account removed", (app: App) => removeAccount(app, account.id)],
  ])(
    "are after %s what the accounts say, and no other is opened for that",
    async (_what, change) => {
      const twin = { ...other, id: "account-3", email: "cy@example.com", exemptedAt: START };
      const { world, app } = await openedWorld([
        granted,
        { ...other, exemptedAt: null },
        twin,
        otp,
      ]);
      const find = vi.spyOn(Vault.prototype, "find");
      await change(app);
      const lookedFor = find.mock.calls.map(([type]) => type);
      find.mockRestore();
      expect(lookedFor).not.toContain("role");
      const [alarms, kept] = [alarmsOf(world), await keptIn(world)];
      await world.sessionStore.set(SETTLED, false);
      await settleWeeks(app);
      expect([alarmsOf(world), await keptIn(world)]).toEqual([alarms, kept]);
      expect(alarms).toContain(alarmOf(START));
    },
  );

  it("are gone with their account, and those of another of the same day stay", async () => {
    const twin = { ...other, exemptedAt: START };
    const { world, app } = await openedWorld([granted, twin]);
    await removeAccount(app, account.id);
    expect(alarmsOf(world)).toEqual([alarmOf(START)]);
    await removeAccount(app, twin.id);
    expect(alarmsOf(world)).toEqual([]);
    expect(await keptIn(world)).toEqual([]);
  });

  it.each(["removal", "reset", "end of a mistake"])(
    "are settled by the next worker when one dies at any call of a %s",
    async (what) => {
      const act = (app: Parameters<typeof removeAccount>[0]) => {
        if (what === "removal") return removeAccount(app, account.id);
        return what === "reset" ? resetAll(app, account.id) : noteExemption(app, account.id, null);
      };
      let isOver = false;
      for (let call = 1; !isOver; call++) {
        const { world } = await openedWorld([granted]);
        const mortal = world.bear({ call, moment: "after" });
        isOver = await Promise.race([
          act(mortal.app).then(() => true),
          mortal.death.then(() => false),
        ]);
        mortal.kill();
        const next = world.bear();
        await settleWeeks(next.app);
        const held = await world.vault().get(account.id);
        const isRunning = held?.kind === "account" && (held.exemptedAt ?? null) !== null;
        expect(alarmsOf(world)).toEqual(isRunning ? [alarmOf(START)] : []);
      }
    },
  );

  it("are set by the next worker when one dies while a week is noted, locked or not", async () => {
    for (const isLocked of [true, false]) {
      let isOver = false;
      for (let call = 1; !isOver; call++) {
        const { world } = await openedWorld([account]);
        const mortal = world.bear({ call, moment: "after" });
        isOver = await Promise.race([
          noteExemption(mortal.app, account.id, week(START)).then(() => true),
          mortal.death.then(() => false),
        ]);
        mortal.kill();
        if (isLocked) await world.bear().app.session.lock();
        await settleWeeks(world.bear().app);
        const held = await world.vault().get(account.id);
        const isGranted = held?.kind === "account" && held.exemptedAt === START;
        // A locked worker can't tell that the week was not granted after all.
        const known = isGranted || !isLocked ? alarmsOf(world) : [];
        expect(known).toEqual(isGranted ? [alarmOf(START)] : []);
      }
    }
  });

  it("come with a restore on another device", async () => {
    const first = await openedWorld([granted]);
    const { text } = await exportBackup(first.app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    const second = await openedWorld([]);
    expect(alarmsOf(second.world)).toEqual([]);
    await restoreBackup(second.app, text, BACKUP_PASSWORD, "merge");
    expect(alarmsOf(second.world)).toEqual([alarmOf(START)]);
    expect(await keptIn(second.world)).toEqual([START + 7 * DAY_MS]);
  });

  it("go with a restore that knows of the reset", async () => {
    const first = await openedWorld([granted]);
    // Later than the account was last changed.
    first.world.now = account.updatedAt + 5;
    await resetAll(first.app, account.id);
    const { text } = await exportBackup(first.app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    const second = await openedWorld([granted]);
    expect(alarmsOf(second.world)).toEqual([alarmOf(START)]);
    await restoreBackup(second.app, text, BACKUP_PASSWORD, "merge");
    expect(alarmsOf(second.world)).toEqual([]);
  });

  it("stay as they are for an account that can't be read", async () => {
    const { world, app } = await openedWorld([granted, other]);
    const { ciphertext } = world.store.sealed(account.id);
    ciphertext[0] = (ciphertext[0] ?? 0) ^ 1;
    await world.sessionStore.set(SETTLED, false);
    await settleWeeks(app);
    expect(alarmsOf(world)).toEqual([alarmOf(OTHER_START), alarmOf(START)].toSorted());
  });

  it("keep nobody from removing an account when they can't be changed", async () => {
    const { world, app } = await openedWorld([granted]);
    world.kept.onSet = () => {
      throw new WaykeyError("vault/storage", "full");
    };
    expect(await errorCode(() => removeAccount(app, account.id))).toBe("none");
    expect(await world.vault().get(account.id)).toBeNull();
    world.kept.onSet = () => undefined;
    await settleWeeks(app);
    expect(alarmsOf(world)).toEqual([]);
  });

  it("are not looked for again in the same run of the browser", async () => {
    const { world, app } = await openedWorld([granted]);
    const read = vi.spyOn(world.store, "readByTags");
    await settleWeeks(app);
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  });
});

describe("a reminder that has come", () => {
  it("is shown while its week runs, and the next one is set", async () => {
    const { world, app } = await openedWorld([granted]);
    await app.session.lock();
    world.now = START + DAY_MS;
    await remindOfReset(app, START + 7 * DAY_MS);
    expect(remindOnButton).toHaveBeenCalledExactlyOnceWith(
      expect.anything(),
      "Waykey: 6 days left to reset your sign-in to Headway",
    );
    expect(world.alarms.at.get(alarmOf(START))).toBe(START + 2 * DAY_MS);
  });

  it("is not shown of a week that no account has any more", async () => {
    remindOnButton.mockClear();
    const { app } = await openedWorld([granted]);
    await resetAll(app, account.id);
    await remindOfReset(app, START + 7 * DAY_MS);
    expect(remindOnButton).not.toHaveBeenCalled();
  });
});
