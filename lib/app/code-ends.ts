// When a code by time counts as about to change: too late to be handed in before the site reads it.

import type { OtpRecord } from "../vault/schema.ts";

const LAST_MS = 5000;
/** Codes that change more often are all short-lived: waiting would gain little. */
const SHORT_PERIOD_SECONDS = 10;

/** Both in epoch milliseconds; `expiresAt` itself for codes that are short-lived. */
export function endsSoonAt(
  { periodSeconds }: Pick<OtpRecord, "periodSeconds">,
  expiresAt: number,
): number {
  return periodSeconds < SHORT_PERIOD_SECONDS ? expiresAt : expiresAt - LAST_MS;
}
