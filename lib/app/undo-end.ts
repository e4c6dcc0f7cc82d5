// When a restore can be taken back no more: what was kept for that is forgotten at the next unlock, so that no vault
// holds for ever what its user had taken out of it.

import type { UndoRecord } from "../vault/schema.ts";
import { type App, findOpenVault, findReadable } from "./app.ts";
import { merelyNoted } from "./merely-noted.ts";
import { UNDO_ID } from "./remove-for-good.ts";
import { isUndecided } from "./undecided.ts";

const DAY_MS = 24 * 60 * 60_000;
const UNDO_MS = 30 * DAY_MS;

/** Epoch milliseconds. */
export function undoEndsAt({ createdAt }: UndoRecord): number {
  return createdAt + UNDO_MS;
}

/** Its time is over, be it forgotten or not. */
export function hasEnded(app: App, undo: UndoRecord): boolean {
  return app.ports.now() >= undoEndsAt(undo);
}

/**
 * Forgets what the last restore can be taken back by, once that has ended. One that can't be read stays, since it may be put
 * back from the second copy; a state of the vault that may give way to another is left as it is. What fails is tried again by
 * the next one.
 */
export async function forgetOldUndo(app: App): Promise<void> {
  const vault = await findOpenVault(app, "look");
  if (vault === null) return;
  await merelyNoted(() =>
    app.inTurn(async () => {
      const undo = await findReadable(vault, UNDO_ID);
      if (undo?.kind !== "undo" || !hasEnded(app, undo)) return;
      if (!(await isUndecided(app))) await vault.remove([UNDO_ID]);
    }),
  );
}
