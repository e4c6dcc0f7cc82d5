// The store as the copying of changes has it. What the second copy holds is noted for speed alone: where the note is
// lost, it is copied again. So a write that waits for its copy does not wait for that note.

import type { VaultChange, VaultStore } from "../vault/store.ts";
import { merelyNoted } from "./merely-noted.ts";

function isNote(change: VaultChange): boolean {
  return Object.keys(change).every((name) => name === "copied");
}

/** The same store; a commit that says only what was copied is begun, and resolves at once. */
export function notingLater(store: VaultStore): VaultStore {
  return {
    ...store,
    async commit(change) {
      const done = store.commit(change);
      if (isNote(change)) void merelyNoted(() => done);
      else await done;
    },
  };
}
