// A sliding window over the prompts of one document that the user did not allow, so that a page cannot
// flood the user with them.

import type { MonotonicClock } from "./runtime.ts";

const MINUTE_MS = 60_000;

export type CallBudget = {
  /** Whether one more is within the budget. */
  readonly isLeft: () => boolean;
  readonly count: () => void;
  /** The last one counted was welcome after all. */
  readonly refund: () => void;
};

export function createCallBudget(perMinute: number, now: MonotonicClock): CallBudget {
  let times: number[] = [];
  return {
    isLeft() {
      const time = now();
      times = times.filter((past) => time - past < MINUTE_MS);
      return times.length < perMinute;
    },
    count() {
      times.push(now());
    },
    refund() {
      times = times.slice(0, -1);
    },
  };
}
