// The weeks in which providers have to reset their ways to sign in, as alarms that remind of them. The accounts
// say when the weeks are; what is kept beside, when each ends and not whose, is for a worker that is locked. Where two end
// alike, it is kept twice.

import * as v from "valibot";
import { isWaykeyError } from "../errors.ts";
import { exemptionEnd, isAtHand, nextReminder } from "../headway/exemption.ts";
import { ACCOUNT_ROLES } from "../headway/roles.ts";
import type { VaultRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findOpenVault } from "./app.ts";

/** Of the reminder that is due next; what follows is when the week ends, epoch milliseconds. */
const REMINDER = "reset-reminder:";
const KEY = "reset-weeks";
/** In the session store: that what is kept and set is what the accounts say. Missing at the browser's start. */
export const SETTLED = "reset-weeks-settled";
const MAX_WEEKS = 64;

const Weeks = v.array(v.pipe(v.number(), v.integer()));

/** When the week ends that the alarm of that name reminds of; null for any other alarm. */
export function weekOfReminder(alarmName: string): number | null {
  const digits = alarmName.startsWith(REMINDER) ? alarmName.slice(REMINDER.length) : "";
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

/** Since when a week runs that was granted for that record and has not been used, epoch milliseconds; null if none. */
export function weekOf(record: VaultRecord): number | null {
  return record.kind === "account" ? (record.exemptedAt ?? null) : null;
}

/**
 * Has what is set follow a commit that may change the weeks; to be called in turn. Whatever becomes of the
 * worker in between, the next one settles it.
 */
export async function changingWeeks<T>(app: App, commit: () => Promise<T>): Promise<T> {
  await app.ports.sessionStore.set(SETTLED, false);
  const result = await commit();
  await settle(app);
  return result;
}

/**
 * As `changingWeeks`, of a commit that ends one week at most, and begins none but what `keepWeek` has kept: where what is
 * kept was all that the accounts say before it, no account has to be opened.
 * @param gone since when the week ran that ends with it, epoch milliseconds
 */
export async function changingWeek<T>(
  app: App,
  gone: number | null,
  commit: () => Promise<T>,
): Promise<T> {
  const { sessionStore } = app.ports;
  const isSettled = (await sessionStore.get(SETTLED)) === true;
  await sessionStore.set(SETTLED, false);
  const result = await commit();
  if (!isSettled || !(await dropWeek(app, gone))) await settle(app);
  return result;
}

/** @returns false where that takes a look at the accounts */
async function dropWeek({ ports }: App, gone: number | null): Promise<boolean> {
  const { kept, alarms, sessionStore } = ports;
  try {
    const before = await keptWeeks(ports);
    const endsAt = gone === null ? null : exemptionEnd(gone);
    const at = endsAt === null ? null : (before?.indexOf(endsAt) ?? -1);
    // So many that some may not be kept.
    if (before === null || before.length >= MAX_WEEKS || at === -1) return false;
    if (at !== null) {
      const after = before.toSpliced(at, 1);
      if (endsAt !== null && !after.includes(endsAt)) await alarms.clear(`${REMINDER}${endsAt}`);
      await kept.set(KEY, after);
    }
    await setReminders({ ports });
    await sessionStore.set(SETTLED, true);
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
  }
  return true;
}

/** Keeps when a week ends that is granted now, before the account says so. @throws WaykeyError `vault/storage` */
export async function keepWeek({ ports }: App, exemptedAt: number): Promise<void> {
  const endsAt = exemptionEnd(exemptedAt);
  const weeks = [...((await keptWeeks(ports)) ?? []), endsAt].toSorted((a, b) => a - b);
  await ports.kept.set(KEY, weeks.slice(-MAX_WEEKS));
}

/**
 * Makes the reminders those that the accounts say, unless they are; with the vault locked, sets those of the
 * weeks that are kept. What fails is tried again by the next one.
 */
export async function settleWeeks(app: App): Promise<void> {
  if ((await app.ports.sessionStore.get(SETTLED)) === true) return;
  await app.inTurn(() => settle(app));
}

/** Sets the reminders that are due next, of every week that is kept: after one has come, for example. */
export async function setReminders({ ports }: Pick<App, "ports">): Promise<void> {
  const { alarms, now } = ports;
  for (const endsAt of (await keptWeeks(ports)) ?? []) {
    const at = nextReminder(endsAt, now());
    if (at !== null) await alarms.set(`${REMINDER}${endsAt}`, at);
  }
}

/** When the first week ends that a start of the browser is to remind of; null if there is none. Epoch milliseconds. */
export async function weekAtHand({ ports }: Pick<App, "ports">): Promise<number | null> {
  const ends = (await keptWeeks(ports)) ?? [];
  const atHand = ends.filter((endsAt) => isAtHand(endsAt, ports.now()));
  return atHand.length === 0 ? null : Math.min(...atHand);
}

/** Whether a reminder came of a week that is over otherwise, as far as can be told. */
export async function isStaleWeek({ ports }: App, endsAt: number): Promise<boolean> {
  const kept = await keptWeeks(ports);
  return kept !== null && !kept.includes(endsAt);
}

async function settle(app: App): Promise<void> {
  const { kept, alarms, sessionStore } = app.ports;
  try {
    const vault = await findOpenVault(app, "look");
    if (vault === null) return await setReminders(app);
    const before = (await keptWeeks(app.ports)) ?? [];
    const told = await weeksOf(vault);
    // What an account that can't be read says is not known.
    const unknown = told.isWhole ? [] : before.filter((each) => !told.weeks.includes(each));
    const weeks = [...unknown, ...told.weeks].toSorted((a, b) => a - b);
    const after = weeks.slice(-MAX_WEEKS);
    // While it is kept, so that a death in between leaves no reminder of what nobody knows of any more.
    for (const endsAt of before) {
      if (!after.includes(endsAt)) await alarms.clear(`${REMINDER}${endsAt}`);
    }
    if (JSON.stringify(after) !== JSON.stringify(before)) await kept.set(KEY, after);
    await setReminders(app);
    await sessionStore.set(SETTLED, true);
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
  }
}

/** When the weeks end that the accounts have, and whether every account could be read. */
async function weeksOf(vault: Vault) {
  const found = await Promise.all(ACCOUNT_ROLES.map((role) => vault.find("role", role)));
  const granted = found.flatMap(({ records }) =>
    records.map(({ exemptedAt = null }) => exemptedAt),
  );
  return {
    weeks: granted.filter((at) => at !== null).map(exemptionEnd),
    isWhole: found.every(({ unreadable }) => unreadable.length === 0),
  };
}

/** The ends of the weeks that are kept; null if none ever were or they can't be read. */
async function keptWeeks({ kept }: App["ports"]): Promise<readonly number[] | null> {
  try {
    const stored = v.safeParse(Weeks, await kept.get(KEY));
    return stored.success ? stored.output : null;
  } catch (error) {
    if (isWaykeyError(error, "vault/storage")) return null;
    throw error;
  }
}
