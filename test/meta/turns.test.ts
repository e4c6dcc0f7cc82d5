import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COSTS } from "../e2e/costs.ts";
import { costOf, DAYS, EVERY_DAY, IN_TURNS, leftOut, ROUND } from "../e2e/turns.ts";

const BROWSERS = ["chromium", "firefox"] as const;
const FILES = [...EVERY_DAY, ...IN_TURNS];
/** Of both browsers together; with the other checks in the same two lanes it keeps `npm test` under ten minutes. */
const MOST_SECONDS_A_DAY = 620;

const takenOn = (kind: (typeof BROWSERS)[number], day: number) =>
  FILES.filter((path) => !leftOut(kind, day).includes(path));

describe("the files that the browsers take in turns", () => {
  it.each(FILES)("%s is there, and the table says what it takes", (file) => {
    expect(existsSync(file)).toBe(true);
    expect(costOf(file).chromium).toBeGreaterThan(0);
    expect(costOf(file).firefox).toBeGreaterThan(0);
  });

  it("are all that the table has", () => {
    expect(Object.keys(COSTS)).toHaveLength(FILES.length);
  });

  it.each(EVERY_DAY)("do not have %s among them, which runs in both each day", (file) => {
    for (let day = 20_000; day < 20_000 + ROUND; day++) {
      for (const kind of BROWSERS) expect(takenOn(kind, day)).toContain(file);
    }
  });

  it(`run every ${DAYS} days, once in one browser and once in the other`, () => {
    for (const file of IN_TURNS) {
      const daysIn = (kind: (typeof BROWSERS)[number]) =>
        Array.from({ length: 2 * ROUND }, (_, i) => 20_000 + i).filter((day) =>
          takenOn(kind, day).includes(file),
        );
      const [chromium, firefox] = [daysIn("chromium"), daysIn("firefox")];
      expect([chromium.length, firefox.length]).toEqual([2, 2]);
      const all = [...chromium, ...firefox].toSorted((a, b) => a - b);
      expect(all.map((day, i) => day - (all[i - 1] ?? day - DAYS))).toEqual(all.map(() => DAYS));
    }
  });

  it("are dealt so that no day takes too long", () => {
    for (let day = 0; day < ROUND; day++) {
      const seconds = BROWSERS.flatMap((kind) => takenOn(kind, day).map((f) => costOf(f)[kind]));
      const sum = seconds.reduce((total, each) => total + each, 0);
      expect(sum, `day ${day} of a round`).toBeLessThan(MOST_SECONDS_A_DAY);
    }
  });

  it("are left out nowhere unless a day is given", () => {
    expect(leftOut("chromium", null)).toEqual([]);
    expect(leftOut("firefox", null)).toEqual([]);
  });
});
