import { describe, expect, it } from "vitest";
import {
  endDay,
  endOf,
  filledSince,
  type HeldCode,
  lastEnd,
} from "../../../lib/headway/recovery-ends.ts";

const code = (changes: Partial<HeldCode> = {}): HeldCode => ({
  createdAt: 1,
  usedAt: null,
  ...changes,
});

describe("the end of a recovery code", () => {
  it("is what was noted of it", () => {
    expect(endOf(code(), [])).toBeNull();
    for (const endedBy of ["used", "replaced", "reset"] as const) {
      const ended = code({ usedAt: 5, endedBy });
      expect(endOf(ended, [ended, code({ createdAt: 5 })])).toBe(endedBy);
      expect(lastEnd([code(), code({ usedAt: 4, endedBy: "used" }), ended])).toEqual({
        at: 5,
        by: endedBy,
        on: null,
      });
    }
  });

  it("is on the day of the reset that ended it, also where an earlier version kept when that began", () => {
    const ended = code({ usedAt: 5, endedBy: "reset", endedOn: "2026-11-28" });
    expect(endDay(ended)).toBe("2026-11-28");
    expect(lastEnd([ended])).toMatchObject({ on: "2026-11-28" });
    // In California, where it was midnight, and a moment later.
    const midnight = Date.parse("2026-11-28T08:00Z");
    expect(endDay(code({ usedAt: midnight, endedBy: "reset" }))).toBe("2026-11-28");
    expect(endDay(code({ usedAt: midnight + 1, endedBy: "reset" }))).toBeNull();
    expect(endDay(code({ usedAt: midnight, endedBy: "used" }))).toBeNull();
    expect(endDay(code())).toBeNull();
  });

  it("is told by its successor where nothing was noted", () => {
    const ended = code({ usedAt: 5 });
    expect(endOf(ended, [ended])).toBe("used");
    expect(endOf(ended, [ended, code({ createdAt: 6 })])).toBe("used");
    expect(endOf(ended, [ended, code({ createdAt: 5 })])).toBe("replaced");
    // Saved and ended within a millisecond, it is no successor of itself.
    const brief = code({ createdAt: 5, usedAt: 5 });
    expect(endOf(brief, [brief])).toBe("used");
  });

  it("is none while no code has ended", () => {
    expect(lastEnd([])).toBeNull();
    expect(lastEnd([code()])).toBeNull();
  });
});

describe("a fill that is to be asked after", () => {
  it("is that of a code that is good still", () => {
    expect(filledSince([code()])).toBeNull();
    expect(filledSince([code({ filledAt: null })])).toBeNull();
    expect(filledSince([code({ filledAt: 7 })])).toBe(7);
    expect(filledSince([code({ usedAt: 9, filledAt: 7 })])).toBeNull();
  });
});
