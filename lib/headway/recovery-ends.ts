// How recovery codes came to their end: used up, replaced by another one, or ended by a reset. Each leaves its owner
// with something else to see to.

import { dayOfMidnight, mayBeMidnight } from "./civil-day.ts";

export const CODE_ENDS = ["used", "replaced", "reset"] as const;

/** `replaced`: Headway has given another one for it, and nobody said that it was used. `reset`: by one at Headway. */
export type CodeEnd = (typeof CODE_ENDS)[number];

/** A recovery code that Waykey holds. Times are epoch milliseconds. */
export type HeldCode = {
  readonly createdAt: number;
  /** Since when it is no good any more; null while it is good. */
  readonly usedAt: number | null;
  /** Missing or null: it is good, or ended before Waykey noted how. */
  readonly endedBy?: CodeEnd | null | undefined;
  /** Of one that a reset ended: the day of the reset, as `isCivilDay`; missing or null: not noted. */
  readonly endedOn?: string | null | undefined;
  /** When it was filled or copied for a page, while nobody has said whether it was used; missing or null: it was not. */
  readonly filledAt?: number | null | undefined;
};

/**
 * How a code ended; null for a good one. Where that was not noted, its successor came at that very time if it was
 * replaced.
 * @param codes all of its account
 */
export function endOf(code: HeldCode, codes: readonly HeldCode[]): CodeEnd | null {
  if (code.usedAt === null) return null;
  const { endedBy = null } = code;
  if (endedBy !== null) return endedBy;
  const isReplaced = codes.some((each) => each !== code && each.createdAt === code.usedAt);
  return isReplaced ? "replaced" : "used";
}

/** The day of the reset that ended a code; null where it ended otherwise, or on the day of its `usedAt`. */
export function endDay({ usedAt, endedBy, endedOn }: HeldCode): string | null {
  if (usedAt === null || endedBy !== "reset") return null;
  // Earlier versions kept when the day began.
  return endedOn ?? (mayBeMidnight(usedAt) ? dayOfMidnight(usedAt) : null);
}

export type LastEnd = {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: CodeEnd;
  /** As `endDay`. */
  readonly on: string | null;
};

/** When the last of an account's codes ended, and how; null if none did. */
export function lastEnd(codes: readonly HeldCode[]): LastEnd | null {
  let last: LastEnd | null = null;
  for (const code of codes) {
    const by = endOf(code, codes);
    const { usedAt } = code;
    if (by !== null && usedAt !== null && usedAt > (last?.at ?? -1)) {
      last = { at: usedAt, by, on: endDay(code) };
    }
  }
  return last;
}

/** When the good one was filled or copied, while nobody has said whether it was used; null if there is nothing to ask. */
export function filledSince(codes: readonly HeldCode[]): number | null {
  const asked = codes.filter(({ usedAt }) => usedAt === null).map(({ filledAt }) => filledAt ?? -1);
  const last = Math.max(-1, ...asked);
  return last < 0 ? null : last;
}
