// The values of an otpauth link's parameters. Absent or empty ones take the format's defaults; an
// unknown algorithm or a number out of its bounds is refused and never turned into a default.

import { WaykeyError } from "../errors.ts";
import {
  DEFAULT_ALGORITHM,
  DEFAULT_DIGITS,
  DEFAULT_PERIOD_SECONDS,
  MAX_COUNTER,
  MAX_DIGITS,
  MAX_PERIOD_SECONDS,
  MIN_DIGITS,
  OTP_ALGORITHMS,
  type OtpAlgorithm,
} from "./parameters.ts";

/** @throws WaykeyError `otp/algorithm` */
export function parseAlgorithm(value: string | undefined): OtpAlgorithm {
  if (value === undefined || value === "") return DEFAULT_ALGORITHM;
  const name = value
    .toUpperCase()
    .replaceAll(/[\s_-]/g, "")
    .replace(/^HMAC/, "");
  const algorithm = OTP_ALGORITHMS.find((known) => known === name);
  if (algorithm !== undefined) return algorithm;
  throw new WaykeyError("otp/algorithm", `The algorithm "${quote(value)}" is not known`);
}

/** @throws WaykeyError `otp/digits` */
export function parseDigits(value: string | undefined): number {
  if (value === undefined || value === "") return DEFAULT_DIGITS;
  const digits = parseWhole(value);
  if (digits >= MIN_DIGITS && digits <= MAX_DIGITS) return digits;
  throw new WaykeyError("otp/digits", `A code has ${MIN_DIGITS} to ${MAX_DIGITS} digits`);
}

/**
 * `0`, which some issuers write for "not stated", takes the default too.
 * @throws WaykeyError `otp/period`
 */
export function parsePeriod(value: string | undefined): number {
  if (value === undefined || value === "") return DEFAULT_PERIOD_SECONDS;
  const period = parseWhole(value);
  if (period === 0) return DEFAULT_PERIOD_SECONDS;
  if (period <= MAX_PERIOD_SECONDS) return period;
  throw new WaykeyError("otp/period", `A period has 1 to ${MAX_PERIOD_SECONDS} seconds`);
}

/**
 * There is no default: a counter that was guessed gives codes that no site takes.
 * @throws WaykeyError `otp/counter`
 */
export function parseCounter(value: string | undefined): number {
  if (value === undefined || value.trim() === "") {
    throw new WaykeyError("otp/counter", "The link has no counter in it, which these codes need");
  }
  const counter = parseWhole(value);
  if (counter <= MAX_COUNTER) return counter;
  throw new WaykeyError("otp/counter", `A counter is a whole number from 0 to ${MAX_COUNTER}`);
}

/** Some outside text for a message. */
export function quote(value: string): string {
  return value.slice(0, 32).toWellFormed();
}

/** NaN, which no bound takes, for anything but decimal digits. */
function parseWhole(value: string): number {
  return /^\s*\d{1,20}\s*$/.test(value) ? Number(value) : Number.NaN;
}
