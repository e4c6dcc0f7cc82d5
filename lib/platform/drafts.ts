// The popup's half-finished input, in memory that extension contexts alone can read. It may hold a
// setup key, so a lock forgets it.

import type { Draft, DraftStore } from "../../components/ports.ts";
import { sessionStore } from "./session-store.ts";

const KEY = "draft";

export const drafts: DraftStore = {
  async get() {
    return ((await sessionStore.get(KEY)) ?? null) as Draft | null;
  },
  async set(draft) {
    if (draft === null) await sessionStore.remove(KEY);
    else await sessionStore.set(KEY, draft);
  },
};
