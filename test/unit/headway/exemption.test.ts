import { describe, expect, it } from "vitest";
import {
  isAtHand,
  exemptionDaysLeft,
  exemptionEnd,
  exemptionStart,
  nextReminder,
} from "../../../lib/headway/exemption.ts";

const DAY_MS = 86_400_000;
const GRANTED = 1_800_000_000_000;
const END = GRANTED + 7 * DAY_MS;

describe("the week for a reset", () => {
  it("ends seven days after it was granted", () => {
    expect(exemptionEnd(GRANTED)).toBe(END);
    expect(exemptionStart(END)).toBe(GRANTED);
  });

  it.each([
    [0, 7],
    [1, 6],
    [6, 1],
    [6.5, 1],
    [7, 0],
    [8, 0],
    // A clock that was set back.
    [-3, 7],
  ])("has on day %d %d days left", (day, left) => {
    expect(exemptionDaysLeft(GRANTED, GRANTED + day * DAY_MS)).toBe(left);
  });

  it("is reminded of daily, the last time at its end, and not after", () => {
    const reminders: number[] = [];
    for (let at = nextReminder(END, GRANTED); at !== null; at = nextReminder(END, at)) {
      reminders.push(at);
    }
    expect(reminders).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => GRANTED + day * DAY_MS));
    expect(nextReminder(END, END + DAY_MS)).toBeNull();
    expect(nextReminder(END, GRANTED + 2.5 * DAY_MS)).toBe(GRANTED + 3 * DAY_MS);
  });

  it.each([
    [-1, false],
    [0, true],
    [6.9, true],
    [7.9, true],
    [8, false],
  ])("is at hand on day %d: %s", (day, isSo) => {
    expect(isAtHand(END, GRANTED + day * DAY_MS)).toBe(isSo);
  });
});
