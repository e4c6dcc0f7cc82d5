// Dates, lists and counts in words, as the language of the messages writes them.

import { startInUtc } from "../lib/headway/civil-day.ts";
import { locale } from "../lib/i18n/messages.ts";

/** `at` in epoch milliseconds, as a day. */
export function dateText(at: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium" }).format(at);
}

/**
 * A day as `isCivilDay`, the same in whatever zone this is read.
 * @param at the time whose day is meant where that is null, epoch milliseconds
 */
export function dayText(day: string | null, at: number): string {
  if (day === null) return dateText(at);
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeZone: "UTC" });
  return format.format(startInUtc(day));
}

/** `at` in epoch milliseconds, as a day and a time of day. */
export function timeText(at: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(at);
}

/** `at` in epoch milliseconds, as a time of day. */
export function clockText(at: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "short" }).format(at);
}

/** "A, B and C". */
export function listText(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(names);
}

/** "A, B, or C". */
export function choiceText(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "disjunction" }).format(names);
}

/** "A, B, C". */
export function rowText(parts: readonly string[]): string {
  return rowFormat().format(parts);
}

/** What sets things in a row, without an "and" where the language can do without. */
export function rowFormat(): Intl.ListFormat {
  return new Intl.ListFormat(locale(), { type: "unit", style: "short" });
}

/** One dot for each character, so that nothing but the length shows. */
export function maskText(text: string): string {
  return "•".repeat(Array.from(text).length);
}
