// Recovery codes: kept if the user wants, shown after verification, used up once, followed by their
// successor. A code that has ended stays, with when and how.

import { methodStatuses, successorSince } from "../headway/methods.ts";
import type { CodeEnd } from "../headway/recovery-ends.ts";
import { parseOtherRecoveryCode, parseRecoveryCode } from "../headway/recovery-code.ts";
import { fingerprintOf, recoveryFingerprint } from "../vault/recovery-lock.ts";
import type { RecoveryRecord } from "../vault/schema.ts";
import { verifyPassword } from "../vault/unlock.ts";
import type { Vault } from "../vault/vault.ts";
import { noteMethod, noteOf, withNote } from "./account-notes.ts";
import { resolveAccount } from "./accounts.ts";
import { type App, findReadable, newRecordId, requireRecord, requireVault } from "./app.ts";
import { lockedContent, readRecoveryCode } from "./recovery-locks.ts";
import type { AccountChoice } from "./views.ts";
import { removeForGood, undoWithoutCode } from "./remove-for-good.ts";

/**
 * Keeps a code for an account. Headway has one good code at a time, so one that was good until now
 * is replaced; both changes are one commit. A code that is already kept is not kept twice, and is
 * a good one again if it was marked as used, or filled with nobody having said whether it was used: whoever saves it
 * says that it still stands.
 * @param passphrase of its own; null: none, and a code that is kept with one keeps it
 * @param shape `as-typed`: the user says that Headway shows it so, whatever Waykey knows of its codes
 * @throws WaykeyError `recovery/code`, `recovery/too-short-to-lock`, `vault/weak-password`, and of the areas `account`, `vault`
 */
export async function saveRecoveryCode(
  app: App,
  text: string,
  choice: AccountChoice,
  passphrase: string | null = null,
  shape: "known" | "as-typed" = "known",
): Promise<string> {
  const vault = await requireVault(app);
  const code = shape === "known" ? parseRecoveryCode(text) : parseOtherRecoveryCode(text);
  const content = passphrase === null ? { code } : await lockedContent(app, code, passphrase);
  const fingerprint = recoveryFingerprint(code);
  return app.inTurn(async () => {
    const account = await resolveAccount(app, vault, choice);
    const { records } = await vault.findByAccount(account.id);
    const ofAccount = records.filter((record) => record.kind === "recovery");
    const held = ofAccount.find((record) => fingerprintOf(record) === fingerprint);
    const isToBeLeft = held !== undefined && !isInDoubt(held) && passphrase === null;
    if (isToBeLeft) return held.id;
    const undo = passphrase === null ? [] : await undoWithoutCode(app, vault, fingerprint);
    const now = app.ports.now();
    const replaced = ofAccount
      .filter((record) => record.usedAt === null && record !== held)
      .map((record) => endedCode(record, "replaced", now));
    // A code that is locked is not laid open because it was shown again.
    const kept = passphrase === null && held !== undefined ? contentOf(held) : content;
    const record: RecoveryRecord = {
      kind: "recovery",
      id: held?.id ?? newRecordId(app),
      accountId: account.id,
      ...kept,
      ...(held !== undefined && wordOn(held, now)),
      usedAt: null,
      createdAt: held?.createdAt ?? now,
      updatedAt: now,
    };
    await vault.putAll([...undo, ...account.created, ...replaced, record]);
    return record.id;
  });
}

/** Whether it may be no good, or is none. */
function isInDoubt({ usedAt, filledAt }: RecoveryRecord): boolean {
  return usedAt !== null || filledAt !== undefined;
}

/** When the user last said that no fill of the code so far has used it: by saving it again, where that was in doubt. */
function wordOn(held: RecoveryRecord, now: number): Pick<RecoveryRecord, "notUsedAt"> {
  if (isInDoubt(held)) return { notUsedAt: now };
  return held.notUsedAt === undefined ? {} : { notUsedAt: held.notUsedAt };
}

function contentOf({ code, lock }: RecoveryRecord): Pick<RecoveryRecord, "code" | "lock"> {
  return lock === undefined ? { code } : { code, lock };
}

/**
 * Notes that the code which Headway shows now is kept elsewhere, and keeps no code. One that was good until
 * now is replaced by it, in the same commit. Answers the id of the account, which is new if need be.
 * @throws WaykeyError of the areas `account`, `vault`
 */
