import { describe, expect, it } from "vitest";
import { METHODS, type MethodNote, type MethodStatus } from "../../../lib/headway/methods.ts";
import {
  laterList,
  listedWays,
  listOfReset,
  mayBeNew,
  resetDay,
  type ResetList,
  type ResetTold,
  type WayBefore,
  wayKey,
  withWord,
} from "../../../lib/headway/reset-list.ts";

const AT = 1_800_000_000_000;
const JUST_NOW: ResetTold = { kept: [], doneAt: null, doneOn: "2027-01-15" };

const statuses = (...here: readonly MethodStatus["method"][]): readonly MethodStatus[] =>
  METHODS.map((method) => {
    const isHere = here.includes(method);
    return { method, state: isHere ? "here" : "none", at: AT, where: "", callingCode: null };
  });

const note = (method: MethodNote["method"], where: string, at = AT): MethodNote => {
  return { method, state: "elsewhere", where, callingCode: method === "phone" ? "+1" : null, at };
};

const way = (changes: Partial<WayBefore>): WayBefore => ({
  method: "phone",
  place: "elsewhere",
  where: "my own",
  callingCode: "+1",
  word: "open",
  at: AT,
  ...changes,
});

const list = (...ways: readonly WayBefore[]): ResetList => {
  return { at: AT, isOpen: true, turnedAt: AT, ways };
};

const settled = (
  given: ResetList,
  held: readonly MethodStatus[],
  notes: readonly MethodNote[] = [],
) => listedWays(given, held, notes).map((each) => each.settled);

describe("the list of a reset", () => {
  it("has every way that was set up, with where it lived, and a way that was in two places twice", () => {
    const notes = [
      note("phone", "my own"),
      note("biometrics", "laptop"),
      note("recovery-code", "printed"),
      { ...note("security-key", ""), state: "none" as const },
    ];
    const made = listOfReset(
      statuses("authenticator", "biometrics"),
      notes,
      undefined,
      AT + 5,
      JUST_NOW,
    );
    expect(made).toMatchObject({ at: AT + 5, isOpen: true });
    expect(made?.ways.map((each) => [wayKey(each), each.where, each.callingCode])).toEqual([
      ["authenticator here", "", null],
      ["phone elsewhere", "my own", "+1"],
      ["biometrics here", "", null],
      ["biometrics elsewhere", "laptop", null],
      ["recovery-code elsewhere", "printed", null],
    ]);
  });

  it("is not ticked by a recovery code that may be used up", () => {
    const code = list(
      way({ method: "recovery-code", place: "here", where: "", callingCode: null }),
    );
    expect(settled(code, statuses("recovery-code"))).toEqual(["here"]);
    const filled = statuses("recovery-code").map((status) =>
      status.method === "recovery-code" ? { ...status, filledAt: AT } : status,
    );
    expect(settled(code, filled)).toEqual([null]);
  });

  it("is none where nothing was set up, and then leaves an earlier one as it is", () => {
    expect(listOfReset(statuses(), [], undefined, AT, JUST_NOW)).toBeUndefined();
    const earlier = { ...list(way({})), isOpen: false };
    expect(listOfReset(statuses(), [], earlier, AT + 1, JUST_NOW)).toBe(earlier);
  });

  it("takes over what an earlier one that is still open has left to be seen to", () => {
    const earlier = list(
      way({}),
      way({ method: "authenticator", place: "here" }),
      way({ method: "security-key", word: "dropped" }),
    );
    const again = listOfReset(statuses("authenticator"), [], earlier, AT + 1, JUST_NOW);
    expect(again?.ways.map(wayKey)).toEqual(["authenticator here", "phone elsewhere"]);
    expect(again?.ways[1]).toEqual(way({ at: AT + 1 }));
    const closed = { ...earlier, isOpen: false };
    const fresh = listOfReset(statuses("authenticator"), [], closed, AT + 1, JUST_NOW);
    expect(fresh?.ways.map(wayKey)).toEqual(["authenticator here"]);
  });

  it("ticks what Waykey holds again", () => {
    const given = list(way({ method: "authenticator", place: "here" }), way({}));
    expect(settled(given, statuses())).toEqual([null, null]);
    expect(settled(given, statuses("authenticator"))).toEqual(["here", null]);
    // It was elsewhere, and is in Waykey now.
    expect(settled(list(way({ method: "authenticator" })), statuses("authenticator"))).toEqual([
      "here",
    ]);
  });

  it("does not take what Waykey holds again for what was elsewhere too", () => {
    const both = list(
      way({ method: "biometrics", place: "here" }),
      way({ method: "biometrics", where: "laptop" }),
    );
    expect(settled(both, statuses("biometrics"))).toEqual(["here", null]);
    expect(settled(both, statuses(), [note("biometrics", "laptop", AT + 1)])).toEqual([null, null]);
    const said = withWord(both, { method: "biometrics", place: "elsewhere" }, "again", AT + 1);
    expect(settled(said, statuses(), [note("biometrics", "laptop", AT + 1)])).toEqual([
      null,
      "elsewhere",
    ]);
  });

  it("ticks what the user says among the ways to sign in, and takes it back with that", () => {
    const given = list(way({}));
    expect(settled(given, statuses(), [note("phone", "new", AT + 1)])).toEqual(["elsewhere"]);
    const again = withWord(given, way({}), "again", AT + 1);
    expect(settled(again, statuses(), [{ ...note("phone", ""), state: "none" }])).toEqual([null]);
  });

  it("has ways that are not wanted any more, until something else is said later", () => {
    const given = withWord(list(way({})), way({}), "dropped", AT + 5);
    expect(settled(given, statuses())).toEqual(["dropped"]);
    expect(settled(given, statuses(), [note("phone", "", AT + 4)])).toEqual(["dropped"]);
    expect(settled(given, statuses(), [note("phone", "", AT + 6)])).toEqual(["elsewhere"]);
  });

  it("opens again when a word is taken back", () => {
    const closed = { ...withWord(list(way({})), way({}), "dropped", AT + 1), isOpen: false };
    expect(withWord(closed, way({}), "again", AT + 2).isOpen).toBe(false);
    expect(withWord(closed, way({}), "open", AT + 2)).toEqual({
      ...list(way({ at: AT + 2 })),
      turnedAt: AT + 2,
    });
  });
});

