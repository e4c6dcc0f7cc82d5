// What a part of the benchmarks says: rounds of raw figures, and claims made of them with their bounds.

import { estimate, type Interval, quantileOf, type Round, valuesOf } from "./statistics.ts";

export type Unit = "ms" | "MiB" | "bytes" | "×" | "";

/** Rounds whose arms were taken side by side. */
export type Table = {
  readonly title: string;
  readonly unit: Unit;
  readonly rounds: readonly Round[];
};

/** `atMost`: of the estimate. `includes`: a value that the interval must not exclude. */
export type Bound = { readonly atMost: number } | { readonly includes: number } | null;

export type Claim = {
  readonly name: string;
  readonly unit: Unit;
  readonly value: Interval;
  readonly bound: Bound;
};

export type PartResult = { readonly tables: readonly Table[]; readonly claims: readonly Claim[] };

export function holds({ value, bound }: Claim): boolean {
  if (bound === null) return true;
  if ("atMost" in bound) return value.estimate <= bound.atMost;
  return value.low <= bound.includes && bound.includes <= value.high;
}

type Pair = {
  readonly name: string;
  readonly rounds: readonly Round[];
  readonly arm: string;
  /** What the arm is set in relation to. */
  readonly against: string;
  readonly bound?: Bound;
};

/** Median of one arm over the median of another. `scale` divides the arms by what they did, such as a number of entries. */
export function ratio(
  pair: Pair & { readonly scale?: { readonly arm: number; readonly against: number } },
): Claim {
  const { name, rounds, arm, against, bound = null, scale = { arm: 1, against: 1 } } = pair;
  const value = estimate(
    rounds,
    (some) =>
      quantileOf(some, arm, 0.5) / scale.arm / (quantileOf(some, against, 0.5) / scale.against),
  );
  return { name, unit: "×", value, bound };
}

/** A quantile of one arm less the same of another: of what was measured in rounds, not in pairs. */
export function excess(pair: Pair & { readonly part: number; readonly unit: Unit }): Claim {
  const { name, rounds, arm, against, part, unit, bound = null } = pair;
  const value = estimate(
    rounds,
    (some) => quantileOf(some, arm, part) - quantileOf(some, against, part),
  );
  return { name, unit, value, bound };
}

/** The median of the differences within each round. */
export function pairedDifference(pair: Pair & { readonly unit: Unit }): Claim {
  const { name, rounds, arm, against, unit, bound = null } = pair;
  const own = valuesOf(rounds, arm);
  const other = valuesOf(rounds, against);
  const differences = own.map((value, i) => ({ difference: value - (other[i] ?? Number.NaN) }));
  const value = estimate(differences, (some) => quantileOf(some, "difference", 0.5));
  return { name, unit, value, bound };
}

/** Something that is counted, not sampled. */
export function count(name: string, unit: Unit, value: number, bound: Bound = null): Claim {
  return { name, unit, value: { estimate: value, low: value, high: value }, bound };
}
