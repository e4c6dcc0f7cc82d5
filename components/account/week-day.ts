// The day on which a provider's week began, or a reset was done, as people say it: today, yesterday, or by the calendar
// of where they are. A week runs from the time of day that they know; without it one that is said to begin today runs
// from now, and that of an earlier day until its last day is over.

import { exemptionStart } from "../../lib/headway/exemption.ts";

/** That time, so many days before. Epoch milliseconds. */
export function daysBefore(now: number, days: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() - days);
  return date.getTime();
}

/**
 * Since when the week counts that began on that day. Epoch milliseconds; null where it is no day.
 * @param day as a date field has it, such as "2026-11-28"
 * @param time as a time field has it, such as "15:04"; empty where it is not known
 */
export function weekFrom(day: string, time: string, now: number): number | null {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(time) ?? [];
  if (hours === undefined && day === dayOf(now)) return now;
  const clock = hours === undefined ? [23, 59, 59, 999] : [Number(hours), Number(minutes), 0, 0];
  const moment = (days: number) => {
    const date = new Date(Number(year), Number(month) - 1, Number(dayOfMonth) + days);
    date.setHours(...(clock as [number, number, number, number]));
    return date.getTime();
  };
  // Where clocks change in the week, its end is not at the hour at which it began.
  return Math.min(moment(0), exemptionStart(moment(7)));
}

/** From its first moment to its last, epoch milliseconds; null where it is no day. */
export function boundsOf(day: string): { readonly start: number; readonly end: number } | null {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  const moment = (...time: readonly number[]) => {
    const [hours = 0, minutes = 0, seconds = 0, ms = 0] = time;
    const date = [Number(year), Number(month) - 1, Number(dayOfMonth)] as const;
    return new Date(...date, hours, minutes, seconds, ms).getTime();
  };
  return { start: moment(), end: moment(23, 59, 59, 999) };
}

/** The day of that time as a date field has it. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
