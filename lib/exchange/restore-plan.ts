// What restoring a backup into a vault would write, record by record. It only adds and renews: no
// record that is held is lost, no older version replaces a newer one, and no secret is exchanged.

import type { AccountRole } from "../headway/roles.ts";
import type { VaultRecord } from "../vault/schema.ts";
import type { OpenedBackup } from "./backup.ts";
import { type BackupKind, type BackupRecord, isBackedUp } from "./backup-kinds.ts";
import { type Decision, MergeTarget, type RestoreVerdict } from "./merge-target.ts";
import { recordName } from "./record-identity.ts";
import type { RestoreRefusal } from "./refusal.ts";
import { isUsablePasskey } from "./usable-passkey.ts";

type PlannedLine = {
  readonly kind: BackupKind | "unknown";
  /** Without secrets; from the backup, so untrusted. An account's is its address. Empty where the kind says all. */
  readonly name: string;
  /** An account's. */
  readonly role?: AccountRole;
  /** Of what is no record, and so has no name: its place in the backup, from 1. */
  readonly place?: number;
  /** `newer`: the backup's version renews the held one. `older`: the held one stays. */
  readonly verdict: RestoreVerdict;
  /** Why it was refused. */
  readonly reason?: RestoreRefusal;
};

/** `replace`: what is held and not in the backup goes; what is in both stays in its newer version, as in a merge. */
export type RestoreMode = "merge" | "replace";

export type RestorePlan = {
  /** What to write, in one commit. */
  readonly put: readonly VaultRecord[];
  /** What the backup has nothing of; to replace is to take it out. Held settings are not among it. */
  readonly others: readonly BackupRecord[];
  /** One for every record of the backup, in its order; then those that were not valid. */
  readonly lines: readonly PlannedLine[];
};

/**
 * Plans a restore. With `replace` what comes in is not weighed against what goes: the code that it brings stays good.
 */
export function planRestore(
  held: readonly VaultRecord[],
  backup: Pick<OpenedBackup, "records" | "refused">,
  mode: RestoreMode = "merge",
): RestorePlan {
  const merge = planMerge(held, backup);
  if (mode === "merge" || merge.others.length === 0) return merge;
  const going = new Set(merge.others.map(({ id }) => id));
  const staying = held.filter(({ id }) => !going.has(id));
  return { ...planMerge(staying, backup), others: merge.others };
}

/**
 * Plans the merge of a backup into the held records. Records meet by identity, accounts before that by id, and by
 * secret if one of them belongs to no account; the one with the later `updatedAt` wins, the held one in a tie.
 * References to accounts follow the accounts they are merged into, and one that leads nowhere becomes null; what an
 * entry is to replace follows in the same way. A recovery code that was used on either side stays used, and so do the
 * codes below the higher of two counters. Of the good recovery codes of an account only the one saved last stays good.
 * Held settings stay. A backup record whose id is taken by something else gets another id. A passkey whose key is none
 * is refused.
 */
function planMerge(
  held: readonly VaultRecord[],
  backup: Pick<OpenedBackup, "records" | "refused">,
): RestorePlan {
  const target = new MergeTarget(held);
  const placeOf = ({ id }: BackupRecord): number => (target.hasAccount(id) ? 0 : 1);
  const accountIds = new Map<string, string>();
  const decisions: Decision[] = [];
  const accounts = [...backup.records.entries()].filter(([, { kind }]) => kind === "account");
  // Those that are the vault's own first: another may have the address that one of them is about to give up.
  for (const [index, record] of accounts.toSorted(([, a], [, b]) => placeOf(a) - placeOf(b))) {
    const decision = target.merge(record);
    decisions[index] = decision;
    if (decision.result !== undefined) accountIds.set(record.id, decision.result.id);
  }
  const entryIds = new Map<string, string>();
  for (const [index, record] of inOrderOfMerging(backup.records)) {
    if (record.kind === "account") continue;
    const decision: Decision =
      record.kind === "passkey" && !isUsablePasskey(record)
        ? { verdict: "refused", reason: "key-damaged" }
        : target.merge(followEntries(followAccount(record, accountIds, target), entryIds));
    decisions[index] = decision;
    if (decision.result?.kind === "otp") entryIds.set(record.id, decision.result.id);
  }
  target.settleCodes();
  const lines = backup.records.map((record, index) => lineOf(record, decisions[index]));
  const others = target.others().filter(isBackedUp);
  return {
    put: target.changed(),
    others: others.filter(({ kind }) => kind !== "settings"),
    lines: [...lines, ...backup.refused.map(refusedLine)],
  };
}

function followAccount(
  record: BackupRecord,
  accountIds: ReadonlyMap<string, string>,
  target: MergeTarget,
): BackupRecord {
  if (!("accountId" in record) || record.accountId === null) return record;
  const accountId = accountIds.get(record.accountId) ?? record.accountId;
  return { ...record, accountId: target.hasAccount(accountId) ? accountId : null };
}

/** Entries that replace others come last, the oldest of them first: each after those that it names. */
function inOrderOfMerging(
  records: readonly BackupRecord[],
): readonly (readonly [number, BackupRecord])[] {
  const placeOf = (record: BackupRecord): number =>
    record.kind === "otp" && record.replaces !== undefined ? record.createdAt : -1;
  return [...records.entries()].toSorted(([, a], [, b]) => placeOf(a) - placeOf(b));
}

/** What an entry replaces, by the ids that those have here. */
function followEntries(record: BackupRecord, entryIds: ReadonlyMap<string, string>): BackupRecord {
  if (record.kind !== "otp" || record.replaces === undefined) return record;
  return { ...record, replaces: record.replaces.map((id) => entryIds.get(id) ?? id) };
}

function lineOf(record: BackupRecord, decision: Decision | undefined): PlannedLine {
  if (decision === undefined) throw new TypeError("every record must have a decision");
  const { verdict, reason } = decision;
  return {
    kind: record.kind,
    name: recordName(record),
    ...(record.kind === "account" && { role: record.role }),
    verdict,
    ...(reason !== undefined && { reason }),
  };
}

function refusedLine({ index, kind, reason }: OpenedBackup["refused"][number]): PlannedLine {
  return { kind, name: "", place: index + 1, verdict: "refused", reason };
}
