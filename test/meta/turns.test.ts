import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EVERY_DAY, IN_TURNS, leftOut } from "../e2e/turns.ts";

describe("the files that the browsers take in turns", () => {
  it.each([...EVERY_DAY, ...IN_TURNS])("%s is there", (file) =>
    expect(existsSync(file)).toBe(true),
  );

  it("run in one browser each day, and in the other the day after", () => {
    for (const day of [20_000, 20_001]) {
      const [chromium, firefox] = [leftOut("chromium", day), leftOut("firefox", day)];
      expect([...chromium, ...firefox].toSorted()).toEqual(IN_TURNS);
      expect(leftOut("firefox", day + 1)).toEqual(chromium);
      expect(Math.abs(chromium.length - firefox.length)).toBeLessThan(2);
    }
  });

  it("are left out nowhere unless a day is given", () => {
    expect(leftOut("chromium", null)).toEqual([]);
    expect(leftOut("firefox", null)).toEqual([]);
  });
});
