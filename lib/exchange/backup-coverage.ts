// Whether a backup would bring back all that a vault holds.

import type { VaultRecord } from "../vault/schema.ts";
import { isBackedUp } from "./backup-kinds.ts";
import { keyMaterial, recordIdentity } from "./record-identity.ts";

/**
 * Whether every secret and account of `held` is among `records`, under whatever id and account, and every code would be the
 * same. Labels and settings may differ, and a counter may have gone on since: that is no loss that locks anybody out.
 */
export function holdsAll(records: readonly VaultRecord[], held: readonly VaultRecord[]): boolean {
  return lackingIn(records, held).length === 0;
}

/** Those of `held` that are not among `records`, as `holdsAll` says. */
export function lackingIn(
  records: readonly VaultRecord[],
  held: readonly VaultRecord[],
): readonly VaultRecord[] {
  const kept = new Set(records.map(contentOf));
  return held.filter(isBackedUp).filter((record) => !kept.has(contentOf(record)));
}

function contentOf(record: VaultRecord): string {
  if (record.kind === "account") return recordIdentity(record);
  if (record.kind === "otp") {
    const { algorithm, digits, periodSeconds } = record;
    return JSON.stringify([record.kind, keyMaterial(record), algorithm, digits, periodSeconds]);
  }
  return JSON.stringify([record.kind, keyMaterial(record)]);
}
