// Whether a backup would bring back all that a vault holds, and what of it the vault has otherwise by now. Contents are
// compared as one text each, so that nothing of them is told.

import type { VaultRecord } from "../vault/schema.ts";
import { isBackedUp } from "./backup-kinds.ts";
import { keyMaterial, recordIdentity } from "./record-identity.ts";

/**
 * Whether every secret and account of `held` is among `records`, under whatever id and account, and every code would be the
 * same: also the keys of a passkey's `prf`, and what its site keeps in it. Labels and settings may differ, and a counter may
 * have gone on since: that is no loss that locks anybody out.
 */
export function holdsAll(records: readonly VaultRecord[], held: readonly VaultRecord[]): boolean {
  return lackingIn(records, held).length === 0;
}

/** Those of `held` that are not among `records`, as `holdsAll` says. */
export function lackingIn(
  records: readonly VaultRecord[],
  held: readonly VaultRecord[],
): readonly VaultRecord[] {
  const kept = new Set(records.map(secretsOf));
  return held.filter(isBackedUp).filter((record) => !kept.has(secretsOf(record)));
}

/**
 * Those of `held` that are among `records`, but not with all that is in them now: names, counters, which recovery codes are
 * good and what became of the others, what is noted of an account, settings. How often something was used since counts
 * for nothing.
 */
export function changedSince(
  records: readonly VaultRecord[],
  held: readonly VaultRecord[],
): readonly VaultRecord[] {
  const [secrets, contents] = [new Set(records.map(secretsOf)), contentsOf(records)];
  const now = contentsOf(held);
  const kept = new Set(contents.values());
  return held
    .filter(isBackedUp)
    .filter((record) => secrets.has(secretsOf(record)) && !kept.has(now.get(record) ?? ""));
}

/** What signs in, and what could never be got back. */
function secretsOf(record: VaultRecord): string {
  if (record.kind === "account") return recordIdentity(record);
  if (record.kind === "otp") {
    const { algorithm, digits, periodSeconds } = record;
    return JSON.stringify([record.kind, keyMaterial(record), algorithm, digits, periodSeconds]);
  }
  if (record.kind === "passkey") {
    const { prfSecrets, largeBlob } = record;
    const prf = prfSecrets === null ? null : [prfSecrets.verified, prfSecrets.unverified];
    return JSON.stringify([record.kind, keyMaterial(record), prf, largeBlob]);
  }
  return JSON.stringify([record.kind, keyMaterial(record)]);
}

/** Of each, all that is in it, whatever ids it and others have. */
function contentsOf(records: readonly VaultRecord[]): ReadonlyMap<VaultRecord, string> {
  const secrets = new Map(records.map((record) => [record.id, secretsOf(record)]));
  const named = (id: string): string => secrets.get(id) ?? "";
  return new Map(records.map((record) => [record, contentOf(record, named)]));
}

function contentOf(record: VaultRecord, named: (id: string) => string): string {
  const content: Record<string, unknown> = { ...record };
  for (const name of MERE_USE) delete content[name];
  if ("accountId" in record) content["accountId"] = named(record.accountId ?? "");
  if (record.kind === "otp") content["replaces"] = record.replaces?.map(named).toSorted();
  return canonical(content);
}

/** What each record has of its own, or gets by being used. */
const MERE_USE = ["id", "updatedAt", "lastUsedAt", "origins"] as const;

/** One text for equal contents: members in order, and none that is not there. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) => {
    if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(
      Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ) as unknown;
  });
}
