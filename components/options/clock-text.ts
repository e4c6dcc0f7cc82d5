// How far a clock is off, in words.

import type { ClockCheck } from "../../lib/app/views.ts";

/** `isRight`: within what the check can tell. */
export function clockText(check: ClockCheck): {
  readonly title: string;
  readonly isRight: boolean;
} {
  const { offsetMs, uncertaintyMs } = check;
  if (Math.abs(offsetMs) <= uncertaintyMs) {
    const within = Math.ceil(uncertaintyMs / 1000);
    return { title: `Your computer’s clock is right, to ${within} s`, isRight: true };
  }
  const way = offsetMs > 0 ? "behind" : "ahead of";
  return {
    title: `Your computer’s clock is ${durationText(offsetMs)} ${way} Headway’s`,
    isRight: false,
  };
}

/** "a clock 42 s ahead of this computer’s". */
export function amountText(offsetMs: number): string {
  const way = offsetMs < 0 ? "behind" : "ahead of";
  return `a clock ${durationText(offsetMs)} ${way} this computer’s`;
}

/** Whole seconds, at least one: "42 s", "3 min 5 s", "2 h 0 min", "3 days"; without a sign. */
function durationText(ms: number): string {
  const seconds = Math.max(1, Math.round(Math.abs(ms) / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.round(minutes / (24 * 60))} days`;
}
