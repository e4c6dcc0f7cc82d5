import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileDay } from "../../../lib/app/file-day.ts";

describe("the day in a file's name", () => {
  const before = process.env["TZ"];
  beforeAll(() => {
    process.env["TZ"] = "America/Los_Angeles";
  });
  afterAll(() => {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  });

  it("is that of where the user is", () => {
    expect(fileDay(Date.parse("2026-11-30T02:00:00Z"))).toBe("2026-11-29");
    expect(fileDay(Date.parse("2026-11-30T09:00:00Z"))).toBe("2026-11-30");
  });
});