export async function keepRecoveryCodeElsewhere(
  app: App,
  choice: AccountChoice,
  where: string,
): Promise<string> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  const note = noteOf("recovery-code", { state: "elsewhere", where, callingCode: "" }, now);
  return app.inTurn(async () => {
    const { id, created } = await resolveAccount(app, vault, choice);
    const { records } = await vault.findByAccount(id);
    const good = records.filter((record) => record.kind === "recovery" && record.usedAt === null);
    const touched = [...(created.length > 0 ? [] : [id]), ...good.map((record) => record.id)];
    await vault.updateTogether(touched, (held) =>
      [...created, ...held].map((record) => {
        if (record.kind === "account") return withNote(record, note);
        const isGood = record.kind === "recovery" && record.usedAt === null;
        return isGood ? endedCode(record, "replaced", now) : record;
      }),
    );
    return id;
  });
}

/**
 * The code itself, for someone who has just given the password, and the code's own passphrase where it has one.
 * @throws WaykeyError `vault/password`, `recovery/passphrase`, `vault/no-record`, `vault/locked`
 */
export async function revealRecoveryCode(
  app: App,
  id: string,
  password: string,
  passphrase = "",
): Promise<string> {
  const vault = await requireVault(app);
  const record = await requireRecord(vault, "recovery", id);
  await verifyPassword(app.ports.store, password);
  return readRecoveryCode(record, passphrase);
}

/**
 * A good code that has come to its end, since when nothing is asked of it any more.
 * @param at since when it is no good, epoch milliseconds
 * @param updatedAt when that is noted
 */
export function endedCode(
  { filledAt: _asked, ...record }: RecoveryRecord,
  endedBy: CodeEnd,
  at: number,
  updatedAt = at,
): RecoveryRecord {
  return { ...record, usedAt: at, endedBy, updatedAt };
}

/** Notes that a code was used up: at its fill, if it was filled, and else now. */
export async function markRecoveryCodeUsed(app: App, id: string): Promise<void> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  // In turn with a restore, which would write back the code as it has read it before.
  await app.inTurn(() =>
    vault.update(id, "recovery", (record) =>
      record.usedAt === null ? endedCode(record, "used", record.filledAt ?? now, now) : record,
    ),
  );
}

/**
 * Takes back that a code was used, replaced, or ended by a reset, where that was a mistake. Headway has one good code at a time: in an account that
 * has a good one by now nothing changes.
 * @throws WaykeyError `vault/no-record`
 */
export async function takeBackRecoveryCode(app: App, id: string): Promise<void> {
  const vault = await requireVault(app);
  const updatedAt = app.ports.now();
  await app.inTurn(async () => {
    const { accountId } = await requireRecord(vault, "recovery", id);
    const { records } = accountId === null ? { records: [] } : await vault.findByAccount(accountId);
    if (records.some((record) => record.kind === "recovery" && record.usedAt === null)) return;
    await vault.update(id, "recovery", ({ endedBy: _taken, endedOn: _day, ...record }) => {
      return { ...record, usedAt: null, notUsedAt: updatedAt, updatedAt };
    });
  });
}

/**
 * Removes a code from the vault. After a good one nobody is asked for the successor of those used before it:
 * it was that successor.
 * @throws WaykeyError `vault/no-record`
 */
export async function removeRecoveryCode(app: App, id: string): Promise<void> {
  const vault = await requireVault(app);
  const { accountId, usedAt } = await requireRecord(vault, "recovery", id);
  // First, so that a death in between leaves a code that is kept and a word that counts for nothing.
  if (usedAt === null && accountId !== null && (await asksWithout(vault, accountId, id))) {
    await noteMethod(app, accountId, "recovery-code", { state: "unknown" });
  }
  await app.inTurn(() => removeForGood(app, vault, [id]));
}

/** Whether the user would be asked for a successor if that code were not there, by what else is known. */
async function asksWithout(vault: Vault, accountId: string, id: string): Promise<boolean> {
  const account = await findReadable(vault, accountId);
  if (account?.kind !== "account") return false;
  const { records } = await vault.findByAccount(accountId);
  const recoveryCodes = records
    .filter((record) => record.kind === "recovery")
    .filter((record) => record.id !== id);
  const statuses = methodStatuses({ otps: [], passkeys: [], recoveryCodes }, account.methods ?? []);
  return successorSince(statuses) !== null;
}
