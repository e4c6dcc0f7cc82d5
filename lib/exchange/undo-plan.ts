// What taking the last restore back would write and remove. What was done since the restore stays, and is weighed
// against what comes back as two sides of a merge are: nothing is held twice, no code that was used up is good again,
// and nothing is left without the account that it belongs to.

import { givenNameOf } from "../headway/given-names.ts";
import type { AccountRecord, PasskeyRecord, UndoRecord, VaultRecord } from "../vault/schema.ts";
import { type BackupRecord, isBackedUp } from "./backup-kinds.ts";
import { endedBy } from "./ended-codes.ts";
import { endedAs, MergeTarget } from "./merge-target.ts";
import { keyMaterial, recordIdentity } from "./record-identity.ts";

export type UndoPlan = {
  readonly put: readonly BackupRecord[];
  /** Ids; none of a record that is put. */
  readonly remove: readonly string[];
};

type Records = ReadonlyMap<string, VaultRecord>;

/**
 * What the restore brought in goes, but for accounts that something else hangs on and settings that were changed since. What it renewed is as it was, unless it
 * has been changed since, or its place was taken. What it took out comes back; where the same was taken up anew since, it is
 * merged into that.
 * @param records all that the vault holds
 */
export function planUndo(noted: UndoRecord, records: readonly VaultRecord[]): UndoPlan {
  const now = new Map(records.map((record) => [record.id, record]));
  const undo = withoutOthers(noted, now);
  const renewed = renewedBack(undo, now);
  const going = goingOf(undo, now, renewed);
  const staying = new Map([...now].filter(([id]) => !going.has(id)));
  for (const record of keepingAddresses(staying, renewed)) {
    renewed.set(record.id, record);
    staying.set(record.id, record);
  }
  const absent = undo.removed.filter(({ id }) => !staying.has(id));
  const accountIds = accountsByNow(absent, staying);
  // They go where what was taken out goes, as their account does.
  const moved = [...renewed.values()].filter((record) => accountIds.has(accountIdOf(record)));
  for (const { id } of moved) {
    renewed.delete(id);
    staying.delete(id);
  }
  const back = broughtBack([...absent, ...moved], staying, accountIds);
  const put = [...new Map([...renewed, ...back]).values()];
  const ids = new Set(put.map(({ id }) => id));
  const rest = [...staying.values()].filter(({ id }) => !ids.has(id));
  const codes = codesSince(undo, rest);
  return {
    put: put.map((record) => asEndedSince(record, codes)),
    remove: [...going, ...moved.map(({ id }) => id)].filter((id) => !ids.has(id)),
  };
}

/** What has the id of something else that was taken out was not renewed: the one was brought in, and the other removed. */
function withoutOthers({ added, renewed, removed, ...rest }: UndoRecord, now: Records): UndoRecord {
  const isOther = ({ before }: UndoRecord["renewed"][number]): boolean => {
    const held = now.get(before.id);
    if (held === undefined) return false;
    return held.kind !== before.kind || keyMaterial(held) !== keyMaterial(before);
  };
  const others = renewed.filter((each) => isOther(each)).map(({ before }) => before);
  return {
    ...rest,
    added: [...added, ...others.map(({ id }) => id)],
    renewed: renewed.filter((each) => !isOther(each)),
    removed: [...removed, ...others],
  };
}

/** What is to be as it was. Of what hangs on an account nothing that would be there twice. */
function renewedBack({ added, renewed }: UndoRecord, now: Records): Map<string, BackupRecord> {
  const back = new Map(
    renewed.flatMap((each) => recordBefore(each, now.get(each.before.id)).map(withId)),
  );
  const going = new Set(added);
  const staying = [...now.values()].filter(({ id }) => !going.has(id) && !back.has(id));
  const holdings = [...back.values()].filter((record) => !isAccount(record));
  const byIdentity = new Map(holdings.map((record) => [recordIdentity(record), record.id]));
  const taken = staying.map((record) => recordIdentity(record));
  for (let identity = taken.pop(); identity !== undefined; identity = taken.pop()) {
    const id = byIdentity.get(identity);
    const stays = id !== undefined && back.delete(id) ? now.get(id) : undefined;
    // What can't be as it was stays as it is, and may be in the place of another.
    if (stays !== undefined) taken.push(recordIdentity(stays));
  }
  return back;
}

