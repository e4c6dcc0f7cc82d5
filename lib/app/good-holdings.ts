// What an account holds that is good for signing in to Headway.

import { isForHeadway } from "../headway/issuers.ts";
import type { Holdings } from "../headway/methods.ts";
import type { OtpRecord, VaultRecord } from "../vault/schema.ts";
import { isInUse } from "./put-away.ts";

export function isStillGood(record: VaultRecord): boolean {
  // Of another site it is none of what Headway asks for.
  if (record.kind === "otp") return isInUse(record) && isHeadways(record);
  if (record.kind === "passkey") return record.hidden === null;
  return record.kind === "recovery" && record.usedAt === null;
}

function isHeadways({ issuer, confirmedAt }: OtpRecord): boolean {
  return isForHeadway({ issuer, isConfirmed: confirmedAt !== null });
}

/** @param records what hangs on one account */
export function goodHoldings(records: readonly VaultRecord[]): Holdings {
  const good = records.filter(isStillGood);
  return {
    otps: good.filter((record) => record.kind === "otp"),
    passkeys: good.filter((record) => record.kind === "passkey"),
    recoveryCodes: good.filter((record) => record.kind === "recovery"),
  };
}

/** Of these what Headway knows: a code that it has not taken yet may still be none of its. */
export function enrolledHoldings(records: readonly VaultRecord[]): Holdings {
  return goodHoldings(records.filter((each) => each.kind !== "otp" || each.confirmedAt !== null));
}
