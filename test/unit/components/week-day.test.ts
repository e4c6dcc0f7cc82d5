import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { boundsOf, dayOf, daysBefore, weekFrom } from "../../../components/account/week-day.ts";
import { canStillRun, exemptionEnd } from "../../../lib/headway/exemption.ts";

const at = (text: string) => new Date(text).getTime();

describe("the day on which a week began", () => {
  const now = at("2026-11-28T15:04");

  it("is now where it is today, and nobody knows the hour", () => {
    expect(weekFrom("2026-11-28", "", now)).toBe(now);
  });

  it("counts its week until the last day is over, where it was earlier", () => {
    const start = weekFrom("2026-11-27", "", now) ?? expect.fail("It is a day");
    expect(start).toBe(at("2026-11-27T23:59:59.999"));
    expect(exemptionEnd(start)).toBe(at("2026-12-04T23:59:59.999"));
  });

  it("counts from the time of day that is known, today too, and ends at that time", () => {
    expect(weekFrom("2026-11-28", "09:30", now)).toBe(at("2026-11-28T09:30"));
    const start = weekFrom("2026-11-27", "09:30", now) ?? expect.fail("It is a day");
    expect(start).toBe(at("2026-11-27T09:30"));
    expect(exemptionEnd(start)).toBe(at("2026-12-04T09:30"));
    expect(weekFrom("2026-11-28", "23:00", now)).toBeGreaterThan(now);
    // As fields have it that know seconds.
    expect(weekFrom("2026-11-28", "09:30:15", now)).toBe(at("2026-11-28T09:30"));
    expect(weekFrom("", "09:30", now)).toBeNull();
  });

  it("may be seven days ago until that day is over, and not eight", () => {
    for (const hour of ["00:00", "08:30", "23:59"]) {
      const today = at(`2026-11-28T${hour}`);
      const start = weekFrom(dayOf(daysBefore(today, 7)), "", today) ?? expect.fail("It is a day");
      expect(canStillRun(start, today)).toBe(true);
      expect(dayOf(exemptionEnd(start))).toBe("2026-11-28");
      const over = weekFrom(dayOf(daysBefore(today, 8)), "", today) ?? expect.fail("It is a day");
      expect(canStillRun(over, today)).toBe(false);
    }
  });

  it("is to come where it is", () => {
    expect(weekFrom("2026-11-29", "", now)).toBeGreaterThan(now);
  });

  it.each(["", "2026-11", "today", "28.11.2026"])("is none where it is %s", (day) => {
    expect(weekFrom(day, "", now)).toBeNull();
  });
});

describe("the day of a reset", () => {
  it("is from its first moment to its last", () => {
    expect(boundsOf("2026-11-28")).toEqual({
      start: at("2026-11-28T00:00"),
      end: at("2026-11-28T23:59:59.999"),
    });
  });

  it.each(["", "2026-11", "today", "28.11.2026"])("is none where it is %s", (day) => {
    expect(boundsOf(day)).toBeNull();
  });
});

describe("a week in which clocks change", () => {
  const before = process.env["TZ"];
  beforeAll(() => {
    process.env["TZ"] = "America/New_York";
  });
  afterAll(() => {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  });

  it.each(["2026-03-05", "2026-10-29"])("is named by its days all the same: %s", (day) => {
    const now = at(`${day}T12:00`) + 3 * 86_400_000;
    const start = weekFrom(day, "", now) ?? expect.fail("It is a day");
    expect(dayOf(start)).toBe(day);
    const last = new Date(`${day}T12:00`);
    last.setDate(last.getDate() + 7);
    expect(dayOf(exemptionEnd(start))).toBe(dayOf(last.getTime()));
    // Nor does it end later than at the time of day at which it began.
    const known = weekFrom(day, "12:00", now) ?? expect.fail("It is a day");
    expect(exemptionEnd(known)).toBeLessThanOrEqual(last.getTime());
    expect(last.getTime() - exemptionEnd(known)).toBeLessThanOrEqual(3_600_000);
  });
});
