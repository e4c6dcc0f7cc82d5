// Medians, and intervals by the bootstrap (Efron & Tibshirani, An Introduction to the Bootstrap, chapter 13: the
// percentile method). Rounds are drawn as they were taken, so that what troubled all arms of one stays together.

import { linearRegression, quantile, sampleWithReplacement } from "simple-statistics";
import { seededNumbers } from "../../e2e/rig/sample.ts";

/** What was measured in one round. */
export type Round = Readonly<Record<string, number>>;

export type Interval = {
  readonly estimate: number;
  /** Of 95 %. */
  readonly low: number;
  readonly high: number;
};

const RESAMPLES = 2000;

/**
 * The statistic of all rounds with its interval.
 *
 * @throws RangeError if there are no rounds
 */
export function estimate(
  rounds: readonly Round[],
  statistic: (rounds: readonly Round[]) => number,
): Interval {
  if (rounds.length === 0) throw new RangeError("Nothing was measured");
  // The same rounds give the same interval each time.
  const random = seededNumbers(1);
  const resampled = Array.from({ length: RESAMPLES }, () =>
    statistic(sampleWithReplacement([...rounds], rounds.length, random)),
  );
  return {
    estimate: statistic(rounds),
    low: quantile(resampled, 0.025),
    high: quantile(resampled, 0.975),
  };
}

/** @throws RangeError if a round lacks that arm */
export function valuesOf(rounds: readonly Round[], arm: string): number[] {
  return rounds.map((round) => {
    const value = round[arm];
    if (value === undefined) throw new RangeError(`Nothing was measured of ${arm}`);
    return value;
  });
}

/** @param part between 0 and 1: 0.5 for the median */
export function quantileOf(rounds: readonly Round[], arm: string, part: number): number {
  return quantile(valuesOf(rounds, arm), part);
}

/** The exponent b of time = a · size^b, by least squares over the medians: 0 where size costs nothing, 1 where each entry costs the same. */
export function exponentOf(medians: ReadonlyMap<number, number>): number {
  return linearRegression([...medians].map(([size, ms]) => [Math.log(size), Math.log(ms)])).m;
}
