// The day on which a provider's week began, as people say it: today, yesterday, or by the calendar of where they are.
// It counts at the time of the day at which they say it, since support names no hour.

/** That time, so many days before. Epoch milliseconds. */
export function daysBefore(now: number, days: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() - days);
  return date.getTime();
}

/**
 * The time of the day of `now` on that day. Epoch milliseconds; null where it is no day.
 * @param day as a date field has it, such as "2026-11-28"
 */
export function timeOnDay(day: string, now: number): number | null {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  const date = new Date(now);
  date.setFullYear(Number(year), Number(month) - 1, Number(dayOfMonth));
  return date.getTime();
}

/** The day of that time as a date field has it. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
