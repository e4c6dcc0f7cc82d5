// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { AccountView, GrantedWeek, WayBeforeView } from "../../../lib/app/views.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { dayOf } from "../../../components/account/week-day.ts";
import { timeText } from "../../../components/plain-text.ts";
import { CLIENT, methodStatus, otpView, passkeyView, PROVIDER, SAVED_AT } from "./fixtures.ts";
import { openDetails, showPopup } from "./one-account.tsx";
import {
  buttonNames,
  clearScreen,
  type FakeClient,
  field,
  type Handlers,
  pageText,
  press,
  settle,
  type,
} from "./screen.tsx";

afterEach(() => {
  vi.useRealTimers();
  return clearScreen();
});

async function open(account: AccountView, more: Handlers = {}) {
  const client = await showPopup(account, {
    "account.exempted": () => null,
    "account.reset": () => null,
    "otp.put-away": () => null,
    "account.settle-way": () => null,
    "account.turn-list": () => null,
    ...more,
  });
  await openDetails(account);
  return client;
}

const TODAY = dayOf(Date.now());

const boxesOf = () => [
  ...document.querySelectorAll<HTMLInputElement>("fieldset input[type=checkbox]"),
];

const callsOf = (client: FakeClient, wanted: string) =>
  client.calls.filter(({ method }) => method === wanted).map(({ input }) => input);

