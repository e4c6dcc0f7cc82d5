// No two records of a store bear one tag. What lies in a second copy may: of several moments each, or with a
// tag that was given out again while its bearer was lost here.

import type { SealedRecord } from "./store.ts";
import { claimedTags } from "./stored-record.ts";

/**
 * Parts records into those that can be put beside what a store holds, and beside each other, as they are,
 * and those that bear a tag of another's.
 * @param held by outer id; what is replaced under its own id counts as held still
 */
export function partByTags(
  records: readonly SealedRecord[],
  held: ReadonlyMap<string, unknown> = new Map(),
): { readonly fitting: readonly SealedRecord[]; readonly clashing: readonly SealedRecord[] } {
  const bearers = new Map<string, string>();
  for (const [id, stored] of held) for (const tag of claimedTags(stored)) bearers.set(tag, id);
  const fitting: SealedRecord[] = [];
  const clashing: SealedRecord[] = [];
  for (const record of records) {
    const { id, tags } = record;
    const isClash = tags.some((tag) => (bearers.get(tag) ?? id) !== id);
    (isClash ? clashing : fitting).push(record);
    if (!isClash) for (const tag of tags) bearers.set(tag, id);
  }
  return { fitting, clashing };
}
