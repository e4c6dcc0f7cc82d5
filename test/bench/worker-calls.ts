// What a message to Waykey's worker takes there and back, by the asking page's own clock.

import type { Page } from "puppeteer";
import type { InputOf, MethodName, OutputOf, RpcResponse } from "../../lib/rpc/protocol.ts";
import { messageOf, outputOf } from "../e2e/durability/worker-call.ts";

type Runtime = { sendMessage(message: unknown): Promise<unknown> };

/**
 * Milliseconds from the message to its answer in the page. What the test takes to hand the page a message of
 * thousands of entries, and to hear of the answer, is not among them.
 *
 * @throws RefusedError if the worker refuses
 */
export async function timedAnswer<M extends MethodName>(
  page: Page,
  method: M,
  input: InputOf<M>,
  look: (answer: OutputOf<M>) => void = () => undefined,
): Promise<number> {
  const message = await page.evaluateHandle((given) => given, messageOf(page, method, input));
  const timed = await page.evaluateHandle(async (given) => {
    const scope = globalThis as unknown as Record<string, { runtime: Runtime } | undefined>;
    const runtime = (scope["browser"] ?? scope["chrome"])?.runtime;
    const begun = performance.now();
    const answer = await runtime?.sendMessage(given);
    return { answer, ms: performance.now() - begun };
  }, message);
  const { answer, ms } = (await timed.jsonValue()) as { answer: RpcResponse | null; ms: number };
  await Promise.all([message.dispose(), timed.dispose()]);
  look(outputOf(method, answer));
  return ms;
}
