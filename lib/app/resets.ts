// A reset at Headway: what was set up before is no good any more. It is put away and kept, in one commit, and
// can be taken back; a list of it is begun, to be ticked off. Before that, where support lets a provider in for a
// week, Waykey counts the days and reminds.

import { WaykeyError } from "../errors.ts";
import { isStillToCome } from "../headway/civil-day.ts";
import { canStillRun } from "../headway/exemption.ts";
import { METHODS, methodStatuses, notesInForce } from "../headway/methods.ts";
import { listOfReset, type ResetTold } from "../headway/reset-list.ts";
import type { AccountRecord, RecoveryRecord, VaultRecord } from "../vault/schema.ts";
import { type App, requireRecord, requireVault } from "./app.ts";
import { goodHoldings, isStillGood } from "./good-holdings.ts";
import { putAway } from "./put-away.ts";
import { endedCode } from "./recovery-codes.ts";
import { changingWeek, keepWeek, weekOf } from "./reset-weeks.ts";
import type { GrantedWeek } from "./views.ts";

/** By how much the clock may be set back between the user's press and its arrival here. */
const SLACK_MS = 60_000;

/**
 * Support has let a provider in for a week.
 * @param granted null: that was a mistake
 * @throws WaykeyError `account/week-to-come` for a time to come, `account/week-over` for a week that is over;
 *   `vault/no-record`, `vault/storage`
 */
export async function noteExemption(
  app: App,
  id: string,
  granted: GrantedWeek | null,
): Promise<void> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  const exemptedAt = granted === null ? null : checkedStart(granted.grantedAt, now);
  const exemptedFrom =
    granted === null ? null : Math.min(granted.grantedFrom, granted.grantedAt, now);
  await app.inTurn(async () => {
    const before = await requireRecord(vault, "account", id);
    await changingWeek(app, weekOf(before), async () => {
      // First: a reminder too many does no harm.
      if (exemptedAt !== null) await keepWeek(app, exemptedAt);
      await vault.update(id, "account", ({ exemptedFrom: _before, ...record }) => ({
        ...record,
        exemptedAt,
        ...(exemptedFrom !== null && { exemptedFrom }),
        exemptionSaidAt: now,
        updatedAt: now,
      }));
    });
  });
}

function checkedStart(grantedAt: number, now: number): number {
  if (grantedAt > now + SLACK_MS) {
    throw new WaykeyError("account/week-to-come", "The day is still to come");
  }
  if (!canStillRun(grantedAt, now)) {
    throw new WaykeyError("account/week-over", "A week from that day is over");
  }
  return Math.min(grantedAt, now);
}

/**
 * The user has reset the account at Headway: of its codes, passkeys and recovery codes those that the user names are
 * put away, and of the ways elsewhere those alone count as set up still that they name. What the reset ended goes on its
 * list.
 * @param chosen their ids; what else is held may have been set up since the reset, and is left in use
 * @param told when it was done, and what it did not end elsewhere: Headway does not say that it ends all
 * @throws WaykeyError `vault/no-record`; `rpc/input` for a time to come
 */
export async function noteReset(
  app: App,
  id: string,
  chosen: readonly string[],
  told: ResetTold,
): Promise<void> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  const isToCome = told.doneAt !== null && told.doneAt > now + SLACK_MS;
  if (isToCome || isStillToCome(told.doneOn, now)) {
    throw new WaykeyError("rpc/input", "A reset that is still to come is none");
  }
  // In turn with whatever else adds to the account, moves or restores.
  await app.inTurn(async () => {
    const before = await requireRecord(vault, "account", id);
    const { records } = await vault.findByAccount(id);
    const recoveryCodes = records.filter((record) => record.kind === "recovery");
    const ended = records.filter((record) => isStillGood(record) && chosen.includes(record.id));
    const touched = ended.map((record) => record.id);
    const commit = () =>
      vault.updateTogether([id, ...touched], (found) => {
        return found.map((record) =>
          record.kind === "account"
            ? accountAfterReset(record, ended, { ...told, recoveryCodes, now })
            : holdingAfterReset(record, told, now),
        );
      });
    const week = weekOf(before);
    const isOver = week !== null && endsWeek(told, week);
    await (isOver ? changingWeek(app, week, commit) : commit());
  });
}

/** The time to the end of the longest day, in which the clock is set back. */
const LONGEST_DAY_MS = 25 * 60 * 60_000;

/**
 * Whether it is the reset that support's week was granted for: one of a day before that has used up nothing of it.
 * @param exemptedAt since when the week runs, epoch milliseconds
 */
function endsWeek({ doneAt }: Pick<ResetTold, "doneAt">, exemptedAt: number): boolean {
  return doneAt === null || doneAt + LONGEST_DAY_MS > exemptedAt;
}

/**
 * What a reset has ended, as it is kept: put away, hidden, or used up.
 * @param told when it was done, epoch milliseconds; null: now. And the day of it, where that is known.
 */
export function holdingAfterReset(
  record: VaultRecord,
  { doneAt, doneOn }: Pick<ResetTold, "doneAt"> & { readonly doneOn: string | undefined },
  now: number,
): VaultRecord {
  const updatedAt = now;
  if (record.kind === "otp") return putAway(record, now);
  if (record.kind === "passkey") return { ...record, hidden: { at: now, by: "user" }, updatedAt };
  if (record.kind !== "recovery") return record;
  // What was saved after that day, and is ended all the same by the user's word, ended no earlier than it was saved.
  const at = Math.min(now, Math.max(doneAt ?? now, record.createdAt));
  const isOfDay = doneAt === null || at === doneAt;
  return {
    ...endedCode(record, "reset", at, now),
    ...(isOfDay && doneOn !== undefined && { endedOn: doneOn }),
  };
}

function accountAfterReset(
  record: AccountRecord,
  ended: readonly VaultRecord[],
  {
    recoveryCodes,
    now,
    ...told
  }: ResetTold & { readonly recoveryCodes: readonly RecoveryRecord[]; readonly now: number },
): AccountRecord {
  const { resetList: earlier, exemptedFrom: _from, ...rest } = record;
  // A word on a recovery code that has been used since is of one that is no good: nothing to set up again.
  const notes = notesInForce(record.methods ?? [], recoveryCodes);
  const statuses = methodStatuses(goodHoldings(ended), notes);
  const resetList = listOfReset(statuses, notes, earlier, now, told);
  // Where nothing is known to have ended, nobody has said of any way that it is not set up, unless they have.
  const isNothing = resetList === earlier;
  const state = isNothing ? "unknown" : "none";
  const gone = { state, where: "", callingCode: null, at: now } as const;
  const methods = METHODS.map((method) => {
    const note = notes.find((each) => each.method === method);
    const stays =
      note?.state === "elsewhere"
        ? told.kept.includes(method)
        : isNothing && note?.state === "none";
    return note !== undefined && stays ? note : { method, ...gone };
  });
  const list = resetList === undefined ? {} : { resetList };
  const week = weekOf(record);
  if (week !== null && !endsWeek(told, week)) {
    return { ...record, ...list, methods, updatedAt: now };
  }
  const said = week === null ? {} : { exemptionSaidAt: now };
  return { ...rest, ...list, ...said, exemptedAt: null, methods, updatedAt: now };
}
