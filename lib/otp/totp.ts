// TOTP codes (RFC 6238, T0 = 0) by otplib. Its guardrails are set wide here, because many real
// secrets are shorter than the 16 bytes it asks for; the bounds that count are those of the entry.

import { createGuardrails, generateSync } from "otplib";
import {
  MAX_DIGITS,
  MAX_PERIOD_SECONDS,
  MAX_SECRET_BYTES,
  MIN_DIGITS,
  type OtpAlgorithm,
  type OtpParameters,
} from "./parameters.ts";

export type TotpCode = {
  /** `digits` decimal digits, leading zeros included. */
  readonly code: string;
  /** When `nextCode` takes over, epoch milliseconds. */
  readonly expiresAt: number;
  readonly nextCode: string;
};

const HASH = { SHA1: "sha1", SHA256: "sha256", SHA512: "sha512" } as const satisfies Record<
  OtpAlgorithm,
  string
>;

const guardrails = createGuardrails({
  MIN_SECRET_BYTES: 1,
  MAX_SECRET_BYTES,
  MIN_PERIOD: 1,
  MAX_PERIOD: MAX_PERIOD_SECONDS,
});

/**
 * The code good at `epochMs` (epoch milliseconds) and the one after it. With 10 digits the first is
 * never above 2, since a code is a 31-bit number (RFC 4226 §5.3).
 * @throws RangeError for a negative time or for parameters out of their bounds
 */
export function totpAt(parameters: OtpParameters, epochMs: number): TotpCode {
  assertBounds(parameters, epochMs);
  const periodMs = parameters.periodSeconds * 1000;
  const counter = Math.floor(epochMs / periodMs);
  return {
    code: codeOf(parameters, counter),
    expiresAt: (counter + 1) * periodMs,
    nextCode: codeOf(parameters, counter + 1),
  };
}

function codeOf(parameters: OtpParameters, counter: number): string {
  return generateSync({
    secret: parameters.secret,
    epoch: counter * parameters.periodSeconds,
    algorithm: HASH[parameters.algorithm],
    digits: parameters.digits,
    period: parameters.periodSeconds,
    guardrails,
  });
}

function assertBounds(parameters: OtpParameters, epochMs: number): void {
  assertWithin("epochMs", Math.floor(epochMs), 0, Number.MAX_SAFE_INTEGER / 2);
  assertWithin("digits", parameters.digits, MIN_DIGITS, MAX_DIGITS);
  assertWithin("periodSeconds", parameters.periodSeconds, 1, MAX_PERIOD_SECONDS);
  assertWithin("secret.length", parameters.secret.length, 1, MAX_SECRET_BYTES);
}

function assertWithin(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} must be between ${min} and ${max}`);
  }
}