describe("a reset", () => {
  it("is asked about before anything is put away, and says what becomes of it", async () => {
    const client = await open(CLIENT);
    expect(pageText()).toContain("choose Reset 2FA");
    expect(buttonNames()).not.toContain("Support has let me in");
    await press("I have reset it");
    expect(pageText()).toContain("deletes nothing");
    await press("Not yet");
    expect(client.calls.some(({ method }) => method === "account.reset")).toBe(false);
    await press("I have reset it");
    await press("Yes, put the old ones away");
    const ended = [...CLIENT.otps, ...CLIENT.passkeys, ...CLIENT.recoveryCodes].map(({ id }) => id);
    expect(callsOf(client, "account.reset")).toEqual([
      { id: CLIENT.id, ended, kept: [], doneAt: null, doneOn: TODAY },
    ]);
  });

  it("shows when each was added, and leaves what may be new in use unless it is ticked", async () => {
    const now = Date.now();
    const mixed: AccountView = {
      ...PROVIDER,
      exemptedAt: now - 3 * 86_400_000,
      exemptedFrom: now - 3 * 86_400_000,
      otps: [
        otpView("old", { label: "the old one" }),
        otpView("new", { label: "the new one", createdAt: now - 2 * 86_400_000 }),
        otpView("foreign", { label: "another site's", issuer: "GitHub", confirmed: false }),
      ],
      passkeys: [
        passkeyView("key", { label: "laptop", attachment: "cross-platform", createdAt: now }),
        passkeyView("hidden", { label: "gone", hidden: { at: 5, by: "user" } }),
      ],
      recoveryCodes: [],
    };
    const client = await open(mixed);
    await press("I have reset it");
    const boxes = boxesOf();
    expect(boxes.map(({ checked }) => checked)).toEqual([true, false, false]);
    expect(pageText()).toContain("Authenticator app (the old one), added on Mar 3, 2026");
    expect(pageText()).toContain("Security key (laptop), added on");
    expect(pageText()).not.toContain("Fingerprint or face (gone)");
    expect(pageText()).toContain("you may have set it up after the reset");
    await act(() => boxes[2]?.click());
    await press("Yes, put the old ones away");
    expect(callsOf(client, "account.reset")).toEqual([
      { id: PROVIDER.id, ended: ["old", "key"], kept: [], doneAt: null, doneOn: TODAY },
    ]);
  });

  it("leaves in use what was made since support's day, also where that began on another day here", async () => {
    const now = Date.now();
    await open({
      ...PROVIDER,
      exemptedAt: now - 3_600_000,
      exemptedFrom: now - 40 * 3_600_000,
      otps: [
        otpView("old", { createdAt: now - 41 * 3_600_000 }),
        otpView("new", { createdAt: now - 39 * 3_600_000 }),
      ],
      passkeys: [],
      recoveryCodes: [],
    });
    await press("I have reset it");
    expect(boxesOf().map(({ checked }) => checked)).toEqual([true, false]);
  });

  it("leaves in use what was made after the day that the user names", async () => {
    const DAY_MS = 86_400_000;
    const now = Date.now();
    const account: AccountView = {
      ...CLIENT,
      otps: [
        otpView("old", { label: "old", createdAt: now - 9 * DAY_MS }),
        otpView("new", { label: "new", createdAt: now - 2 * DAY_MS }),
      ],
      passkeys: [],
      recoveryCodes: [],
    };
    const client = await open(account);
    await press("I have reset it");
    const ticks = () => boxesOf().map(({ checked }) => checked);
    expect(ticks()).toEqual([true, true]);
    await act(() => field("Another day").click());
    expect(ticks()).toEqual([]);
    await press("Yes, put the old ones away");
    expect(pageText()).toContain("Choose the day on which you reset it.");
    await type("Day", dayOf(now + 2 * DAY_MS));
    await press("Yes, put the old ones away");
    expect(pageText()).toContain("That day is still to come.");
    expect(callsOf(client, "account.reset")).toEqual([]);
    const day = dayOf(now - 3 * DAY_MS);
    await type("Day", day);
    expect(ticks()).toEqual([true, false]);
    await act(() => field("Yesterday").click());
    expect(ticks()).toEqual([true, true]);
    await act(() => field("Another day").click());
    expect(ticks()).toEqual([true, false]);
    await press("Yes, put the old ones away");
    const doneAt = new Date(`${day}T00:00`).getTime();
    expect(callsOf(client, "account.reset")).toEqual([
      { id: CLIENT.id, ended: ["old"], kept: [], doneAt, doneOn: day },
    ]);
  });

  it("may have left what is elsewhere, whose tick is taken away, and left what was said after it", async () => {
    const now = Date.now();
    const elsewhere = (method: "phone" | "security-key", where: string, at: number) =>
      methodStatus(method, { state: "elsewhere", where, at });
    const account: AccountView = {
      ...CLIENT,
      otps: [],
      passkeys: [],
      recoveryCodes: [],
      methods: [
        elsewhere("phone", "my own", SAVED_AT),
        elsewhere("security-key", "the blue one", now),
      ],
    };
    const client = await open(account);
    await press("I have reset it");
    expect(pageText()).toContain(
      "Phone (text or call) (my own), not in Waykey, noted on Mar 3, 2026",
    );
    expect(pageText()).toContain("not that each of them ends");
    const [phone] = boxesOf();
    expect(boxesOf().map(({ checked }) => checked)).toEqual([true, true]);
    await act(() => field("Yesterday").click());
    expect(boxesOf().map(({ checked }) => checked)).toEqual([true, false]);
    await act(() => field("Today").click());
    await act(() => phone?.click());
    await press("Yes, put the old ones away");
    expect(callsOf(client, "account.reset")).toEqual([
      { id: CLIENT.id, ended: [], kept: ["phone"], doneAt: null, doneOn: TODAY },
    ]);
  });

  it("has a box of its own for what is elsewhere of a method that Waykey holds too", async () => {
    const account: AccountView = {
      ...CLIENT,
      passkeys: [],
      recoveryCodes: [],
      methods: [
        methodStatus("authenticator", { state: "here", at: SAVED_AT }),
        methodStatus("phone", { state: "elsewhere", where: "my own", at: SAVED_AT }),
      ],
      elsewhereToo: [
        {
          method: "authenticator",
          state: "elsewhere",
          where: "Ente Auth",
          callingCode: null,
          at: SAVED_AT,
        },
      ],
    };
    const client = await open(account);
    await press("I have reset it");
    const names = boxesOf().map((box) => box.labels?.[0]?.textContent);
    expect(names).toHaveLength(3);
    expect(names[0]).toContain("Authenticator app (");
    expect(names.slice(1)).toEqual([
      "Authenticator app (Ente Auth), not in Waykey, noted on Mar 3, 2026",
      "Phone (text or call) (my own), not in Waykey, noted on Mar 3, 2026",
    ]);
    await act(() => boxesOf()[1]?.click());
    await press("Yes, put the old ones away");
    const ended = CLIENT.otps.map(({ id }) => id);
    expect(callsOf(client, "account.reset")).toEqual([
      { id: CLIENT.id, ended, kept: ["authenticator"], doneAt: null, doneOn: TODAY },
    ]);
  });

  it.each([
    ["Today", 0],
    ["Yesterday", 1],
  ])("of a provider begins with the day of support's word: %s", async (day, before) => {
    const client = await open(PROVIDER);
    await press("Support has let me in");
    await act(() => field(day).click());
    const date = new Date();
    date.setDate(date.getDate() - before);
    await press("Count the week");
    const [{ granted }] = callsOf(client, "account.exempted") as [{ granted: GrantedWeek }];
    const { grantedAt, grantedFrom } = granted;
    expect(new Date(grantedAt).toDateString()).toBe(date.toDateString());
    expect(grantedFrom).toBe(new Date(date).setHours(0, 0, 0, 0));
    // Support's hour is not known of an earlier day: its last moment counts.
    if (before > 0) date.setHours(23, 59, 59, 999);
    expect(Math.abs(grantedAt - date.getTime())).toBeLessThan(60_000);
  });

  it("counts from the time of day that the user knows, and takes none that is still to come", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-28T15:04") });
    const client = await open(PROVIDER);
    await press("Support has let me in");
    expect(pageText()).toContain("The week ends on Dec 5, 2026.");
    const time = "Time of day, if you know it";
    await type(time, "09:30");
    expect(pageText()).toContain("The week ends on Dec 5, 2026, 9:30 AM.");
    await type(time, "16:00");
    await press("Count the week");
    expect(pageText()).toContain("That time is still to come.");
    expect(callsOf(client, "account.exempted")).toEqual([]);
    await act(() => field("Yesterday").click());
    await press("Count the week");
    const grantedAt = new Date("2026-11-27T16:00").getTime();
    const grantedFrom = new Date("2026-11-27T00:00").getTime();
    expect(callsOf(client, "account.exempted")).toEqual([
      { id: PROVIDER.id, granted: { grantedAt, grantedFrom } },
    ]);
  });

  it("takes another day, says when the week ends, and what is wrong with a day", async () => {
    const client = await open(PROVIDER, {
      "account.exempted": () => {
        throw new WaykeyError("account/week-to-come", "to come");
      },
    });
    await press("Support has let me in");
    await act(() => field("Another day").click());
    expect(pageText()).not.toContain("The week ends on");
    await press("Count the week");
    expect(pageText()).toContain("Choose the day on which support confirmed it.");
    await type("Day", "2026-02-27");
    expect(pageText()).toContain("The week ends on Mar 6, 2026.");
    expect(field("Day").getAttribute("max")).toMatch(/^\d{4}-\d\d-\d\d$/);
    await press("Count the week");
    expect(pageText()).toContain("That day is still to come");
    const [{ granted }] = callsOf(client, "account.exempted") as [{ granted: GrantedWeek }];
    expect(new Date(granted.grantedAt).toDateString()).toBe("Fri Feb 27 2026");
    await press("Cancel");
    expect(buttonNames()).toContain("Support has let me in");
  });

  it("of a provider may begin another week once one is over, and not before", async () => {
    const exemptedAt = Date.now() - 86_400_000;
    await open({ ...PROVIDER, exemptedAt });
    expect(buttonNames()).not.toContain("Support has let me in");
    expect(buttonNames()).toContain("That was a mistake");
    const end = timeText(exemptedAt + 7 * 86_400_000);
    expect(pageText()).toContain(
      `Support let you in, until ${end} at the latest. 6 days left to reset.`,
    );
    await clearScreen();
    await open({ ...PROVIDER, exemptedAt: Date.now() - 6.5 * 86_400_000 });
    expect(pageText()).toContain("1 day left to reset.");
    await clearScreen();
    const client = await open({ ...PROVIDER, exemptedAt: SAVED_AT });
    expect(buttonNames()).toContain("That was a mistake");
    expect(pageText()).not.toContain("left to reset");
    await press("Support has let me in");
    await press("Count the week");
    expect(callsOf(client, "account.exempted")).toHaveLength(1);
  });

  it("shows until when a provider is let in", async () => {
    const client = await open({
      ...PROVIDER,
      exemptedAt: SAVED_AT,
      findings: [{ kind: "reset-due", weight: "alarm", at: SAVED_AT }],
    });
    const end = timeText(SAVED_AT + 7 * 86_400_000);
    expect(pageText()).toContain(`The week in which support let you in ended on ${end}.`);
    expect(pageText()).toContain("Urgent: Reset your ways to sign in by Mar 3, 2026");
    await press("That was a mistake");
    expect(client.calls).toContainEqual({
      method: "account.exempted",
      input: { id: PROVIDER.id, granted: null },
    });
  });

  it("leaves what was put away to be taken back", async () => {
    const client = await open({ ...CLIENT, putAway: [otpView("otp-old", { label: "old" })] });
    await press("Use again: old");
    expect(client.calls).toContainEqual({
      method: "otp.put-away",
      input: { id: "otp-old", away: false },
    });
  });
});

