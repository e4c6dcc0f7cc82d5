// The week in which a provider, let in by Headway's support without a second step, has to reset their ways to
// sign in (Headway's help, "Resetting 2FA").

const DAY_MS = 24 * 60 * 60_000;
const WEEK_MS = 7 * DAY_MS;

/**
 * A week from when support granted it, to the millisecond: who knows the day and not the hour names its last moment, so
 * that the last day of the week counts whole. Epoch milliseconds.
 */
export function exemptionEnd(grantedAt: number): number {
  return grantedAt + WEEK_MS;
}

/** When a week began that ends at `endsAt`. Epoch milliseconds. */
export function exemptionStart(endsAt: number): number {
  return endsAt - WEEK_MS;
}

/**
 * The earliest at which a week can have been granted of which earlier versions kept no more than `exemptionEnd` goes by:
 * whoever knew the day alone named its last moment. Epoch milliseconds.
 */
export function earliestGrant(grantedAt: number): number {
  return grantedAt - DAY_MS;
}

/** Days left, begun ones counted whole, from 7 down to 1; 0 once the week is over. */
export function exemptionDaysLeft(grantedAt: number, now: number): number {
  return Math.min(7, Math.max(0, Math.ceil((exemptionEnd(grantedAt) - now) / DAY_MS)));
}

/** Whether a week still runs that began then. */
export function canStillRun(grantedAt: number, now: number): boolean {
  return now < exemptionEnd(grantedAt);
}

/** When the user is to be reminded next: daily, the last time when the week is over; null after that. */
export function nextReminder(endsAt: number, now: number): number | null {
  if (now >= endsAt) return null;
  return endsAt - Math.floor((endsAt - now - 1) / DAY_MS) * DAY_MS;
}

/**
 * Whether the user is to be reminded at the start of the browser, of what came while it was closed: while the week
 * runs, and for a day after it.
 */
export function isAtHand(endsAt: number, now: number): boolean {
  return now >= exemptionStart(endsAt) && now < endsAt + DAY_MS;
}