/** The record as it was, with whatever has been used up since; nothing where it was changed or removed since. */
function recordBefore(
  { before, writtenAt }: UndoRecord["renewed"][number],
  now: VaultRecord | undefined,
): readonly BackupRecord[] {
  if (now === undefined || now.updatedAt !== writtenAt) return [];
  if (before.kind === "otp" && now.kind === "otp") {
    return [{ ...before, counter: Math.max(before.counter, now.counter) }];
  }
  if (before.kind === "recovery" && now.kind === "recovery") {
    // That another code took its place was the restore's doing; that it was used the file knew.
    const isUsed = now.usedAt !== null && now.endedBy !== "replaced";
    if (!isUsed) return [before];
    const { filledAt: _asked, ...code } = endedAs(now, before);
    return [{ ...code, updatedAt: now.updatedAt }];
  }
  if (before.kind === "passkey" && now.kind === "passkey") {
    const times = [before.lastUsedAt, now.lastUsedAt].filter((time) => time !== null);
    return [{ ...before, lastUsedAt: times.length === 0 ? null : Math.max(...times) }];
  }
  return [before];
}

/** Of what was brought in: not the accounts of anything that stays, as it is then, nor settings that were changed since. */
function goingOf(
  { added, createdAt: restoredAt }: UndoRecord,
  now: Records,
  renewed: ReadonlyMap<string, BackupRecord>,
): ReadonlySet<string> {
  const going = new Set(added);
  for (const held of now.values()) {
    if (held.kind === "settings" && held.updatedAt > restoredAt) going.delete(held.id);
    if (going.has(held.id)) continue;
    const record = renewed.get(held.id) ?? held;
    if ("accountId" in record && record.accountId !== null) going.delete(record.accountId);
  }
  return going;
}

/** The accounts that are renewed, with the address that they have now where another has the old one by now. */
function keepingAddresses(
  staying: Records,
  renewed: ReadonlyMap<string, BackupRecord>,
): readonly BackupRecord[] {
  const others = [...staying.values()].filter(({ id }) => !renewed.has(id)).filter(isAccount);
  const taken = new Set(others.map((account) => recordIdentity(account)));
  return [...renewed.values()].map((record) => {
    const held = staying.get(record.id);
    if (record.kind !== "account" || held?.kind !== "account") return record;
    const back = taken.has(recordIdentity(record)) ? { ...record, email: held.email } : record;
    taken.add(recordIdentity(back));
    return back;
  });
}

/** For the accounts that were taken out and made anew since the ids that they have by now. */
function accountsByNow(
  absent: readonly BackupRecord[],
  staying: Records,
): ReadonlyMap<string, string> {
  const accounts = [...staying.values()].filter(isAccount);
  const held = new Map(accounts.map((account) => [recordIdentity(account), account.id]));
  return new Map(
    absent.filter(isAccount).flatMap((account) => {
      const id = held.get(recordIdentity(account));
      return id === undefined ? [] : [[account.id, id] as const];
    }),
  );
}

/** What comes back, by its id, and whatever that changes of what stays. */
function broughtBack(
  records: readonly BackupRecord[],
  staying: Records,
  accountIds: ReadonlyMap<string, string>,
): Map<string, BackupRecord> {
  const held = new Map([...staying.values()].map((each) => [recordIdentity(each), each]));
  const target = new MergeTarget([...staying.values()]);
  const back = new Map<string, BackupRecord>();
  for (const record of records) {
    const followed = followAccount(record, accountIds);
    const same = held.get(recordIdentity(followed));
    const merged = same === undefined ? followed : mergedInto(target, same, followed);
    if (isBackedUp(merged) && merged !== same) back.set(merged.id, merged);
  }
  return back;
}

