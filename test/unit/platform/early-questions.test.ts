// Questions that are asked before the page's own scripts are there.

import { describe, expect, it } from "vitest";
import {
  askEarly,
  type EarlyScope,
  type Send,
  sendUnlessAsked,
} from "../../../lib/platform/early-questions.ts";

const BUILD = "a build";
const STATUS = { method: "vault.status", input: null } as const;
const SHOW = { method: "ceremony.show", input: { id: "one" } } as const;

/** A worker that counts its answers. */
function worker(answer: (method: string, count: number) => unknown) {
  const asked: string[] = [];
  const send: Send = async (request) => {
    const { method } = request as { method: string };
    asked.push(method);
    return answer(method, asked.length);
  };
  return { asked, send };
}

const good = (method: string, count: number) => ({ ok: true, value: `${method} ${count}` });
const request = (question: object) => ({ build: BUILD, ...question });
const now = () => 0;

describe("an early question", () => {
  it("is answered without being asked again, once", async () => {
    const scope: EarlyScope = {};
    const { asked, send } = worker(good);
    askEarly(scope, BUILD, [STATUS, SHOW], send, now);
    const ask = sendUnlessAsked(scope, send, now);
    expect(await ask(request(SHOW))).toEqual({ ok: true, value: "ceremony.show 2" });
    expect(await ask(request(SHOW))).toEqual({ ok: true, value: "ceremony.show 3" });
    expect(await ask(request(STATUS))).toEqual({ ok: true, value: "vault.status 1" });
    expect(asked).toEqual(["vault.status", "ceremony.show", "ceremony.show"]);
  });

  it("is no answer to another, nor to that of another build", async () => {
    const scope: EarlyScope = {};
    const { asked, send } = worker(good);
    askEarly(scope, BUILD, [SHOW], send, now);
    const ask = sendUnlessAsked(scope, send, now);
    await ask(request({ ...SHOW, input: { id: "two" } }));
    await ask({ ...SHOW, build: "another" });
    await ask(request(STATUS));
    expect(asked).toHaveLength(4);
  });

  it("is asked again where it was refused, as by a vault that was still locked", async () => {
    const scope: EarlyScope = {};
    const { send } = worker((method, count) =>
      count === 1 ? { ok: false, code: "vault/locked", message: "" } : good(method, count),
    );
    askEarly(scope, BUILD, [STATUS], send, now);
    const ask = sendUnlessAsked(scope, send, now);
    expect(await ask(request(STATUS))).toEqual({ ok: true, value: "vault.status 2" });
  });

  it.each([
    ["there was no worker", () => Promise.reject(new Error("no worker"))],
    ["no answer came", () => Promise.resolve(undefined)],
  ])("is asked again where %s", async (_what, fail) => {
    const scope: EarlyScope = {};
    askEarly(scope, BUILD, [STATUS], fail, now);
    const ask = sendUnlessAsked(scope, async () => "the second", now);
    expect(await ask(request(STATUS))).toBe("the second");
  });

  it("is asked again once its answer is old, as after the user has unlocked, and kept no longer", async () => {
    for (const [later, answer] of [
      [2000, "vault.status 1"],
      [2001, "vault.status 3"],
    ] as const) {
      const scope: EarlyScope = {};
      const { send } = worker(good);
      let at = 500;
      askEarly(scope, BUILD, [STATUS, SHOW], send, () => at);
      const ask = sendUnlessAsked(scope, send, () => at);
      at += later;
      expect(await ask(request(STATUS))).toEqual({ ok: true, value: answer });
      expect(scope.waykeyEarly).toHaveLength(later === 2000 ? 1 : 0);
    }
  });

  it("need not have been asked", async () => {
    const { send } = worker(good);
    expect(await sendUnlessAsked({}, send, now)(request(STATUS))).toMatchObject({ ok: true });
  });
});
