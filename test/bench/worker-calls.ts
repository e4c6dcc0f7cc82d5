// What a message to Waykey's worker takes there and back, by the asking page's own clock.

import type { Page } from "puppeteer";
import type { InputOf, MethodName, OutputOf } from "../../lib/rpc/protocol.ts";
import { workerAnswer } from "../e2e/durability/worker-call.ts";

/**
 * Milliseconds until the answer is there, the test's own way to the page and back included: some tenths of one.
 *
 * @throws RefusedError if the worker refuses
 */
export async function timedAnswer<M extends MethodName>(
  page: Page,
  method: M,
  input: InputOf<M>,
  look: (answer: OutputOf<M>) => void = () => undefined,
): Promise<number> {
  const begun = performance.now();
  const answer = await workerAnswer(page, method, input);
  const ms = performance.now() - begun;
  look(answer);
  return ms;
}
