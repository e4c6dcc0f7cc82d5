// Takes what is compared in turn, A B A B, so that whatever troubles the machine troubles all.

import type { Round } from "./statistics.ts";

export type Arm = (round: number) => Promise<number | Round>;

/** `a` of an arm that measures several things at once is named "arm a". */
function named(arm: string, measured: number | Round): Round {
  if (typeof measured === "number") return { [arm]: measured };
  return Object.fromEntries(
    Object.entries(measured).map(([name, value]) => [`${arm} ${name}`, value]),
  );
}

/**
 * All arms in turn, `count` times. Each round begins with another arm, and `warmups` rounds before the first are
 * not written down.
 */
export async function interleave(
  arms: Readonly<Record<string, Arm>>,
  count: number,
  warmups = 1,
): Promise<Round[]> {
  const entries = Object.entries(arms);
  const rounds: Round[] = [];
  for (let round = -warmups; round < count; round++) {
    const measured: Record<string, number> = {};
    for (let i = 0; i < entries.length; i++) {
      const [name, arm] = entries[(i + round + warmups) % entries.length] ?? raiseEmpty();
      Object.assign(measured, named(name, await arm(round)));
    }
    if (round >= 0) rounds.push(measured);
  }
  return rounds;
}

function raiseEmpty(): never {
  throw new RangeError("There is nothing to measure");
}
