// TOTP codes (RFC 6238, T0 = 0): the HOTP value of the time's step.

import { hotpAt } from "./hotp.ts";
import type { OtpParameters } from "./parameters.ts";
import { type TimedCode, timedCodeAt } from "./time-steps.ts";

/**
 * The code good at `epochMs` (epoch milliseconds) and the one after it.
 * @throws RangeError for a negative time or for parameters out of their bounds
 */
export function totpAt(
  parameters: Pick<OtpParameters, "secret" | "algorithm" | "digits" | "periodSeconds">,
  epochMs: number,
): TimedCode {
  return timedCodeAt(parameters.periodSeconds, epochMs, (step) => hotpAt(parameters, step));
}
