import { describe, expect, it } from "vitest";
import {
  type Holdings,
  isServedCallingCode,
  type MethodNote,
  METHODS,
  methodStatuses,
  parseCallingCode,
  successorSince,
} from "../../../lib/headway/methods.ts";

const NOTHING: Holdings = { otps: [], passkeys: [], recoveryCodes: [] };

function note(changes: Partial<MethodNote>): MethodNote {
  return { method: "phone", state: "elsewhere", where: "", callingCode: null, at: 5, ...changes };
}

const passkey = (attachment: "platform" | "cross-platform", hidden: object | null = null) => ({
  attachment,
  createdAt: 3,
  hidden,
});

const stateOf = (holdings: Partial<Holdings>, notes: readonly MethodNote[] = []) =>
  Object.fromEntries(
    methodStatuses({ ...NOTHING, ...holdings }, notes).map(({ method, state }) => [method, state]),
  );

describe("what is known of the methods", () => {
  it("is nothing at first, of each of the five", () => {
    const all = methodStatuses(NOTHING, []);
    expect(all.map(({ method }) => method)).toEqual(METHODS);
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(["unknown"]));
  });

  it("goes by what is held", () => {
    expect(stateOf({ otps: [{ createdAt: 1 }] })).toMatchObject({ authenticator: "here" });
    expect(stateOf({ passkeys: [passkey("platform")] })).toMatchObject({
      biometrics: "here",
      "security-key": "unknown",
    });
    expect(stateOf({ passkeys: [passkey("cross-platform")] })).toMatchObject({
      biometrics: "unknown",
      "security-key": "here",
    });
    expect(stateOf({ recoveryCodes: [{ createdAt: 1, usedAt: null }] })).toMatchObject({
      "recovery-code": "here",
    });
  });

  it("does not count what is hidden or used up", () => {
    const held = {
      passkeys: [passkey("platform", { at: 4, by: "site" })],
      recoveryCodes: [{ createdAt: 1, usedAt: 2 }],
    };
    expect(stateOf(held)).toEqual({ ...stateOf({}), "recovery-code": "used" });
  });

  it("dates from the first of what is held", () => {
    const [authenticator] = methodStatuses(
      { ...NOTHING, otps: [{ createdAt: 9 }, { createdAt: 4 }] },
      [],
    );
    expect(authenticator).toMatchObject({ state: "here", at: 4 });
  });

  it("is what the user said, unless it is here", () => {
    const notes = [
      note({ where: "my own", callingCode: "+1" }),
      note({ method: "authenticator", state: "none" }),
    ];
    const statuses = methodStatuses({ ...NOTHING, otps: [{ createdAt: 1 }] }, notes);
    expect(statuses[1]).toEqual(notes[0]);
    expect(statuses[0]).toMatchObject({ state: "here" });
    expect(stateOf({}, notes)).toMatchObject({ authenticator: "none" });
  });

  it("is nothing again once an answer was taken back", () => {
    const [, phone] = methodStatuses(NOTHING, [note({ state: "unknown" })]);
    expect(phone).toMatchObject({ state: "unknown", at: null });
  });
});

describe("a country calling code", () => {
  it.each([
    ["+1", "+1"],
    [" 1 ", "+1"],
    ["001", "+1"],
    ["0044", "+44"],
    ["+ 52", "+52"],
    ["(353)", "+353"],
    ["+1 (415) 555-0100", "+1"],
  ])("is read from %j as %s", (text, code) => expect(parseCallingCode(text)).toBe(code));

  it.each(["", "+", "+0", "US", "+1234", "12", "+15", "4155550100", "+44 20 7946 0958"])(
    "is not read from %j",
    (text) => {
      expect(() => parseCallingCode(text)).toThrow(
        expect.objectContaining({ code: "account/calling-code" }),
      );
    },
  );

  it("is served if it is that of the United States", () => {
    expect(["+1", "+44", "+52"].filter((code) => isServedCallingCode(code))).toEqual(["+1"]);
  });
});

