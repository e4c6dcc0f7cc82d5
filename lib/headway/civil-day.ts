// A day by the calendar of where the user was, such as "2026-11-28": the same day in whatever zone it is read. An
// instant would be another day elsewhere.

const HOUR_MS = 60 * 60_000;

/** Every zone's midnight is at a quarter of an hour. */
const QUARTER_MS = HOUR_MS / 4;

/** By how much the first zone to begin a day is ahead of UTC. */
const FIRST_ZONE_MS = 14 * HOUR_MS;

export function isCivilDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayAt(startInUtc(text)) === text;
}

/** When that day begins in UTC, epoch milliseconds. NaN for what is no day. */
export function startInUtc(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** Whether that day has begun nowhere yet. @param now epoch milliseconds */
export function isStillToCome(day: string, now: number): boolean {
  return startInUtc(day) - FIRST_ZONE_MS > now;
}

/**
 * The day that began at that instant where the user was, as earlier versions kept it. The zone was not kept: right for
 * those from 11 hours behind UTC to 12 ahead of it.
 * @param midnight epoch milliseconds
 */
export function dayOfMidnight(midnight: number): string {
  return dayAt(midnight + 12 * HOUR_MS);
}

/** Whether an instant is one at which a day may have begun: that of an event seldom is. */
export function mayBeMidnight(at: number): boolean {
  return at % QUARTER_MS === 0;
}

/** As UTC has it; empty where it has no day of four digits for the year. */
function dayAt(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}
