import { describe, expect, it } from "vitest";
import { describeError, ERROR_TEXTS } from "../../../components/error-text.ts";
import { ERROR_CODES, WaykeyError } from "../../../lib/errors.ts";

describe("error texts", () => {
  it("has one for every code and for nothing else", () => {
    expect(Object.keys(ERROR_TEXTS).toSorted()).toEqual([...ERROR_CODES].toSorted());
  });

  it.each(ERROR_CODES)("says for %s what happened and what to do", (code) => {
    const { title, advice } = describeError(new WaykeyError(code, "internal wording"));
    expect(title).toMatch(/^[A-Z].{10,}[^.]$/u);
    expect(advice).toMatch(/^[A-Z].{10,}\.$/su);
    expect(title + advice).not.toContain("internal wording");
  });

  it("treats anything that is not ours as unexpected", () => {
    expect(describeError(new TypeError("bug"))).toBe(ERROR_TEXTS["internal/unexpected"]);
    expect(describeError("text")).toBe(ERROR_TEXTS["internal/unexpected"]);
  });
});
