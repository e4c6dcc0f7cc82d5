// After how long the password is asked for even of people who unlock by PIN or device, so that nobody
// forgets it. The time grows while it is remembered: 1, 2, 4, 7, 14 and from then on 30 days. A clock
// that was put back by more than a day makes the password due once, and nothing else: it can neither
// keep anybody out nor put the question off for ever.

import type { VerificationRecord } from "../vault/schema.ts";

export type PasswordInterval = NonNullable<VerificationRecord["passwordInterval"]>;

const STEPS_DAYS = [1, 2, 4, 7, 14, 30] as const;
const LONGEST_DAYS = 30;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of the interval; the password given after as much of it counts as remembered over the whole. */
const NEARLY_DUE = 0.75;

/** Of a password that was just chosen. @param now epoch milliseconds */
export function firstInterval(now: number): PasswordInterval {
  return { givenAt: now, days: STEPS_DAYS[0] };
}

/** Whether nothing but the password unlocks now, or the emergency key. Without an interval it never is. */
export function isPasswordDue(interval: PasswordInterval | null, now: number): boolean {
  if (interval === null) return false;
  const age = now - interval.givenAt;
  return age < -DAY_MS || age >= interval.days * DAY_MS;
}

/**
 * The interval that starts with the right password given now. It is longer than the one before only if
 * that was over, or nearly. Within an hour of the last time nothing changes, and the same object is
 * returned.
 */
export function nextInterval(held: PasswordInterval | null, now: number): PasswordInterval {
  if (held === null) return firstInterval(now);
  const age = now - held.givenAt;
  if (age >= 0 && age < HOUR_MS) return held;
  const isRemembered = age >= held.days * DAY_MS * NEARLY_DUE;
  const longer = STEPS_DAYS.find((days) => days > held.days) ?? LONGEST_DAYS;
  return { givenAt: now, days: isRemembered ? longer : held.days };
}
