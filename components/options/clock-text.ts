// How far a clock is off, in words.

import type { ClockCheck } from "../../lib/app/views.ts";
import { message, numberText, plural } from "../../lib/i18n/messages.ts";

/** `isRight`: within what the check can tell. */
export function clockText(check: ClockCheck): {
  readonly title: string;
  readonly isRight: boolean;
} {
  const { offsetMs, uncertaintyMs } = check;
  if (Math.abs(offsetMs) <= uncertaintyMs) {
    const within = numberText(Math.ceil(uncertaintyMs / 1000));
    return { title: message("options_clock_right", within), isRight: true };
  }
  const key = offsetMs > 0 ? "options_clock_behind" : "options_clock_ahead";
  return { title: message(key, durationText(offsetMs)), isRight: false };
}

/** "Codes are made for a clock 42 s ahead of this computer’s". */
export function correctionText(offsetMs: number): string {
  return message(
    offsetMs < 0 ? "options_clock_corrected_behind" : "options_clock_corrected_ahead",
    durationText(offsetMs),
  );
}

/** Whole seconds, at least one: "42 s", "3 min 5 s", "2 h 0 min", "3 days"; without a sign. */
function durationText(ms: number): string {
  const seconds = Math.max(1, Math.round(Math.abs(ms) / 1000));
  if (seconds < 120) return message("options_clock_seconds", numberText(seconds));
  if (seconds < 3600) {
    const minutes = numberText(Math.floor(seconds / 60));
    return message("options_clock_minutes", minutes, numberText(seconds % 60));
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) {
    const hours = numberText(Math.floor(minutes / 60));
    return message("options_clock_hours", hours, numberText(minutes % 60));
  }
  return plural("options_clock_days", Math.round(minutes / (24 * 60)));
}
