// What the benchmarks make of raw figures.

import { describe, expect, it } from "vitest";
import { count, excess, holds, pairedDifference, ratio } from "../../bench/measure/claims.ts";
import { interleave } from "../../bench/measure/rounds.ts";
import { estimate, exponentOf, quantileOf } from "../../bench/measure/statistics.ts";
import { seededNumbers } from "../../e2e/rig/sample.ts";

const noise = seededNumbers(7);

/** Forty rounds in which `slow` is three times `quick`, both with noise. */
const ROUNDS = Array.from({ length: 40 }, () => ({
  quick: 10 + noise(),
  slow: 30 + 3 * noise(),
}));

describe("a claim", () => {
  it("sets medians in relation, with an interval that holds the truth", () => {
    const {
      estimate: found,
      low,
      high,
    } = ratio({
      name: "",
      rounds: ROUNDS,
      arm: "slow",
      against: "quick",
    }).value;
    expect(low).toBeLessThan(3);
    expect(high).toBeGreaterThan(3);
    expect(low).toBeLessThanOrEqual(found);
    expect(found).toBeLessThanOrEqual(high);
    expect(high - low).toBeLessThan(0.3);
  });

  it("sets what each entry costs in relation", () => {
    const rounds = [{ small: 100, large: 1100 }];
    const scale = { arm: 10_000, against: 1000 };
    const claim = ratio({ name: "", rounds, arm: "large", against: "small", scale });
    expect(claim.value.estimate).toBeCloseTo(1.1);
  });

  it("says how much one arm lies above another", () => {
    const rounds = [1, 2, 3].map((n) => ({ own: 10 * n, floor: n }));
    const above = { name: "", rounds, arm: "own", against: "floor", unit: "ms" } as const;
    expect(excess({ ...above, part: 0.5 }).value.estimate).toBe(18);
    expect(excess({ ...above, part: 1 }).value.estimate).toBe(27);
  });

  it("takes differences within their rounds", () => {
    // Troubles that all arms of a round share do not count.
    const rounds = [1, 100, 10_000].map((trouble) => ({ with: trouble + 2, without: trouble }));
    const claim = pairedDifference({
      name: "",
      rounds,
      arm: "with",
      against: "without",
      unit: "ms",
    });
    expect(claim.value).toEqual({ estimate: 2, low: 2, high: 2 });
  });

  it("holds up to its bound and not beyond", () => {
    expect(holds(count("", "", 1, { atMost: 1 }))).toBe(true);
    expect(holds(count("", "", 1.001, { atMost: 1 }))).toBe(false);
    expect(holds(count("", "", 9, null))).toBe(true);
    const claim = count("", "ms", 1, { includes: 0 });
    expect(holds(claim)).toBe(false);
    expect(holds({ ...claim, value: { estimate: 1, low: -1, high: 3 } })).toBe(true);
  });

  it("is refused where nothing was measured", () => {
    const none = { name: "", arm: "a", against: "b" };
    expect(() => ratio({ ...none, rounds: [] })).toThrow(RangeError);
    expect(() => ratio({ ...none, rounds: [{ a: 1 }] })).toThrow(RangeError);
  });
});

describe("statistics", () => {
  it("are the same each time for the same rounds", () => {
    const median = () => estimate(ROUNDS, (some) => quantileOf(some, "quick", 0.5));
    expect(median()).toEqual(median());
  });

  it("find the exponent of what grows with size", () => {
    const sizes = [10, 1000, 10_000];
    expect(exponentOf(new Map(sizes.map((n) => [n, 7])))).toBeCloseTo(0);
    expect(exponentOf(new Map(sizes.map((n) => [n, 3 * n])))).toBeCloseTo(1);
  });
});

describe("rounds", () => {
  it("take all arms in turn, each first once, and leave the warm-up out", async () => {
    const order: string[] = [];
    const arm = (name: string) => async (round: number) => {
      order.push(`${name}${round}`);
      return round;
    };
    const rounds = await interleave({ a: arm("a"), b: arm("b") }, 2);
    expect(order).toEqual(["a-1", "b-1", "b0", "a0", "a1", "b1"]);
    expect(rounds.map((round) => ({ ...round }))).toEqual([
      { a: 0, b: 0 },
      { a: 1, b: 1 },
    ]);
  });

  it("name what an arm measures at once", async () => {
    expect(await interleave({ page: async () => ({ load: 1, script: 2 }) }, 1, 0)).toEqual([
      { "page load": 1, "page script": 2 },
    ]);
  });
});
