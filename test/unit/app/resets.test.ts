import { describe, expect, it } from "vitest";
import { vaultContents } from "../../../lib/app/vault-contents.ts";
import type { App } from "../../../lib/app/app.ts";
import { addOtp, confirmOtp } from "../../../lib/app/one-time-codes.ts";
import { takeBackRecoveryCode } from "../../../lib/app/recovery-codes.ts";
import { settleWay, turnList } from "../../../lib/app/reset-lists.ts";
import { noteExemption, noteReset } from "../../../lib/app/resets.ts";
import { settleWeeks, weekOfReminder } from "../../../lib/app/reset-weeks.ts";
import { putAwayOtp } from "../../../lib/app/put-away.ts";
import { unlock } from "../../../lib/app/unlock.ts";
import type { Method, MethodNote } from "../../../lib/headway/methods.ts";
import type { Place, WayWord } from "../../../lib/headway/reset-list.ts";
import type { AccountRecord } from "../../../lib/vault/schema.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp, passkey, recovery } from "../vault/sample-records.ts";
import { PASSWORD, START, unlockedWorld } from "./kit.ts";
import { JUST_NOW, resetAll, week } from "./reset-all.ts";

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
    await resetAll(app, account.id);
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
    await resetAll(app, account.id);
    const view = await viewOf(app);
    expect(view.otps.map(({ id }) => id)).toEqual([foreign.id]);
    expect(view.putAway.map(({ id }) => id)).toEqual([otp.id]);
  });

  it("leaves in use what the user does not name, of which the list has nothing to set up", async () => {
    const fresh = { ...otp, id: "otp-new", secret: "QUJDREVGR0hJSktMTU5PUg", confirmedAt: START };
    const { app } = await unlockedWorld([account, otp, fresh, passkey, recovery]);
    // An id of nothing, or of something of another's, is none that could be put away.
    await noteReset(app, account.id, [otp.id, recovery.id, "gone", account.id], JUST_NOW);
    const view = await viewOf(app);
    expect(view.otps.map(({ id }) => id)).toEqual([fresh.id]);
    expect(view.putAway.map(({ id }) => id)).toEqual([otp.id]);
    expect(view.passkeys[0]?.hidden).toBeNull();
    expect(view.recoveryCodes[0]?.endedBy).toBe("reset");
    expect(view.resetList?.ways.map(({ method, settled }) => [method, settled])).toEqual([
      ["authenticator", "here"],
      ["recovery-code", null],
    ]);
  });

  it("can be taken back, code by code", async () => {
    const { app } = await unlockedWorld([account, otp]);
    await resetAll(app, account.id);
    await putAwayOtp(app, otp.id, false);
    const view = await viewOf(app);
    expect(view.otps.map(({ id }) => id)).toEqual([otp.id]);
    expect(view.putAway).toEqual([]);
    expect(view.methods.find(({ method }) => method === "authenticator")?.state).toBe("here");
  });

  it("keeps what it put away when a later code replaces those in use", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    await resetAll(app, account.id);
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
    await resetAll(app, account.id);
    expect(await world.vault().get(hidden.id)).toEqual(hidden);
    expect(await world.vault().get(used.id)).toEqual(used);
  });

  it("is none of an account that is not there", async () => {
    const { app } = await unlockedWorld([]);
    expect(await errorCode(() => noteReset(app, "gone", [], JUST_NOW))).toBe("vault/no-record");
    expect(await errorCode(() => noteExemption(app, "gone", week(START)))).toBe("vault/no-record");
  });
});

