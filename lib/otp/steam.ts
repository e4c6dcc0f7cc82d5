// Steam's codes: the 31-bit HOTP value of the 30 s step under HMAC-SHA1, written with 26 letters and
// digits, least significant first. Valve publishes no description; other authenticators agree on this.

import { hotpAt } from "./hotp.ts";
import {
  DEFAULT_ALGORITHM,
  DEFAULT_PERIOD_SECONDS,
  MAX_DIGITS,
  type OtpParameters,
  STEAM_DIGITS,
} from "./parameters.ts";
import { type TimedCode, timedCodeAt } from "./time-steps.ts";

const ALPHABET = "23456789BCDFGHJKMNPQRTVWXY";

/**
 * The code good at `epochMs` (epoch milliseconds) and the one after it, 5 characters each.
 * @throws RangeError for a negative time or a secret out of its bounds
 */
export function steamAt({ secret }: Pick<OtpParameters, "secret">, epochMs: number): TimedCode {
  return timedCodeAt(DEFAULT_PERIOD_SECONDS, epochMs, (step) => {
    // Ten decimal digits are the whole value.
    const digits = hotpAt({ secret, algorithm: DEFAULT_ALGORITHM, digits: MAX_DIGITS }, step);
    let value = Number(digits);
    let code = "";
    while (code.length < STEAM_DIGITS) {
      code += ALPHABET.charAt(value % ALPHABET.length);
      value = Math.floor(value / ALPHABET.length);
    }
    return code;
  });
}
