// What is noted once a change is durable or a page has its answer: worth having, and never a reason to say that
// the change or the answer has failed. Of what guards the vault nothing is noted so: that fails, or locks.

import { isWaykeyError } from "../errors.ts";

/** Does `work`. @throws what `work` throws, but for a WaykeyError: then it stays undone */
export async function merelyNoted(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
  }
}
