// Codes that change with time: the code of the step that a moment lies in, until when it is good, and
// the one after it (RFC 6238, T0 = 0).

import { assertWithin } from "./hotp.ts";
import { MAX_PERIOD_SECONDS } from "./parameters.ts";

export type TimedCode = {
  readonly code: string;
  /** When `nextCode` takes over, epoch milliseconds. */
  readonly expiresAt: number;
  readonly nextCode: string;
};

/** When the step that `epochMs` lies in ends, epoch milliseconds. */
export function stepEndAt(periodSeconds: number, epochMs: number): number {
  const periodMs = periodSeconds * 1000;
  return (Math.floor(epochMs / periodMs) + 1) * periodMs;
}

/**
 * @param codeOf the code of a step, counted from the epoch
 * @throws RangeError for a negative time or a period out of its bounds
 */
export function timedCodeAt(
  periodSeconds: number,
  epochMs: number,
  codeOf: (step: number) => string,
): TimedCode {
  assertWithin("epochMs", Math.floor(epochMs), 0, Number.MAX_SAFE_INTEGER / 2);
  assertWithin("periodSeconds", periodSeconds, 1, MAX_PERIOD_SECONDS);
  const step = Math.floor(epochMs / (periodSeconds * 1000));
  return {
    code: codeOf(step),
    expiresAt: stepEndAt(periodSeconds, epochMs),
    nextCode: codeOf(step + 1),
  };
}