describe("the list that a reset begins", () => {
  const said = (method: Method, where: string, callingCode: string | null = null): MethodNote => {
    return { method, state: "elsewhere", where, callingCode, at: 5 };
  };
  const told: AccountRecord = {
    ...account,
    methods: [
      said("authenticator", "Ente Auth"),
      said("phone", "my own", "+1"),
      said("security-key", "blue key"),
      said("recovery-code", "printed"),
    ],
  };
  const waysOf = async (app: App) => {
    const { ways = [] } = (await viewOf(app)).resetList ?? {};
    return ways.map(({ method, place, where, settled }) => [method, place, where, settled]);
  };
  const settle = (app: App, method: Method, word: WayWord, place: Place = "elsewhere") =>
    settleWay(app, account.id, { method, place }, word);

  it("keeps what was elsewhere too, with its place and number", async () => {
    const { world, app } = await unlockedWorld([told, otp, recovery]);
    await resetAll(app, account.id);
    expect(await waysOf(app)).toEqual([
      ["authenticator", "here", "", null],
      ["authenticator", "elsewhere", "Ente Auth", null],
      ["phone", "elsewhere", "my own", null],
      ["security-key", "elsewhere", "blue key", null],
      ["recovery-code", "here", "", null],
      ["recovery-code", "elsewhere", "printed", null],
    ]);
    const held = await world.vault().get(account.id);
    expect(held).toMatchObject({ resetList: { ways: { 2: { callingCode: "+1" } } } });
  });

  it("has nothing of what the reset has left elsewhere, which stays as it was said", async () => {
    const { app } = await unlockedWorld([told, otp]);
    await noteReset(app, account.id, [otp.id], { ...JUST_NOW, kept: ["phone", "biometrics"] });
    const view = await viewOf(app);
    expect(view.resetList?.ways.map(({ method, place }) => `${method} ${place}`)).toEqual([
      "authenticator here",
      "authenticator elsewhere",
      "security-key elsewhere",
      "recovery-code elsewhere",
    ]);
    expect(view.methods.map(({ state, where }) => [state, where])).toEqual([
      ["none", ""],
      ["elsewhere", "my own"],
      ["none", ""],
      ["none", ""],
      ["none", ""],
    ]);
  });

  it("tells beforehand of what is elsewhere of a method that is here too, which may be left alone", async () => {
    const { app } = await unlockedWorld([told, otp, recovery]);
    const both = (await viewOf(app)).elsewhereToo;
    expect(both).toEqual([said("authenticator", "Ente Auth"), said("recovery-code", "printed")]);
    const ended = [otp.id, recovery.id];
    await noteReset(app, account.id, ended, { ...JUST_NOW, kept: ["authenticator"] });
    expect(await waysOf(app)).not.toContainEqual(["authenticator", "elsewhere", "Ente Auth", null]);
    const view = await viewOf(app);
    expect(view.elsewhereToo).toEqual([]);
    expect(view.methods[0]).toMatchObject({ state: "elsewhere", where: "Ente Auth" });
    // A word on a code that was used since is of none that there is.
    const used = { ...recovery, id: "recovery-9", code: "ZYXW9876VUTS5432RQPO1098", usedAt: 9 };
    const { app: later } = await unlockedWorld([told, recovery, used]);
    expect((await viewOf(later)).elsewhereToo).toEqual([]);
  });

  it("dates from the day on which the reset was done, and what it ended with it", async () => {
    const kept = { ...recovery, createdAt: START - 9 * 86_400_000 };
    const { world, app } = await unlockedWorld([told, otp, kept]);
    const doneAt = START - 3 * 86_400_000;
    const doneOn = "2025-10-06";
    const late = { kept: [], doneAt, doneOn } as const;
    await noteReset(app, account.id, [otp.id, recovery.id], late);
    const view = await viewOf(app);
    expect(view.resetList).toMatchObject({ at: world.now, doneOn });
    expect(view.recoveryCodes).toMatchObject([
      { usedAt: doneAt, endedBy: "reset", endedOn: doneOn },
    ]);
    const at = world.now;
    const ended = { kind: "recovery-code-ended", weight: "warning", at, on: doneOn };
    expect(view.findings).toContainEqual(ended);
    const toCome = [
      { ...JUST_NOW, doneAt: world.now + 86_400_000 },
      { ...JUST_NOW, doneOn: "2025-10-11" },
    ];
    for (const told of toCome) {
      expect(await errorCode(() => noteReset(app, account.id, [], told))).toBe("rpc/input");
    }
  });

  it("has the same day anywhere, where an earlier version kept when that began in California", async () => {
    const doneAt = Date.parse("2025-10-06T07:00Z");
    const resetList = { at: START, doneAt, isOpen: true, turnedAt: START, ways: [] };
    const ended = { ...recovery, usedAt: doneAt, endedBy: "reset" } as const;
    const { app } = await unlockedWorld([{ ...account, resetList }, ended]);
    const view = await viewOf(app);
    expect(view.resetList).toMatchObject({ at: START, doneOn: "2025-10-06" });
    expect(view.recoveryCodes).toMatchObject([{ endedOn: "2025-10-06" }]);
  });

  it("ends no code before it was saved", async () => {
    const { app } = await unlockedWorld([account, recovery]);
    await noteReset(app, account.id, [recovery.id], {
      ...JUST_NOW,
      doneAt: 5,
      doneOn: "1970-01-01",
    });
    expect((await viewOf(app)).recoveryCodes).toMatchObject([
      { usedAt: recovery.createdAt, endedOn: null },
    ]);
  });

  it("has no recovery code on paper that was used before the reset", async () => {
    const used = { ...recovery, usedAt: 9 };
    const { app } = await unlockedWorld([told, used]);
    await resetAll(app, account.id);
    expect((await waysOf(app)).map(([method]) => method)).not.toContain("recovery-code");
    const later = { ...told, methods: [{ ...said("recovery-code", "printed"), at: 10 }] };
    const { app: other } = await unlockedWorld([later, used]);
    await resetAll(other, account.id);
    expect(await waysOf(other)).toEqual([["recovery-code", "elsewhere", "printed", null]]);
  });

  it("is none where nothing was set up", async () => {
    const { app } = await unlockedWorld([account]);
    await resetAll(app, account.id);
    expect((await viewOf(app)).resetList).toBeNull();
  });

  it("says of no way that it is not set up where nothing was known of any, but what was said", async () => {
    const used = {
      method: "recovery-code",
      state: "unknown",
      where: "",
      callingCode: null,
    } as const;
    const none = { method: "phone", state: "none", where: "", callingCode: null, at: 4 } as const;
    const methods = [{ ...used, at: 5, usedAt: 5 }, none];
    const { app } = await unlockedWorld([{ ...account, methods }]);
    expect(await kindsOf(app)).toContain("recovery-code-used");
    await resetAll(app, account.id);
    const view = await viewOf(app);
    expect(view.methods.map(({ method, state }) => [method, state])).toEqual([
      ["authenticator", "unknown"],
      ["phone", "none"],
      ["biometrics", "unknown"],
      ["security-key", "unknown"],
      ["recovery-code", "unknown"],
    ]);
    expect(view.successorSince).toBeNull();
    const kinds = await kindsOf(app);
    expect(kinds).not.toContain("recovery-code-used");
    expect(kinds).not.toContain("recovery-code-not-replaced");
  });

  it("is ticked off by a code that Headway has taken, by a word, and by another word not to", async () => {
    const { app } = await unlockedWorld([{ ...told, methods: told.methods?.slice(1) }, otp]);
    await resetAll(app, account.id);
    const uri = "otpauth://totp/Headway?secret=JBSWY3DPEHPK3PXP&issuer=Headway";
    const added = await addOtp(app, uri, { accountId: account.id });
    expect((await waysOf(app))[0]?.at(-1)).toBeNull();
    await confirmOtp(app, added);
    expect((await waysOf(app))[0]?.at(-1)).toBe("here");
    await settle(app, "phone", "again");
    await settle(app, "security-key", "dropped");
    expect((await waysOf(app)).map((way) => way.at(-1))).toEqual([
      "here",
      "elsewhere",
      "dropped",
      null,
    ]);
    const { methods } = await viewOf(app);
    expect(methods.find(({ method }) => method === "phone")).toMatchObject({
      state: "elsewhere",
      where: "my own",
      callingCode: "+1",
    });
    expect(methods.find(({ method }) => method === "security-key")?.state).toBe("none");
  });

  it("takes a word back, and the way to sign in with it", async () => {
    const { app } = await unlockedWorld([told]);
    await resetAll(app, account.id);
    await settle(app, "phone", "again");
    await settle(app, "phone", "open");
    const { methods, resetList } = await viewOf(app);
    expect(methods.find(({ method }) => method === "phone")?.state).toBe("none");
    expect(resetList?.ways.every(({ settled }) => settled === null)).toBe(true);
  });

  it("leaves the place that is noted of a way that was in two places", async () => {
    const { app } = await unlockedWorld([told, otp]);
    await resetAll(app, account.id);
    await settle(app, "authenticator", "again");
    await settle(app, "authenticator", "again", "here");
    const whereOf = async () =>
      (await viewOf(app)).methods.find(({ method }) => method === "authenticator");
    expect(await whereOf()).toMatchObject({ state: "elsewhere", where: "Ente Auth" });
    await settle(app, "authenticator", "open", "here");
    expect(await whereOf()).toMatchObject({ state: "elsewhere", where: "Ente Auth" });
    await settle(app, "authenticator", "open");
    expect(await whereOf()).toMatchObject({ state: "none" });
  });

  it("is closed and opened, and survives a lock and the worker's death", async () => {
    const { world, app } = await unlockedWorld([told]);
    await resetAll(app, account.id);
    await settle(app, "phone", "dropped");
    await turnList(app, account.id, false);
    await app.session.lock();
    const next = world.bear();
    await unlock(next.app, { method: "password", password: PASSWORD });
    const view = await viewOf(next.app);
    expect(view.resetList).toMatchObject({ at: START, isOpen: false });
    expect(view.resetList?.ways.map(({ canUndo }) => canUndo)).toEqual([false, true, false, false]);
    await turnList(next.app, account.id, true);
    expect((await viewOf(next.app)).resetList?.isOpen).toBe(true);
  });

  it("changes nothing of an account without one, or of a way that is not on it", async () => {
    const { world, app } = await unlockedWorld([account]);
    await settle(app, "phone", "again");
    await turnList(app, account.id, false);
    expect(await world.vault().get(account.id)).toEqual(account);
    expect(await errorCode(() => turnList(app, "gone", false))).toBe("vault/no-record");
  });
});

