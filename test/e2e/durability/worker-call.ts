// Messages of an extension page to the worker, as Waykey's own pages send them.

import type { Page } from "puppeteer";
import type { InputOf, MethodName, OutputOf, RpcResponse } from "../../../lib/rpc/protocol.ts";
import { channelNameOf, kindOf } from "../rig/browsers.ts";

type Runtime = { sendMessage(message: unknown): Promise<unknown> };

/** The worker lives and says no. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/** The name of the page's build, without which the worker takes a page for one of an earlier build. */
function buildName(page: Page): string {
  return channelNameOf(kindOf(page.browser())).replace("waykey-", "");
}

/** The message that asks for it. */
export function messageOf<M extends MethodName>(page: Page, method: M, input: InputOf<M>) {
  return { build: buildName(page), method, input };
}

/**
 * What the worker has answered. Throws if the worker or the page is gone.
 * @throws RefusedError if it refuses
 */
export function outputOf<M extends MethodName>(
  method: M,
  answer: RpcResponse | null | undefined,
): OutputOf<M> {
  if (answer === undefined || answer === null) throw new Error(`${method}: the worker is gone`);
  if (!answer.ok) throw new RefusedError(`${method}: ${answer.code}, ${answer.message}`);
  return answer.value as OutputOf<M>;
}

/** What the worker answers, as `outputOf`. */
export async function workerAnswer<M extends MethodName>(
  page: Page,
  method: M,
  input: InputOf<M>,
): Promise<OutputOf<M>> {
  const answer = await page.evaluate(
    (message) => {
      const scope = globalThis as unknown as Record<string, { runtime: Runtime } | undefined>;
      return (scope["browser"] ?? scope["chrome"])?.runtime.sendMessage(message);
    },
    messageOf(page, method, input),
  );
  return outputOf(method, answer as RpcResponse | null | undefined);
}

/** Messages of one evaluation: puppeteer waits for none longer than three minutes. */
const PER_EVALUATION = 30;

/** The messages one after the other within the page, `lanes` of them under way at any time. */
export async function callAll(
  page: Page,
  calls: readonly { readonly method: MethodName; readonly input: unknown }[],
  lanes: number,
): Promise<readonly RpcResponse[]> {
  const answers: RpcResponse[] = [];
  for (let start = 0; start < calls.length; start += PER_EVALUATION) {
    answers.push(...(await callSome(page, calls.slice(start, start + PER_EVALUATION), lanes)));
  }
  return answers;
}

function callSome(
  page: Page,
  calls: readonly { readonly method: MethodName; readonly input: unknown }[],
  lanes: number,
): Promise<readonly RpcResponse[]> {
  const build = buildName(page);
  const messages = calls.map(({ method, input }) => ({ build, method, input }));
  return page.evaluate(
    async (all, width) => {
      const scope = globalThis as unknown as Record<string, { runtime: Runtime } | undefined>;
      const runtime = (scope["browser"] ?? scope["chrome"])?.runtime;
      const answers: unknown[] = [];
      let next = 0;
      const lane = async () => {
        for (let at = next++; at < all.length; at = next++) {
          answers[at] = await runtime?.sendMessage(all[at]);
        }
      };
      await Promise.all(Array.from({ length: width }, lane));
      return answers as RpcResponse[];
    },
    messages,
    lanes,
  );
}
