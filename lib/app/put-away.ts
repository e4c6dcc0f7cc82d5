// Authenticator entries that are no good any more, by a reset or a successor, are put away: offered nowhere and
// kept, so that a mistake can be taken back.

import type { OtpRecord } from "../vault/schema.ts";
import { type App, requireVault } from "./app.ts";

export function isInUse({ putAwayAt = null }: OtpRecord): boolean {
  return putAwayAt === null;
}

/** @param at epoch milliseconds */
export function putAway(record: OtpRecord, at: number): OtpRecord {
  return { ...record, putAwayAt: at, updatedAt: at };
}

/** A new entry that takes the place of the same one that was put away; a counter never goes back. */
export function inPlaceOf(away: OtpRecord, fresh: OtpRecord): OtpRecord {
  const { id, createdAt } = away;
  return { ...fresh, id, createdAt, counter: Math.max(away.counter, fresh.counter) };
}

/** Takes an entry that was put away into use again, or puts it away. @throws WaykeyError `vault/no-record` */
export async function putAwayOtp(app: App, id: string, isAway: boolean): Promise<void> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  await app.inTurn(() =>
    vault.update(id, "otp", (record) => {
      return isAway ? putAway(record, now) : { ...record, putAwayAt: null, updatedAt: now };
    }),
  );
}