/** `same` with what only the record that comes back knows; that record itself where it is something else after all. */
function mergedInto(target: MergeTarget, same: VaultRecord, back: BackupRecord): VaultRecord {
  // Whoever saved a code again has said what it is now.
  if (same.kind === "recovery") return same;
  if (same.kind === "passkey" && back.kind === "passkey") return mergedPasskey(same, back);
  const { verdict, result = back } = target.merge(back);
  return verdict === "newer" || verdict === "refused" ? result : same;
}

/** The newer of two of one credential ID may have come from a file that lacks what a site goes by. */
function mergedPasskey(same: PasskeyRecord, back: PasskeyRecord): PasskeyRecord {
  const haveOtherSecrets =
    same.prfSecrets !== null &&
    back.prfSecrets !== null &&
    JSON.stringify(same.prfSecrets) !== JSON.stringify(back.prfSecrets);
  if (keyMaterial(same) !== keyMaterial(back) || haveOtherSecrets) return back;
  return {
    ...same,
    prfSecrets: same.prfSecrets ?? back.prfSecrets,
    largeBlob: same.largeBlob ?? back.largeBlob,
    origins: [...new Set([...back.origins, ...same.origins])].slice(-64),
  };
}

/**
 * When the code came that each account has by what was done since the restore, epoch milliseconds: one that was saved
 * since, or is good by a word of since then, or is kept elsewhere by such a word. The place of what had no account holds
 * the codes of many.
 * @param since what stays and is not written
 */
function codesSince(
  { createdAt: restoredAt }: UndoRecord,
  since: readonly VaultRecord[],
): ReadonlyMap<string, number> {
  const known = since.flatMap((record): readonly (readonly [string, number])[] => {
    if (record.kind === "account") {
      const note = record.methods?.find(({ method }) => method === "recovery-code");
      const isElsewhere = note?.state === "elsewhere" || note?.usedAt !== undefined;
      return isElsewhere && note.at >= restoredAt ? [[record.id, note.at]] : [];
    }
    if (record.kind !== "recovery" || record.accountId === null) return [];
    const isGoodByWord = record.usedAt === null && record.updatedAt >= restoredAt;
    const isKnown = isGoodByWord || record.createdAt >= restoredAt;
    return isKnown ? [[record.accountId, record.createdAt]] : [];
  });
  const places = new Set(since.filter(isPlaceOfMany).map(({ id }) => id));
  const last = new Map<string, number>();
  for (const [accountId, at] of known) {
    if (!places.has(accountId)) last.set(accountId, Math.max(at, last.get(accountId) ?? at));
  }
  return last;
}

function asEndedSince(record: BackupRecord, codes: ReadonlyMap<string, number>): BackupRecord {
  if (record.kind !== "recovery" || record.usedAt !== null) return record;
  const createdAt = codes.get(record.accountId ?? "");
  return createdAt === undefined ? record : endedBy(record, { createdAt });
}

function followAccount(
  record: BackupRecord,
  accountIds: ReadonlyMap<string, string>,
): BackupRecord {
  const accountId = accountIds.get(accountIdOf(record));
  return accountId !== undefined && "accountId" in record ? { ...record, accountId } : record;
}

/** Empty for what belongs to none. */
function accountIdOf(record: VaultRecord): string {
  return ("accountId" in record ? record.accountId : null) ?? "";
}

function isAccount(record: VaultRecord): record is AccountRecord {
  return record.kind === "account";
}

function isPlaceOfMany(record: VaultRecord): boolean {
  return isAccount(record) && givenNameOf(record.email) === "restored";
}

function withId(record: BackupRecord): readonly [string, BackupRecord] {
  return [record.id, record];
}
