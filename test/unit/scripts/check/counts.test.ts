import { describe, expect, it } from "vitest";
import { closingLine, countPart, sumCounts } from "../../../../scripts/check/counts.mjs";

const report = (fields: object) => JSON.stringify(fields);
const tests = (ok: boolean) => ({ ok, counts: true });

describe("countPart", () => {
  it("counts a part without tests as one", () => {
    expect(countPart(null, { ok: true, counts: false })).toEqual({
      passed: 1,
      failed: 0,
      skipped: 0,
    });
    expect(countPart(null, { ok: false, counts: false })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  it("takes the numbers of vitest's report", () => {
    const text = report({
      numPassedTests: 7,
      numFailedTests: 2,
      numPendingTests: 1,
      numTodoTests: 1,
    });
    expect(countPart(text, tests(false))).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it("counts a failure that no test shows", () => {
    const text = report({ numPassedTests: 7, numFailedTests: 0 });
    expect(countPart(text, tests(false))).toEqual({ passed: 7, failed: 1, skipped: 0 });
  });

  it("counts a run without a report, a broken report or a test as failed", () => {
    const failed = { passed: 0, failed: 1, skipped: 0 };
    expect(countPart(null, tests(true))).toEqual(failed);
    expect(countPart('{"numPassedTests": 3', tests(true))).toEqual(failed);
    expect(countPart(report({ numPassedTests: 0 }), tests(true))).toEqual(failed);
    expect(countPart(report({ numPassedTests: "9" }), tests(true))).toEqual(failed);
  });
});

describe("the closing line", () => {
  it("is the sum of the parts, and speaks of skipped tests only if there are any", () => {
    const parts = [
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 40, failed: 2, skipped: 0 },
    ];
    expect(closingLine(sumCounts(parts))).toBe("41 passed, 2 failed");
    expect(closingLine({ passed: 1, failed: 0, skipped: 3 })).toBe("1 passed, 0 failed, 3 skipped");
  });
});
