import { describe, expect, it } from "vitest";
import {
  dayOfMidnight,
  isCivilDay,
  isStillToCome,
  mayBeMidnight,
  startInUtc,
} from "../../../lib/headway/civil-day.ts";

const HOUR_MS = 3_600_000;
const DAY = "2026-11-28";

describe("a day by the calendar", () => {
  it("is one that there is, in four, two and two digits", () => {
    for (const day of [DAY, "2028-02-29", "0001-01-01"]) expect(isCivilDay(day)).toBe(true);
    for (const text of ["", "2026-02-29", "2026-13-01", "2026-1-1", "28.11.2026", `${DAY}T00:00`]) {
      expect(isCivilDay(text)).toBe(false);
    }
  });

  it("is still to come until the first zone has begun it", () => {
    const first = startInUtc(DAY) - 14 * HOUR_MS;
    expect(isStillToCome(DAY, first - 1)).toBe(true);
    expect(isStillToCome(DAY, first)).toBe(false);
  });

  it("is told by when it began, wherever that was", () => {
    for (let ahead = -11; ahead <= 12; ahead++) {
      const midnight = startInUtc(DAY) - ahead * HOUR_MS;
      expect(dayOfMidnight(midnight)).toBe(DAY);
      expect(mayBeMidnight(midnight)).toBe(true);
    }
    // Kathmandu's, and no midnight at all.
    expect(mayBeMidnight(startInUtc(DAY) - 5.75 * HOUR_MS)).toBe(true);
    expect(mayBeMidnight(startInUtc(DAY) + 1)).toBe(false);
  });
});
