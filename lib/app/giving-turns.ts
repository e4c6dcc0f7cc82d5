// Turns for others while the worker is at work on thousands of records: without them it would hear of nothing for seconds,
// of no site that wants a passkey either.

import type { Wait } from "./ports.ts";

/** After so many batches; a turn may cost some milliseconds even where nobody else wants one. */
const BATCHES_A_TURN = 4;

/** To be waited for after each batch of records. */
export function givingTurns(wait: Wait): () => Promise<void> {
  let batches = 0;
  return async () => {
    if (++batches % BATCHES_A_TURN === 0) await wait(0);
  };
}