const way = (changes: Partial<WayBeforeView>): WayBeforeView => ({
  method: "phone",
  place: "elsewhere",
  where: "my own",
  callingCode: "+1",
  settled: null,
  isInQuestion: false,
  canUndo: false,
  ...changes,
});

const HERE = way({ method: "authenticator", place: "here", where: "", callingCode: null });

function having(isOpen: boolean, ...ways: readonly WayBeforeView[]): AccountView {
  return { ...CLIENT, resetList: { at: SAVED_AT, doneOn: null, isOpen, ways } };
}

describe("the list of what was set up before a reset", () => {
  it("says where each lived, and takes the user's word on it", async () => {
    const client = await open(having(true, HERE, way({})));
    expect(pageText()).toContain("Before the reset on Mar 3, 2026 you had these ways to sign in");
    expect(pageText()).toContain("Set up: my own · number of +1");
    await press("Set up again: Phone (text or call)");
    await press("Not any more: Authenticator app, in Waykey");
    await press("Set up elsewhere: Authenticator app, in Waykey");
    const { id } = CLIENT;
    expect(callsOf(client, "account.settle-way")).toEqual([
      { id, method: "phone", place: "elsewhere", word: "again" },
      { id, method: "authenticator", place: "here", word: "dropped" },
      { id, method: "authenticator", place: "here", word: "again" },
    ]);
    expect(callsOf(client, "account.turn-list")).toEqual([]);
    await press("Close the list");
    expect(callsOf(client, "account.turn-list")).toEqual([{ id, open: false }]);
  });

  describe("far away", () => {
    const before = process.env["TZ"];
    afterEach(() => {
      if (before === undefined) delete process.env["TZ"];
      else process.env["TZ"] = before;
    });

    it.each(["Pacific/Kiritimati", "Europe/Madrid", "America/Los_Angeles", "Pacific/Pago_Pago"])(
      "is of the day that the user named, and so is the code that it ended: %s",
      async (zone) => {
        process.env["TZ"] = zone;
        const { resetList } = having(true, way({}));
        await open({
          ...CLIENT,
          resetList: resetList && { ...resetList, doneOn: "2026-02-28" },
          recoveryCodes: CLIENT.recoveryCodes.map((code) => {
            return { ...code, usedAt: SAVED_AT, endedBy: "reset", endedOn: "2026-02-28" };
          }),
          findings: [
            { kind: "recovery-code-ended", weight: "warning", at: SAVED_AT, on: "2026-02-28" },
          ],
        });
        expect(pageText()).toContain("Before the reset on Feb 28, 2026 you had");
        expect(pageText()).toContain("ended by the reset on Feb 28, 2026");
        expect(pageText().match(/Feb 28, 2026/g)?.length).toBeGreaterThanOrEqual(3);
      },
    );
  });

  it("shows what is ticked, and takes back what the user said alone", async () => {
    const client = await open(
      having(
        true,
        { ...HERE, settled: "here" },
        way({ settled: "dropped", canUndo: true }),
        way({ method: "biometrics" }),
      ),
    );
    expect(pageText()).toContain("Set up again in Waykey");
    expect(pageText()).toContain("Not wanted any more");
    expect(buttonNames().filter((name) => name.startsWith("Undo"))).toEqual([
      "Undo: Phone (text or call)",
    ]);
    await press("Undo: Phone (text or call)");
    expect(callsOf(client, "account.settle-way")).toMatchObject([{ word: "open" }]);
  });

  it("ends by itself when all is seen to, and stays in sight until the user leaves", async () => {
    let account = having(true, { ...HERE, settled: "here" }, way({}));
    const client = await open(account, {
      "vault.contents": () => ({ accounts: [account], unreadable: [] }),
      "account.settle-way": () => {
        account = having(true, { ...HERE, settled: "here" }, way({ settled: "dropped" }));
        return null;
      },
      "account.turn-list": () => {
        account = having(false, { ...HERE, settled: "here" }, way({ settled: "dropped" }));
        return null;
      },
    });
    await press("Not any more: Phone (text or call)");
    await settle();
    expect(callsOf(client, "account.turn-list")).toEqual([{ id: CLIENT.id, open: false }]);
    expect(pageText()).toContain("All of it is seen to.");
    await press("Back");
    await openDetails(account);
    expect(pageText()).not.toContain("All of it is seen to.");
    expect(pageText()).toContain("Before the reset on Mar 3, 2026 (2)");
    expect(buttonNames()).not.toContain("Open the list again");
  });

  it("can be opened again where it was closed before its end", async () => {
    const client = await open(having(false, way({})));
    expect(pageText()).not.toContain("Set up again after the reset");
    await press("Open the list again");
    expect(callsOf(client, "account.turn-list")).toEqual([{ id: CLIENT.id, open: true }]);
  });

  it("is told of in the list of accounts while it is open", async () => {
    await showPopup(having(true, { ...HERE, settled: "here" }, way({})), {});
    expect(pageText()).toContain("1 way to set up again after the reset");
    await clearScreen();
    await showPopup(having(false, way({})), {});
    expect(pageText()).not.toContain("to set up again");
  });
});

describe("the popup", () => {
  it("tells the worker that it is open, and when it shows the accounts", async () => {
    const client = await showPopup(CLIENT, {});
    expect(callsOf(client, "popup.shown")).toEqual([{ accounts: false }, { accounts: true }]);
  });
});
