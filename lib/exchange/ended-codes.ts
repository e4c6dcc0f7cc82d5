// Which recovery codes of an account a merge brings to their end: Headway has one good code at a time, and each
// side of a merge may know of one that was saved after the other's.

import type { RecoveryRecord } from "../vault/schema.ts";

/** Which of the two sides of a merge, the vault and the backup, hold a record. */
export type Sides = { readonly held: boolean; readonly incoming: boolean };

/**
 * Those of `codes` that are good no more, with the time at which the code was saved that ended them. Of several
 * good ones only the one saved last stays good, the first of them in a tie. Nor is one good that a side holds
 * which knows nothing of a later one: where a side has both, and the older is good, its user said so.
 * @param codes all of one account, after the merge
 */
export function endedCodes(
  codes: readonly RecoveryRecord[],
  sidesOf: (code: RecoveryRecord) => Sides,
): readonly RecoveryRecord[] {
  const ended: RecoveryRecord[] = [];
  const good: RecoveryRecord[] = [];
  for (const code of codes.filter(isGood)) {
    const later = codes.find(
      (other) =>
        !isGood(other) &&
        other.createdAt > code.createdAt &&
        !areTogether(sidesOf(code), sidesOf(other)),
    );
    if (later === undefined) good.push(code);
    else ended.push(endedBy(code, later));
  }
  const [last, ...others] = good.toSorted((a, b) => b.createdAt - a.createdAt);
  if (last === undefined) return ended;
  return [...ended, ...others.map((code) => endedBy(code, last))];
}

function isGood({ usedAt }: RecoveryRecord): boolean {
  return usedAt === null;
}

function areTogether(left: Sides, right: Sides): boolean {
  return (left.held && right.held) || (left.incoming && right.incoming);
}

/** `code` as saving the other one in the vault ends it. */
export function endedBy(
  { filledAt: _asked, ...code }: RecoveryRecord,
  { createdAt }: Pick<RecoveryRecord, "createdAt">,
): RecoveryRecord {
  const updatedAt = Math.max(code.updatedAt, createdAt);
  return { ...code, usedAt: createdAt, endedBy: "replaced", updatedAt };
}
