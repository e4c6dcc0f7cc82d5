// A reset at Headway: what was set up before is no good any more. It is put away and kept, in one commit, and
// can be taken back. Before that, where support lets a provider in for a week, Waykey counts the days and reminds.

import { isForHeadway } from "../headway/issuers.ts";
import { METHODS } from "../headway/methods.ts";
import type { OtpRecord, VaultRecord } from "../vault/schema.ts";
import { type App, requireRecord, requireVault } from "./app.ts";
import { isInUse, putAway } from "./put-away.ts";
import { changingWeeks, hasWeek, keepWeek } from "./reset-weeks.ts";

/**
 * Support has let a provider in for a week.
 * @param grantedAt since when, epoch milliseconds, no later than now; null: that was a mistake
 * @throws WaykeyError `vault/no-record`, `vault/storage`
 */
export async function noteExemption(app: App, id: string, grantedAt: number | null): Promise<void> {
  const vault = await requireVault(app);
  const updatedAt = app.ports.now();
  const exemptedAt = grantedAt === null ? null : Math.min(grantedAt, updatedAt);
  await requireRecord(vault, "account", id);
  await app.inTurn(() =>
    changingWeeks(app, async () => {
      // First: a reminder too many does no harm.
      if (exemptedAt !== null) await keepWeek(app, exemptedAt);
      await vault.update(id, "account", (record) => ({ ...record, exemptedAt, updatedAt }));
    }),
  );
}

/**
 * The user has reset the account at Headway: its codes and passkeys are put away, its recovery code is used up,
 * and no way counts as set up elsewhere.
 * @throws WaykeyError `vault/no-record`
 */
export async function noteReset(app: App, id: string): Promise<void> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  // In turn with whatever else adds to the account, moves or restores.
  await app.inTurn(async () => {
    const before = await requireRecord(vault, "account", id);
    const { records } = await vault.findByAccount(id);
    const touched = records.filter(isStillGood).map((record) => record.id);
    const commit = () =>
      vault.updateTogether([id, ...touched], (found) => {
        return found.map((record) => afterReset(record, now));
      });
    await (hasWeek(before) ? changingWeeks(app, commit) : commit());
  });
}

function isStillGood(record: VaultRecord): boolean {
  // Of another site it is none of what Headway has reset.
  if (record.kind === "otp") return isInUse(record) && isHeadways(record);
  if (record.kind === "passkey") return record.hidden === null;
  return record.kind === "recovery" && record.usedAt === null;
}

function isHeadways({ issuer, confirmedAt }: OtpRecord): boolean {
  return isForHeadway({ issuer, isConfirmed: confirmedAt !== null });
}

function afterReset(record: VaultRecord, now: number): VaultRecord {
  const updatedAt = now;
  if (record.kind === "otp") return putAway(record, now);
  if (record.kind === "passkey") return { ...record, hidden: { at: now, by: "user" }, updatedAt };
  if (record.kind === "recovery") return { ...record, usedAt: now, updatedAt };
  if (record.kind !== "account") return record;
  const gone = { state: "none", where: "", callingCode: null, at: now } as const;
  const methods = METHODS.map((method) => ({ method, ...gone }));
  return { ...record, exemptedAt: null, methods, updatedAt };
}
