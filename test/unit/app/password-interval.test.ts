import { describe, expect, it } from "vitest";
import {
  firstInterval,
  isPasswordDue,
  nextInterval,
  type PasswordInterval,
} from "../../../lib/app/password-interval.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = 1_760_000_000_000;

describe("the interval of the password", () => {
  it("is over after its days, to the millisecond", () => {
    const interval = firstInterval(START);
    expect(isPasswordDue(interval, START)).toBe(false);
    expect(isPasswordDue(interval, START + DAY - 1)).toBe(false);
    expect(isPasswordDue(interval, START + DAY)).toBe(true);
    expect(isPasswordDue(null, START)).toBe(false);
  });

  it("grows to 30 days and no further, each time that the password is given when due", () => {
    let interval = firstInterval(START);
    const days: number[] = [];
    for (let time = 0; time < 8; time++) {
      days.push(interval.days);
      interval = nextInterval(interval, interval.givenAt + interval.days * DAY);
    }
    expect(days).toEqual([1, 2, 4, 7, 14, 30, 30, 30]);
  });

  it("grows when the password is given shortly before it is due, and not earlier", () => {
    const interval: PasswordInterval = { givenAt: START, days: 4 };
    expect(nextInterval(interval, START + 3 * DAY)).toEqual({ givenAt: START + 3 * DAY, days: 7 });
    const early = START + 3 * DAY - 1;
    expect(nextInterval(interval, early)).toEqual({ givenAt: early, days: 4 });
  });

  it("does not grow by ten passwords in an hour, nor change", () => {
    const interval = firstInterval(START);
    for (let minute = 0; minute < 60; minute += 6) {
      expect(nextInterval(interval, START + minute * 60_000)).toBe(interval);
    }
  });

  it("starts with one day where there was none", () => {
    expect(nextInterval(null, START)).toEqual({ givenAt: START, days: 1 });
  });

  it("is over once after the clock was put back far, and then runs by the new clock", () => {
    const interval: PasswordInterval = { givenAt: START + 1000 * DAY, days: 30 };
    expect(isPasswordDue(interval, START)).toBe(true);
    const next = nextInterval(interval, START);
    expect(next).toEqual({ givenAt: START, days: 30 });
    expect(isPasswordDue(next, START + DAY)).toBe(false);
    expect(isPasswordDue(next, START + 30 * DAY)).toBe(true);
  });

  it("goes on when the clock was put back a little", () => {
    expect(isPasswordDue({ givenAt: START, days: 7 }, START - HOUR)).toBe(false);
  });
});
