// HOTP values (RFC 4226) by otplib, which all other codes here are made of. Its guardrails are set
// wide, because many real secrets are shorter than the 16 bytes it asks for; the bounds that count are
// those of the entry.

import { createGuardrails, generateSync } from "otplib";
import {
  MAX_COUNTER,
  MAX_DIGITS,
  MAX_SECRET_BYTES,
  MIN_DIGITS,
  type OtpAlgorithm,
  type OtpParameters,
} from "./parameters.ts";

const HASH = { SHA1: "sha1", SHA256: "sha256", SHA512: "sha512" } as const satisfies Record<
  OtpAlgorithm,
  string
>;

const guardrails = createGuardrails({ MIN_SECRET_BYTES: 1, MAX_SECRET_BYTES, MAX_COUNTER });

/**
 * The code of `counter`: `digits` decimal digits, leading zeros included. With 10 digits the first is
 * never above 2, since a code is a 31-bit number (RFC 4226 §5.3).
 * @throws RangeError for a counter or parameters out of their bounds
 */
export function hotpAt(
  { secret, algorithm, digits }: Pick<OtpParameters, "secret" | "algorithm" | "digits">,
  counter: number,
): string {
  assertWithin("counter", counter, 0, MAX_COUNTER);
  assertWithin("digits", digits, MIN_DIGITS, MAX_DIGITS);
  assertWithin("secret.length", secret.length, 1, MAX_SECRET_BYTES);
  const hash = HASH[algorithm];
  return generateSync({ strategy: "hotp", secret, counter, algorithm: hash, digits, guardrails });
}

/** @throws RangeError naming the argument, unless `value` is whole and within the bounds */
export function assertWithin(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} must be between ${min} and ${max}`);
  }
}
