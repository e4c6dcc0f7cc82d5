// No two records of a store bear one tag. What lies in a second copy may: of several moments each, or with a
// tag that was given out again while its bearer was lost here.

import type { SealedRecord } from "./store.ts";
import { claimedTags } from "./stored-record.ts";

/**
 * Parts records into those that can be put into a store as they are, and those that cannot: they bear a tag
 * of another's, or what lies under their id claims a tag that would leave the store with it.
 * @param held what the store holds, by outer id
 */
export function partByTags(
  records: readonly SealedRecord[],
  held: ReadonlyMap<string, unknown> = new Map(),
): { readonly fitting: readonly SealedRecord[]; readonly clashing: readonly SealedRecord[] } {
  const replaced = new Set(records.map(({ id }) => id));
  const rest = new Set(
    [...held].flatMap(([id, stored]) => (replaced.has(id) ? [] : claimedTags(stored))),
  );
  for (const { id, tags } of records) {
    const leaves = (tag: string) => !tags.includes(tag) && !rest.has(tag);
    if (claimedTags(held.get(id)).some(leaves)) replaced.delete(id);
  }
  // What one of them cannot replace stays, and another may clash with it.
  for (let size = -1; size !== replaced.size;) {
    size = replaced.size;
    const bearers = new Map<string, string>();
    for (const [id, stored] of held) {
      if (!replaced.has(id)) for (const tag of claimedTags(stored)) bearers.set(tag, id);
    }
    for (const { id, tags } of records) {
      if (!replaced.has(id)) continue;
      if (tags.some((tag) => (bearers.get(tag) ?? id) !== id)) replaced.delete(id);
      else for (const tag of tags) bearers.set(tag, id);
    }
  }
  return {
    fitting: records.filter(({ id }) => replaced.has(id)),
    clashing: records.filter(({ id }) => !replaced.has(id)),
  };
}