describe("two copies of a list", () => {
  const base = list(way({}), way({ method: "authenticator" }));

  it("are that of the later reset", () => {
    const later = { ...list(way({ method: "biometrics" })), at: AT + 9 };
    expect(laterList(base, later)).toBe(later);
    expect(laterList(later, base)).toBe(later);
    expect(laterList(undefined, base)).toBe(base);
    expect(laterList(base, undefined)).toBe(base);
    expect(laterList(undefined, undefined)).toBeUndefined();
  });

  it("of the same reset have of each way what was said last, and whether it is open", () => {
    const left = withWord(base, way({}), "again", AT + 1);
    const right = {
      ...withWord(base, way({ method: "authenticator" }), "dropped", AT + 2),
      isOpen: false,
      turnedAt: AT + 3,
    };
    const both = {
      ...base,
      isOpen: false,
      turnedAt: AT + 3,
      ways: [way({ word: "again", at: AT + 1 }), way({ ...right.ways[1] })],
    };
    expect(laterList(left, right)).toEqual(both);
    expect(laterList(right, left)).toEqual(both);
    expect(laterList(both, both)).toEqual(both);
  });
});

describe("what was added about the time of a reset", () => {
  const HOUR_MS = 60 * 60_000;

  it("may be new on the day of the reset or later, or within the hour", () => {
    const day = { start: AT - 5 * HOUR_MS, end: AT + 19 * HOUR_MS };
    expect(mayBeNew(day.start, day, null, AT)).toBe(true);
    expect(mayBeNew(day.start - 1, day, null, AT)).toBe(false);
    // Just after midnight.
    const fresh = { start: AT - 60_000, end: AT + 23 * HOUR_MS };
    expect(mayBeNew(AT - HOUR_MS, fresh, null, AT)).toBe(true);
    expect(mayBeNew(AT - HOUR_MS - 1, fresh, null, AT)).toBe(false);
    const earlier = { start: AT - 60 * HOUR_MS, end: AT - 36 * HOUR_MS };
    expect(mayBeNew(earlier.start, earlier, null, AT)).toBe(true);
    expect(mayBeNew(earlier.start - 1, earlier, null, AT)).toBe(false);
  });

  it("may be new since support let the provider in, unless an earlier day than today is named", () => {
    const today = { start: AT - 5 * HOUR_MS, end: AT + 19 * HOUR_MS };
    const letInAt = AT - 50 * HOUR_MS;
    expect(mayBeNew(letInAt, today, letInAt, AT)).toBe(true);
    expect(mayBeNew(letInAt - 1, today, letInAt, AT)).toBe(false);
    const yesterday = { start: AT - 29 * HOUR_MS, end: AT - 6 * HOUR_MS };
    expect(mayBeNew(letInAt, yesterday, letInAt, AT)).toBe(false);
    expect(mayBeNew(yesterday.start, yesterday, letInAt, AT)).toBe(true);
  });

  it("has the day of the reset, also where an earlier version kept when that day began", () => {
    const made = listOfReset(statuses("authenticator"), [], undefined, AT, JUST_NOW) ?? list();
    expect(resetDay(made)).toBe("2027-01-15");
    // In California, where it was midnight, in Spain and in Sydney.
    for (const time of ["2026-11-28T08:00Z", "2026-11-27T23:00Z", "2026-11-27T14:00Z"]) {
      expect(resetDay({ doneAt: Date.parse(time) })).toBe("2026-11-28");
    }
    expect(resetDay({ doneAt: 5, doneOn: "2026-11-28" })).toBe("2026-11-28");
    expect(resetDay({})).toBeNull();
  });

  it("has nothing of what the reset has left elsewhere, and says when it was done", () => {
    const notes = [note("phone", "my own"), note("security-key", "blue key")];
    const told = { kept: ["phone"] as const, doneAt: AT - 5, doneOn: "2027-01-14" };
    const made = listOfReset(statuses("authenticator"), notes, undefined, AT, told);
    expect(made?.ways.map(wayKey)).toEqual(["authenticator here", "security-key elsewhere"]);
    expect(made).toMatchObject({ at: AT, doneAt: AT - 5, doneOn: "2027-01-14" });
    expect(listOfReset(statuses(), notes.slice(0, 1), undefined, AT, told)).toBeUndefined();
    // Nor is one on it that an earlier list has left to be seen to.
    const earlier = list(way({}), way({ method: "biometrics" }));
    const later = listOfReset(statuses("authenticator"), notes, earlier, AT, told);
    expect(later?.ways.map(wayKey)).toEqual([
      "authenticator here",
      "biometrics elsewhere",
      "security-key elsewhere",
    ]);
  });
});
