import { describe, expect, it } from "vitest";
import { WaykeyError } from "../../../lib/errors.ts";
import type { MethodName } from "../../../lib/rpc/protocol.ts";
import { createRouter, type Handlers, isRpcRequest, type Sender } from "../../../lib/rpc/router.ts";
import { INPUTS, METHODS, NO_METHODS } from "./samples.ts";

const BUILD = "build-1";
const PAGE: Sender = { kind: "extension-page" };
const POPUP: Sender = { kind: "popup" };

/** A router whose handlers note what reached them. */
function createSpy(answer: (method: MethodName) => unknown = () => null) {
  const reached: { method: string; input: unknown }[] = [];
  const handlers = Object.fromEntries(
    METHODS.map((method) => [
      method,
      async (input: unknown) => {
        reached.push({ method, input });
        return answer(method);
      },
    ]),
  ) as unknown as Handlers;
  return { route: createRouter(BUILD, handlers), reached };
}

describe("the router", () => {
  it.each(METHODS)("hands %s to its handler and its answer back", async (method) => {
    const { route, reached } = createSpy((name) => ({ of: name }));
    const input = INPUTS[method];
    const answer = await route({ build: BUILD, method, input }, POPUP);
    expect(answer).toEqual({ ok: true, value: { of: method } });
    expect(reached).toEqual([{ method, input }]);
  });

  it("hands to other pages of ours all but what the popup alone may say", async () => {
    const { route, reached } = createSpy();
    for (const method of METHODS)
      await route({ build: BUILD, method, input: INPUTS[method] }, PAGE);
    const names = new Set<string>(reached.map(({ method }) => method));
    expect(METHODS.filter((method) => !names.has(method))).toEqual(["popup.shown"]);
  });

  it.each(METHODS)("refuses %s to content scripts and to others", async (method) => {
    const { route, reached } = createSpy();
    for (const kind of ["content-script", "other"] as const) {
      const answer = await route({ build: BUILD, method, input: INPUTS[method] }, { kind });
      expect(answer).toMatchObject({ ok: false, code: "rpc/sender" });
    }
    expect(reached).toEqual([]);
  });

  it.each(METHODS)("refuses %s to a page of another build", async (method) => {
    const { route, reached } = createSpy();
    for (const build of ["", "build-2", "BUILD-1"]) {
      const answer = await route({ build, method, input: INPUTS[method] }, POPUP);
      expect(answer).toMatchObject({ ok: false, code: "rpc/stale" });
    }
    expect(reached).toEqual([]);
  });

  it.each(NO_METHODS)("knows no method %j", async (method) => {
    const { route } = createSpy();
    const answer = await route({ build: BUILD, method, input: null }, PAGE);
    expect(answer).toMatchObject({ ok: false, code: "rpc/method" });
  });

  it("tells a foreign sender nothing of build or method", async () => {
    const { route } = createSpy();
    const answers = await Promise.all(
      [
        { build: "build-2", method: "vault.status", input: null },
        { build: BUILD, method: "vault.dump", input: null },
        { build: BUILD, method: "vault.unlock", input: "nonsense" },
      ].map((request) => route(request, { kind: "content-script" })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it("hands on the code and the words of a failure that was foreseen", async () => {
    const { route } = createSpy(() => {
      throw new WaykeyError("vault/locked", "The vault is locked", { cause: "a secret" });
    });
    expect(await route({ build: BUILD, method: "vault.contents", input: null }, PAGE)).toEqual({
      ok: false,
      code: "vault/locked",
      message: "The vault is locked",
      keyFault: null,
    });
  });

  it("hands on what exactly is wrong with a key", async () => {
    const keyFault = { kind: "length", length: 3 } as const;
    const { route } = createSpy(() => {
      throw new WaykeyError("otp/secret", "The key has 3 characters", { keyFault });
    });
    const answer = await route({ build: BUILD, method: "vault.contents", input: null }, PAGE);
    expect(answer).toMatchObject({ ok: false, code: "otp/secret", keyFault });
  });

  it.each([
    ["an error", new Error("the secret JBSWY3DP")],
    ["a type error", new TypeError("the secret JBSWY3DP")],
    ["text", "the secret JBSWY3DP"],
    ["an object", { code: "vault/locked", message: "the secret JBSWY3DP" }],
    ["nothing", undefined],
    ["null", null],
  ])("never rejects, and never hands on the words of %s", async (_, thrown: unknown) => {
    const { route } = createSpy(() => {
      throw thrown;
    });
    const answer = await route({ build: BUILD, method: "vault.contents", input: null }, PAGE);
    expect(answer).toMatchObject({ ok: false, code: "internal/unexpected" });
    expect(JSON.stringify(answer)).not.toContain("JBSWY3DP");
  });

  it("does not repeat a refused input in its answer", async () => {
    const { route } = createSpy();
    const input = { password: { hidden: "the secret" }, "the other secret": 1 };
    const answer = await route({ build: BUILD, method: "vault.unlock", input }, PAGE);
    expect(answer).toMatchObject({ ok: false, code: "rpc/input" });
    expect(JSON.stringify(answer)).not.toContain("the secret");
  });
});

describe("the shape of a request", () => {
  it.each([
    null,
    undefined,
    "vault.status",
    7,
    [],
    {},
    { method: "vault.status" },
    { build: BUILD },
    { build: 1, method: "vault.status" },
    { build: BUILD, method: ["vault.status"] },
    { type: "has-vault", build: BUILD },
    { type: "start", build: BUILD, call: {} },
  ])("is not that of %j", (message) => {
    expect(isRpcRequest(message)).toBe(false);
  });

  it("needs no input to be one", () => {
    expect(isRpcRequest({ build: BUILD, method: "vault.status" })).toBe(true);
  });
});
