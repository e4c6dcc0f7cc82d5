// A reset at Headway: what was set up before is no good any more. It is put away and kept, in one commit, and
// can be taken back. Before that, where support lets a provider in for a week, Waykey counts the days and reminds.

import * as v from "valibot";
import { isWaykeyError } from "../errors.ts";
import { exemptionEnd, nextReminder } from "../headway/exemption.ts";
import { METHODS } from "../headway/methods.ts";
import type { AccountRecord, VaultRecord } from "../vault/schema.ts";
import { type App, requireRecord, requireVault } from "./app.ts";
import { isInUse, putAway } from "./put-away.ts";

/** Of the reminder that is due next; what follows is when the week ends, epoch milliseconds. */
const REMINDER = "reset-reminder:";
const KEY = "reset-weeks";
const MAX_WEEKS = 64;

const Weeks = v.array(v.pipe(v.number(), v.integer()));

/**
 * Support has let a provider in for a week.
 * @param grantedAt since when, epoch milliseconds, no later than now; null: that was a mistake
 * @throws WaykeyError `vault/no-record`
 */
export async function noteExemption(app: App, id: string, grantedAt: number | null): Promise<void> {
  const vault = await requireVault(app);
  const updatedAt = app.ports.now();
  const exemptedAt = grantedAt === null ? null : Math.min(grantedAt, updatedAt);
  const before = await requireRecord(vault, "account", id);
  // First, and in any order with the vault: a reminder too many does no harm.
  await exchangeWeek(app, before, exemptedAt);
  await app.inTurn(() =>
    vault.update(id, "account", (record) => ({ ...record, exemptedAt, updatedAt })),
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
  const before = await requireRecord(vault, "account", id);
  // In turn with whatever else adds to the account, moves or restores.
  await app.inTurn(async () => {
    const { records } = await vault.findByAccount(id);
    const touched = records.filter(isStillGood).map((record) => record.id);
    await vault.updateTogether([id, ...touched], (found) => {
      return found.map((record) => afterReset(record, now));
    });
  });
  await exchangeWeek(app, before, null);
}

function isStillGood(record: VaultRecord): boolean {
  if (record.kind === "otp") return isInUse(record);
  if (record.kind === "passkey") return record.hidden === null;
  return record.kind === "recovery" && record.usedAt === null;
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

/** When the week ends that the alarm of that name reminds of; null for any other alarm. */
export function weekOfReminder(alarmName: string): number | null {
  const digits = alarmName.startsWith(REMINDER) ? alarmName.slice(REMINDER.length) : "";
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

/**
 * Sets the reminders that are due next, of every week that runs: at the browser's start, which may have lost
 * them, and after one has come. It works behind the lock, so it knows no more than when the weeks end.
 */
export async function setReminders(app: Pick<App, "ports">): Promise<void> {
  const { alarms, now } = app.ports;
  for (const endsAt of await weeks(app)) {
    const at = nextReminder(endsAt, now());
    if (at !== null) await alarms.set(`${REMINDER}${endsAt}`, at);
  }
}

/** The ends of the weeks that were noted; what cannot be read counts as none. */
async function weeks({ ports }: Pick<App, "ports">): Promise<readonly number[]> {
  try {
    const stored = v.safeParse(Weeks, await ports.kept.get(KEY));
    return stored.success ? stored.output : [];
  } catch (error) {
    if (isWaykeyError(error, "vault/storage")) return [];
    throw error;
  }
}

/** In turn with whatever else changes them. @throws WaykeyError `vault/storage` */
async function exchangeWeek(app: App, before: AccountRecord, exemptedAt: number | null) {
  const { exemptedAt: earlier = null } = before;
  const gone = earlier === null ? null : exemptionEnd(earlier);
  const come = exemptedAt === null ? [] : [exemptionEnd(exemptedAt)];
  await app.inTurn(async () => {
    const others = (await weeks(app)).filter((endsAt) => endsAt !== gone && endsAt !== come[0]);
    await app.ports.kept.set(KEY, [...others, ...come].slice(-MAX_WEEKS));
  });
  if (gone !== null) await app.ports.alarms.clear(`${REMINDER}${gone}`);
  await setReminders(app);
}
