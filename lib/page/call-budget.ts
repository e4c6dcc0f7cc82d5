// A sliding window over the calls of one document, so that a page cannot flood the user with prompts.

import type { MonotonicClock } from "./runtime.ts";

const MINUTE_MS = 60_000;

/** A function that says whether one more call is within the budget, and counts it if it is. */
export function createCallBudget(perMinute: number, now: MonotonicClock): () => boolean {
  let times: number[] = [];
  return () => {
    const time = now();
    times = times.filter((past) => time - past < MINUTE_MS);
    if (times.length >= perMinute) return false;
    times.push(time);
    return true;
  };
}
