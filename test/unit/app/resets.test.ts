import { describe, expect, it } from "vitest";
import { vaultContents } from "../../../lib/app/vault-contents.ts";
import type { App } from "../../../lib/app/app.ts";
import { addOtp, confirmOtp } from "../../../lib/app/one-time-codes.ts";
import { noteExemption, noteReset } from "../../../lib/app/resets.ts";
import { settleWeeks, weekOfReminder } from "../../../lib/app/reset-weeks.ts";
import { putAwayOtp } from "../../../lib/app/put-away.ts";
import { unlock } from "../../../lib/app/unlock.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp, passkey, recovery } from "../vault/sample-records.ts";
import { PASSWORD, START, unlockedWorld } from "./kit.ts";

const DAY_MS = 86_400_000;
const WEEK_END = START + 7 * DAY_MS;
const ALARM = `reset-reminder:${WEEK_END}`;

async function viewOf(app: App) {
  const { accounts } = await vaultContents(app);
  return accounts.find(({ id }) => id === account.id) ?? expect.fail("the account is gone");
}

async function kindsOf(app: App) {
  return (await viewOf(app)).findings.map(({ kind }) => kind);
}

describe("a reset", () => {
  const other = { ...account, id: "account-2", email: "grace@example.com" };
  const theirs = { ...otp, id: "otp-2", accountId: other.id, secret: "QUJDREVGR0hJSktMTU5PUA" };

  it("puts away all that was set up, deletes nothing, and leaves other accounts alone", async () => {
    const { world, app } = await unlockedWorld([account, otp, passkey, recovery, other, theirs]);
    const before = world.store.commits;
    await noteReset(app, account.id);
    expect(world.store.commits).toBe(before + 1);
    const view = await viewOf(app);
    expect(view.otps).toEqual([]);
    expect(view.putAway.map(({ id }) => id)).toEqual([otp.id]);
    expect(view.passkeys[0]?.hidden).toEqual({ at: world.now, by: "user" });
    expect(view.recoveryCodes[0]?.usedAt).toBe(world.now);
    expect(view.methods.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => "none"));
    expect(await world.vault().get(theirs.id)).toEqual(theirs);
    expect((await kindsOf(app))[0]).toBe("no-second-step");
  });

  it("leaves the codes of other sites in use", async () => {
    const foreign = { ...otp, id: "otp-3", issuer: "GitHub", secret: "QUJDREVGR0hJSktMTU5PUQ" };
    const { app } = await unlockedWorld([account, otp, foreign]);
    await noteReset(app, account.id);
    const view = await viewOf(app);
    expect(view.otps.map(({ id }) => id)).toEqual([foreign.id]);
    expect(view.putAway.map(({ id }) => id)).toEqual([otp.id]);
  });

  it("can be taken back, code by code", async () => {
    const { app } = await unlockedWorld([account, otp]);
    await noteReset(app, account.id);
    await putAwayOtp(app, otp.id, false);
    const view = await viewOf(app);
    expect(view.otps.map(({ id }) => id)).toEqual([otp.id]);
    expect(view.putAway).toEqual([]);
    expect(view.methods.find(({ method }) => method === "authenticator")?.state).toBe("here");
  });

  it("keeps what it put away when a later code replaces those in use", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    await noteReset(app, account.id);
    const add = (secret: string) =>
      addOtp(
        app,
        `otpauth://totp/Headway?secret=${secret}&issuer=Headway`,
        { accountId: account.id },
        true,
      );
    const first = await add("JBSWY3DPEHPK3PXP");
    await confirmOtp(app, first);
    const second = await add("GEZDGNBVGY3TQOJQ");
    const before = await world.vault().get(otp.id);
    world.now += 1000;
    await confirmOtp(app, second);
    expect(await world.vault().get(otp.id)).toEqual(before);
    const view = await viewOf(app);
    expect(view.otps.map(({ id }) => id)).toEqual([second]);
    expect(view.putAway.map(({ id }) => id).toSorted()).toEqual([first, otp.id].toSorted());
  });

  it("keeps what was hidden or used before as it was", async () => {
    const hidden = { ...passkey, hidden: { at: 5, by: "site" as const } };
    const used = { ...recovery, usedAt: 7 };
    const { world, app } = await unlockedWorld([account, hidden, used]);
    await noteReset(app, account.id);
    expect(await world.vault().get(hidden.id)).toEqual(hidden);
    expect(await world.vault().get(used.id)).toEqual(used);
  });

  it("is none of an account that is not there", async () => {
    const { app } = await unlockedWorld([]);
    expect(await errorCode(() => noteReset(app, "gone"))).toBe("vault/no-record");
    expect(await errorCode(() => noteExemption(app, "gone", START))).toBe("vault/no-record");
  });
});

describe("the week that support grants", () => {
  it.each([
    [0, "reset-due"],
    [6, "reset-due"],
    [7, "reset-late"],
    [8, "reset-late"],
  ])("is on day %d told as %s", async (day, kind) => {
    const { world, app } = await unlockedWorld([account]);
    await noteExemption(app, account.id, START);
    world.now = START + day * DAY_MS;
    await unlock(app, { method: "password", password: PASSWORD });
    const [finding] = (await viewOf(app)).findings;
    expect(finding).toEqual({ kind, weight: "alarm", at: WEEK_END });
  });

  it("is reminded of each day, also after a start of the browser and while locked", async () => {
    const { world, app } = await unlockedWorld([account]);
    await noteExemption(app, account.id, START);
    expect(world.alarms.at.get(ALARM)).toBe(START + DAY_MS);
    await app.session.lock();
    await world.alarms.clear(ALARM);
    world.sessionStore.values.clear();
    world.now = START + 5.5 * DAY_MS;
    await settleWeeks(world.bear().app);
    expect(world.alarms.at.get(ALARM)).toBe(START + 6 * DAY_MS);
    expect(weekOfReminder(ALARM)).toBe(WEEK_END);
    await world.alarms.clear(ALARM);
    world.now = WEEK_END;
    await settleWeeks(world.bear().app);
    expect(world.alarms.at.get(ALARM)).toBeUndefined();
  });

  it("ends with the reset, or when it was a mistake", async () => {
    const { world, app } = await unlockedWorld([account]);
    await noteExemption(app, account.id, START);
    await noteReset(app, account.id);
    expect(world.alarms.at.get(ALARM)).toBeUndefined();
    expect(await kindsOf(app)).not.toContain("reset-due");
    await noteExemption(app, account.id, START);
    await noteExemption(app, account.id, null);
    expect(world.alarms.at.get(ALARM)).toBeUndefined();
    await settleWeeks(app);
    expect(world.alarms.at.get(ALARM)).toBeUndefined();
  });

  it("cannot begin in the future", async () => {
    const { world, app } = await unlockedWorld([account]);
    await noteExemption(app, account.id, START + 30 * DAY_MS);
    expect(await world.vault().get(account.id)).toMatchObject({ exemptedAt: START });
  });
});

describe("weekOfReminder", () => {
  it.each(["lock", "reset-reminder:", "reset-reminder:x", "reset-reminder:1.5"])(
    "knows %s for another alarm",
    (name) => {
      expect(weekOfReminder(name)).toBeNull();
    },
  );
});
