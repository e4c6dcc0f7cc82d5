// The code of an entry at a moment, of whatever type it is.

import { hotpAt } from "./hotp.ts";
import type { OtpParameters } from "./parameters.ts";
import { steamAt } from "./steam.ts";
import type { TimedCode } from "./time-steps.ts";
import { totpAt } from "./totp.ts";

/** A counter's code has no end of its own: the next one is made when somebody asks for it. */
export type CountedCode = {
  readonly code: string;
  readonly expiresAt: null;
  readonly nextCode: null;
};

/**
 * The code at `epochMs` (epoch milliseconds), or of the entry's counter.
 * @throws RangeError for a negative time or for parameters out of their bounds
 */
export function codeNow(
  parameters: OtpParameters & { readonly type: "totp" | "steam" },
  epochMs: number,
): TimedCode;
export function codeNow(parameters: OtpParameters, epochMs: number): TimedCode | CountedCode;
export function codeNow(parameters: OtpParameters, epochMs: number): TimedCode | CountedCode {
  if (parameters.type === "totp") return totpAt(parameters, epochMs);
  if (parameters.type === "steam") return steamAt(parameters, epochMs);
  return { code: hotpAt(parameters, parameters.counter), expiresAt: null, nextCode: null };
}