describe("a recovery code", () => {
  const status = (used: readonly (number | null)[], notes: readonly MethodNote[] = []) => {
    const recoveryCodes = used.map((usedAt) => ({ createdAt: 1, usedAt }));
    const methods = methodStatuses({ ...NOTHING, recoveryCodes }, notes);
    const [{ state, at } = { state: null, at: null }] = methods.slice(-1);
    expect(successorSince(methods)).toBe(state === "used" ? at : null);
    return { state, at };
  };
  const word = (at: number, state: MethodNote["state"] = "elsewhere", changes = {}) =>
    note({ method: "recovery-code", state, at, ...changes });

  it("is used up since the last use, until one is good", () => {
    expect(status([])).toEqual({ state: "unknown", at: null });
    expect(status([7])).toEqual({ state: "used", at: 7 });
    expect(status([3, 9, 7])).toEqual({ state: "used", at: 9 });
    expect(status([3, null, 9])).toEqual({ state: "here", at: 1 });
    expect(status([null])).toEqual({ state: "here", at: 1 });
  });

  it("that another replaced, or a reset ended, was not used, and makes an older word worthless", () => {
    for (const endedBy of ["replaced", "reset"] as const) {
      const recoveryCodes = [{ createdAt: 1, usedAt: 9, endedBy }];
      const now = (...notes: readonly MethodNote[]) =>
        methodStatuses({ ...NOTHING, recoveryCodes }, notes).at(-1);
      expect(now()).toMatchObject({ state: "unknown", at: 9 });
      expect(now(word(8))).toMatchObject({ state: "unknown", at: 9 });
      expect(now(word(9))).toMatchObject({ state: "elsewhere", at: 9 });
      expect(successorSince(methodStatuses({ ...NOTHING, recoveryCodes }, []))).toBeNull();
    }
  });

  it("says when it was filled, while that is to be asked after", () => {
    const last = (filledAt: number | null, usedAt: number | null = null) => {
      const recoveryCodes = [{ createdAt: 1, usedAt, filledAt }];
      return methodStatuses({ ...NOTHING, recoveryCodes }, []).at(-1);
    };
    expect(last(7)).toMatchObject({ state: "here", filledAt: 7 });
    expect(last(null)).not.toHaveProperty("filledAt");
    expect(last(7, 9)).not.toHaveProperty("filledAt");
  });

  it("that was used on paper, and had no successor, keeps when that was", () => {
    const none = word(8, "none", { usedAt: 5 });
    const now = (...used: readonly number[]) => {
      const recoveryCodes = used.map((usedAt) => ({ createdAt: 1, usedAt }));
      return methodStatuses({ ...NOTHING, recoveryCodes }, [none]).at(-1);
    };
    expect(now()).toMatchObject({ state: "none", at: 8, usedAt: 5 });
    expect(now(7)).toMatchObject({ state: "none", at: 8, usedAt: 5 });
    expect(now(9)).toMatchObject({ state: "used", at: 9 });
  });

  it("is what the user has said since that use, and not what they said before it", () => {
    for (const state of ["elsewhere", "none", "unknown"] as const) {
      expect(status([9], [word(8, state)])).toEqual({ state: "used", at: 9 });
      const since = state === "unknown" ? null : 9;
      expect(status([9], [word(9, state)])).toEqual({ state, at: since });
    }
    expect(status([9], [note({ at: 20 })])).toEqual({ state: "used", at: 9 });
  });

  it("that was kept elsewhere is used up by the user’s word, until they say more", () => {
    const used = word(5, "unknown", { usedAt: 5 });
    expect(status([], [used])).toEqual({ state: "used", at: 5 });
    expect(status([9], [used])).toEqual({ state: "used", at: 9 });
    expect(status([3], [used])).toEqual({ state: "used", at: 5 });
    expect(status([null], [used])).toEqual({ state: "here", at: 1 });
    expect(status([], [word(6)])).toEqual({ state: "elsewhere", at: 6 });
  });
});