describe("a recovery code that a reset has ended", () => {
  it("is not said to have been used, and can be good again", async () => {
    const { app } = await unlockedWorld([account, recovery]);
    await resetAll(app, account.id);
    const view = await viewOf(app);
    expect(view.recoveryCodes[0]).toMatchObject({ usedAt: START, endedBy: "reset" });
    expect(view.successorSince).toBeNull();
    expect(view.findings.map(({ kind }) => kind)).toContain("recovery-code-ended");
    await takeBackRecoveryCode(app, recovery.id);
    const after = await viewOf(app);
    expect(after.recoveryCodes[0]).toMatchObject({ usedAt: null, endedBy: null });
    expect(after.findings.map(({ kind }) => kind)).not.toContain("recovery-code-ended");
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
    await noteExemption(app, account.id, week(START));
    world.now = START + day * DAY_MS;
    await unlock(app, { method: "password", password: PASSWORD });
    const [finding] = (await viewOf(app)).findings;
    expect(finding).toEqual({ kind, weight: "alarm", at: WEEK_END });
  });

  it("is reminded of each day, also after a start of the browser and while locked", async () => {
    const { world, app } = await unlockedWorld([account]);
    await noteExemption(app, account.id, week(START));
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
    await noteExemption(app, account.id, week(START));
    await resetAll(app, account.id);
    expect(world.alarms.at.get(ALARM)).toBeUndefined();
    expect(await kindsOf(app)).not.toContain("reset-due");
    await noteExemption(app, account.id, week(START));
    await noteExemption(app, account.id, null);
    expect(world.alarms.at.get(ALARM)).toBeUndefined();
    await settleWeeks(app);
    expect(world.alarms.at.get(ALARM)).toBeUndefined();
  });

  it("is kept with the first moment of its day and the time of the word, as far as there are any", async () => {
    const { world, app } = await unlockedWorld([account]);
    const grantedFrom = START - DAY_MS;
    await noteExemption(app, account.id, { grantedAt: START, grantedFrom });
    expect(await world.vault().get(account.id)).toMatchObject({
      exemptedAt: START,
      exemptedFrom: grantedFrom,
      exemptionSaidAt: START,
    });
    expect(await viewOf(app)).toMatchObject({ exemptedFrom: grantedFrom });
    for (const end of [
      () => noteExemption(app, account.id, null),
      () => resetAll(app, account.id),
    ]) {
      world.now += 1;
      await end();
      const after = await world.vault().get(account.id);
      expect(after).toMatchObject({ exemptedAt: null, exemptionSaidAt: world.now });
      expect(after).not.toHaveProperty("exemptedFrom");
      expect(await viewOf(app)).toMatchObject({ exemptedFrom: null });
      await noteExemption(app, account.id, week(START));
    }
  });

  it("of an earlier version began no more than a day before", async () => {
    const { app } = await unlockedWorld([{ ...account, exemptedAt: START }]);
    expect(await viewOf(app)).toMatchObject({ exemptedFrom: START - DAY_MS });
  });

  it("goes on where the reset was one of a day before it, and ends with one of its own days", async () => {
    const { world, app } = await unlockedWorld([account]);
    await noteExemption(app, account.id, week(START - DAY_MS / 2));
    const alarm = `reset-reminder:${WEEK_END - DAY_MS / 2}`;
    const reset = (days: number) =>
      noteReset(app, account.id, [], {
        kept: [],
        doneAt: START - days * DAY_MS,
        doneOn: new Date(START - days * DAY_MS).toISOString().slice(0, 10),
      });
    await reset(3);
    expect((await kindsOf(app))[0]).toBe("reset-due");
    expect(world.alarms.at.get(alarm)).toBe(START + DAY_MS / 2);
    await reset(1);
    expect(await kindsOf(app)).not.toContain("reset-due");
    expect(world.alarms.at.get(alarm)).toBeUndefined();
  });

  it("counts from the day that the user names", async () => {
    const { world, app } = await unlockedWorld([account]);
    await noteExemption(app, account.id, week(START - DAY_MS));
    const [finding] = (await viewOf(app)).findings;
    expect(finding).toEqual({ kind: "reset-due", weight: "alarm", at: WEEK_END - DAY_MS });
    const name = `reset-reminder:${WEEK_END - DAY_MS}`;
    expect(world.alarms.at.get(name)).toBe(START + DAY_MS);
    expect(await world.kept.get("reset-weeks")).toEqual([WEEK_END - DAY_MS]);
  });

  it.each([
    ["a day to come", START + DAY_MS, "account/week-to-come"],
    ["a day whose week is over", START - 7 * DAY_MS, "account/week-over"],
    ["a day long ago", 0, "account/week-over"],
  ])("is refused from %s, and nothing changes", async (_, grantedAt, code) => {
    const { world, app } = await unlockedWorld([account]);
    expect(await errorCode(() => noteExemption(app, account.id, week(grantedAt)))).toBe(code);
    expect(await world.vault().get(account.id)).toEqual(account);
    expect(await world.kept.get("reset-weeks")).toBeUndefined();
  });

  it("may end today, or begin by a clock that was a moment ahead", async () => {
    const { world, app } = await unlockedWorld([account]);
    await noteExemption(app, account.id, week(START - 7 * DAY_MS + 1));
    expect((await kindsOf(app))[0]).toBe("reset-due");
    await noteExemption(app, account.id, week(START + 1000));
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
