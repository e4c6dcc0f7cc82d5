// Giving other tags to records one of whose own is another's: it was given out again while damage had the store not find
// its bearer by it. Such a record is passed over by whoever looks for it, and could not be written again as it is.

import { findContent, tryOpen } from "./seal-check.ts";
import { type Draft, type WriteContext, writeDraftsNow } from "./write-records.ts";

/**
 * Writes them as their next revisions, for who has the store's turn already and sees to the second copy. Those that do
 * not open are left as they are.
 * @param shared by the outer id of a record those of its tags that another bears
 */
export async function renewTagsNow(
  context: WriteContext,
  shared: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  if (shared.size === 0) return;
  const { store, keys } = context;
  await writeDraftsNow(context, async () => {
    const drafts: Draft[] = [];
    const stored = await store.readMany([...shared.keys()]);
    for (const [i, [outerId, tags]] of [...shared].entries()) {
      const sealed = await tryOpen(keys, outerId, stored[i]);
      const [content] = sealed === null ? [] : await findContent(keys, sealed);
      if (sealed === null || content === undefined) continue;
      const { id, kind } = content.record ?? content.tombstone;
      drafts.push({
        id,
        kind,
        record: content.record,
        held: { state: "opened", sealed, content },
        strayTags: { lost: new Set(tags), spare: [] },
      });
    }
    return drafts;
  });
}
