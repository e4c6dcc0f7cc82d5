// Questions to the worker that a page's first script asks while the page's own scripts are still being loaded, so that the
// answers are there with them. Each is taken once, by whoever would have asked the same, and soon: an answer that lies there
// while the user unlocks says nothing of what was changed elsewhere meanwhile.

import type { Clock } from "../app/ports.ts";
import type { InputOf, MethodName, RpcRequest } from "../rpc/protocol.ts";

/** Milliseconds from the question on. */
const GOOD_FOR_MS = 2000;

type Asked = {
  readonly request: RpcRequest;
  readonly answer: Promise<unknown>;
  readonly askedAt: number;
};

/** Where the first script leaves them for the page's others. */
export type EarlyScope = { waykeyEarly?: Asked[] };

export type EarlyQuestion = {
  [M in MethodName]: { readonly method: M; readonly input: InputOf<M> };
}[MethodName];

export type Send = (request: unknown) => Promise<unknown>;

/** Asks them all. `now` is the clock that `sendUnlessAsked` goes by, too. */
export function askEarly(
  scope: EarlyScope,
  build: string,
  questions: readonly EarlyQuestion[],
  send: Send,
  now: Clock,
): void {
  scope.waykeyEarly = questions.map(({ method, input }) => {
    const request = { build, method, input };
    const askedAt = now();
    const answer = send(request);
    // Whether it is taken or not: whoever takes it asks anew then.
    answer.catch(() => undefined);
    return { request, answer, askedAt };
  });
}

function isGood(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === true;
}

/**
 * `send`, but for what was asked already. An answer that is none, or a refusal, as while the vault was locked still, is asked
 * for again, and so is what was asked more than two seconds ago.
 */
export function sendUnlessAsked(scope: EarlyScope, send: Send, now: Clock): Send {
  return async (request) => {
    const text = JSON.stringify(request);
    const from = now() - GOOD_FOR_MS;
    const early = (scope.waykeyEarly ?? []).filter(({ askedAt }) => askedAt >= from);
    scope.waykeyEarly = early;
    const at = early.findIndex((asked) => JSON.stringify(asked.request) === text);
    const [asked] = at === -1 ? [] : early.splice(at, 1);
    if (asked === undefined) return send(request);
    const answer = await asked.answer.catch(() => undefined);
    return isGood(answer) ? answer : send(request);
  };
}
