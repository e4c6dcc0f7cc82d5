// What restoring a backup into a vault would write, record by record. It only adds and renews: no
// record that is held is lost, no older version replaces a newer one, and no secret is exchanged.

import type { RecordKind, VaultRecord } from "../vault/schema.ts";
import type { OpenedBackup } from "./backup.ts";
import { keyMaterial, recordIdentity, recordName } from "./record-identity.ts";

export type RestoreVerdict = "new" | "same" | "newer" | "older" | "refused";

export type PlannedLine = {
  readonly kind: RecordKind | "unknown";
  /** Without secrets; from the backup, so untrusted. */
  readonly name: string;
  /** `newer`: the backup's version renews the held one. `older`: the held one stays. */
  readonly verdict: RestoreVerdict;
  /** Why it was refused. */
  readonly reason?: string;
};

export type RestorePlan = {
  /** What to write, in one commit. */
  readonly put: readonly VaultRecord[];
  /** One for every record of the backup, in its order; then those that were not valid. */
  readonly lines: readonly PlannedLine[];
};

type Decision = {
  readonly verdict: RestoreVerdict;
  readonly reason?: string;
  /** The record as the vault then holds it; absent if it was refused. */
  readonly result?: VaultRecord;
};

/**
 * Plans the merge of a backup into the held records. Records meet by identity first, then by id; the
 * one with the later `updatedAt` wins, the held one in a tie. References to accounts follow the
 * accounts they are merged into; one that leads nowhere becomes null. A recovery code that was used on
 * either side stays used. Held settings stay. A backup record whose id is taken by something else gets
 * another id.
 */
export function planRestore(
  held: readonly VaultRecord[],
  backup: Pick<OpenedBackup, "records" | "refused">,
): RestorePlan {
  const target = new MergeTarget(held);
  const accountIds = new Map<string, string>();
  const decisions = new Map<VaultRecord, Decision>();
  const isAccount = (record: VaultRecord) => record.kind === "account";
  const [accounts, others] = [
    backup.records.filter(isAccount),
    backup.records.filter((record) => !isAccount(record)),
  ];
  for (const account of accounts) {
    const decision = target.merge(account);
    decisions.set(account, decision);
    if (decision.result !== undefined) accountIds.set(account.id, decision.result.id);
  }
  for (const record of others) {
    decisions.set(record, target.merge(followAccount(record, accountIds, target)));
  }
  const lines = backup.records.map((record) => lineOf(record, decisions.get(record)));
  return { put: target.changed(), lines: [...lines, ...backup.refused.map(refusedLine)] };
}

/** The records as they would be after the merge so far, found by id and by identity. */
class MergeTarget {
  readonly #byId = new Map<string, VaultRecord>();
  readonly #idByIdentity = new Map<string, string>();
  readonly #changedIds = new Set<string>();

  constructor(held: readonly VaultRecord[]) {
    for (const record of held) this.#keep(record);
  }

  hasAccount(id: string): boolean {
    return this.#byId.get(id)?.kind === "account";
  }

  changed(): VaultRecord[] {
    return [...this.#byId.values()].filter(({ id }) => this.#changedIds.has(id));
  }

  merge(incoming: VaultRecord): Decision {
    const current = this.#counterpart(incoming);
    if (current === undefined) {
      const result = { ...incoming, id: this.#freeId(incoming.id) };
      this.#change(result);
      return { verdict: "new", result };
    }
    if (current.kind === "settings") {
      const verdict = isSameContent(current, { ...incoming, id: current.id }) ? "same" : "older";
      return { verdict, result: current };
    }
    if (keyMaterial(current) !== keyMaterial(incoming)) {
      return { verdict: "refused", reason: "Another key is held under this credential ID" };
    }
    const renewed = renew(current, incoming);
    if (isSameContent(current, renewed)) return { verdict: "same", result: current };
    const result = incoming.updatedAt > current.updatedAt ? renewed : markUsed(current, incoming);
    if (result === current) return { verdict: "older", result };
    this.#change(result);
    return { verdict: "newer", result };
  }

  #counterpart(incoming: VaultRecord): VaultRecord | undefined {
    const sameId = this.#byId.get(incoming.id);
    const identity = recordIdentity(incoming);
    if (sameId !== undefined && recordIdentity(sameId) === identity) return sameId;
    const identical = this.#byId.get(this.#idByIdentity.get(identity) ?? "");
    if (identical !== undefined) return identical;
    const isSameThing =
      sameId?.kind === incoming.kind && keyMaterial(sameId) === keyMaterial(incoming);
    return isSameThing ? sameId : undefined;
  }

  #freeId(wanted: string): string {
    let id = wanted;
    for (let n = 2; this.#byId.has(id); n++) id = `${wanted.slice(0, 56)}-${n}`;
    return id;
  }

  #change(record: VaultRecord): void {
    const before = this.#byId.get(record.id);
    if (before !== undefined) this.#forgetIdentity(before);
    this.#changedIds.add(record.id);
    this.#keep(record);
  }

  #forgetIdentity(record: VaultRecord): void {
    const identity = recordIdentity(record);
    if (this.#idByIdentity.get(identity) === record.id) this.#idByIdentity.delete(identity);
  }

  #keep(record: VaultRecord): void {
    this.#byId.set(record.id, record);
    const identity = recordIdentity(record);
    if (!this.#idByIdentity.has(identity)) this.#idByIdentity.set(identity, record.id);
  }
}

/** `incoming` in the place of `current`: its own content, the other's id, and nothing unlearnt. */
function renew(current: VaultRecord, incoming: VaultRecord): VaultRecord {
  const renewed = { ...incoming, id: current.id, createdAt: current.createdAt };
  if ("accountId" in renewed && "accountId" in current) renewed.accountId ??= current.accountId;
  if (renewed.kind !== "recovery" || current.kind !== "recovery") return renewed;
  return { ...renewed, usedAt: current.usedAt ?? renewed.usedAt };
}

/** `current`, used up if `incoming` says so; the same object if that changes nothing. */
function markUsed(current: VaultRecord, incoming: VaultRecord): VaultRecord {
  if (current.kind !== "recovery" || incoming.kind !== "recovery") return current;
  if (current.usedAt !== null || incoming.usedAt === null) return current;
  return { ...current, usedAt: incoming.usedAt };
}

function isSameContent(left: VaultRecord, right: VaultRecord): boolean {
  const content = ({ createdAt: _created, updatedAt: _updated, ...rest }: VaultRecord) =>
    JSON.stringify(rest, Object.keys(rest).toSorted());
  return content(left) === content(right);
}

function followAccount(
  record: VaultRecord,
  accountIds: ReadonlyMap<string, string>,
  target: MergeTarget,
): VaultRecord {
  if (!("accountId" in record) || record.accountId === null) return record;
  const accountId = accountIds.get(record.accountId) ?? record.accountId;
  return { ...record, accountId: target.hasAccount(accountId) ? accountId : null };
}

function lineOf(record: VaultRecord, decision: Decision | undefined): PlannedLine {
  if (decision === undefined) throw new TypeError("every record must have a decision");
  const { verdict, reason } = decision;
  const line = { kind: record.kind, name: recordName(record), verdict };
  return reason === undefined ? line : { ...line, reason };
}

function refusedLine({ index, kind, reason }: OpenedBackup["refused"][number]): PlannedLine {
  return { kind, name: `Entry ${index + 1}`, verdict: "refused", reason };
}
