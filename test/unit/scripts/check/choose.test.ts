import { describe, expect, it } from "vitest";
import { choosePlan } from "../../../../scripts/check/choose.mjs";
import { PARTS } from "../../../../scripts/check/parts.mjs";

function namesOf(args: readonly string[]): readonly string[] {
  const plan = choosePlan(args);
  if (!plan.ok) throw new Error(plan.problem);
  return plan.parts.map((part) => part.name);
}

describe("choosePlan", () => {
  it("means every part but the long ones when none is named", () => {
    const usual = PARTS.filter((part) => !part.long).map((part) => part.name);
    expect(namesOf([])).toEqual(usual);
    expect(usual.length).toBeLessThan(PARTS.length);
  });

  it("takes the long parts when they are named", () => {
    expect(namesOf(["soak"])).toEqual(["build", "soak-chromium", "soak-firefox"]);
  });

  it("takes a group and what its parts need", () => {
    expect(namesOf(["e2e"])).toEqual(["build", "e2e-firefox", "e2e-chromium"]);
    expect(namesOf(["web-ext", "lint"])).toEqual(["build", "lint", "web-ext"]);
  });

  it("leaves out the other browser", () => {
    expect(namesOf(["e2e", "--browser=firefox"])).toEqual(["build", "e2e-firefox"]);
    expect(namesOf(["--browser=chromium"])).not.toContain("e2e-firefox");
  });

  it("keeps the filter for the tests", () => {
    expect(choosePlan(["unit", "--filter=otp"])).toMatchObject({ ok: true, filter: "otp" });
    expect(choosePlan(["e2e"])).toMatchObject({ isUsual: false });
    expect(choosePlan([])).toMatchObject({ isUsual: true });
  });

  it.each(["unot", "--browser=", "--browser=opera", "--bail"])("refuses %s", (arg) => {
    expect(choosePlan([arg]).ok).toBe(false);
  });
});

describe("the parts", () => {
  it("need only what stands before them", () => {
    const before = new Set<string>();
    for (const part of PARTS) {
      for (const need of part.needs) expect(before).toContain(need);
      before.add(part.name);
    }
  });
});
