import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../../../lib/errors.ts";
import {
  parseCeremonyRequest,
  parseHasVaultQuestion,
  parseSignalMessage,
} from "../../../lib/rpc/ceremony-request.ts";
import { parseInput } from "../../../lib/rpc/inputs.ts";
import type { RpcRequest } from "../../../lib/rpc/protocol.ts";
import { createRouter, type Handlers, isRpcRequest } from "../../../lib/rpc/router.ts";
import { INPUTS, METHODS, NO_METHODS } from "../../unit/rpc/samples.ts";

const BUILD = "build-1";
const codes: readonly string[] = ERROR_CODES;

const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withTypedArray: true }),
  fc.jsonValue(),
);
const method = fc.oneof(fc.constantFrom(...METHODS), fc.constantFrom(...NO_METHODS), fc.string());
/** A good input, a good one with something changed, or anything. */
const input = fc.oneof(
  fc.constantFrom(...METHODS).map((name): unknown => INPUTS[name]),
  fc
    .tuple(fc.constantFrom(...METHODS), fc.string(), anything)
    .map(([name, key, value]): unknown => ({ ...INPUTS[name], [key]: value })),
  anything,
);
/** A method and an input, often its own. */
const question = fc.oneof(
  fc.constantFrom(...METHODS).map((name): [string, unknown] => [name, INPUTS[name]]),
  fc.tuple(method, input),
);
const sender = fc.constantFrom("extension-page", "content-script", "other");

describe("the router", () => {
  it("answers 2,000 messages of any kind, and lets only checked inputs through", async () => {
    const reached: { name: string; input: unknown }[] = [];
    const handlers = Object.fromEntries(
      METHODS.map((name) => [
        name,
        async (parsed: unknown) => {
          reached.push({ name, input: parsed });
          return null;
        },
      ]),
    ) as unknown as Handlers;
    const route = createRouter(BUILD, handlers);
    let hasReached = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 4, arbitrary: fc.constant(BUILD) }, fc.string()),
        question,
        sender,
        async (build, [name, given], kind) => {
          reached.length = 0;
          const request: RpcRequest = { build, method: name, input: given };
          const answer = await route(request, { kind });
          if (!answer.ok) expect(codes).toContain(answer.code);
          expect(reached).toHaveLength(answer.ok ? 1 : 0);
          if (!answer.ok) return;
          hasReached++;
          expect([kind, build, reached[0]?.name]).toEqual(["extension-page", BUILD, name]);
          const known = METHODS.find((each) => each === name);
          if (known === undefined) throw new RangeError("an unknown method was answered");
          expect(reached[0]?.input).toEqual(parseInput(known, given));
        },
      ),
      { numRuns: 2000 },
    );
    expect(hasReached).toBeGreaterThan(20);
  });

  it("takes no message for a request that has not its shape", () => {
    fc.assert(
      fc.property(anything, (message) => {
        if (!isRpcRequest(message)) return;
        expect([typeof message.build, typeof message.method]).toEqual(["string", "string"]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the requests of content scripts", () => {
  const call = { kind: "get", mediation: "modal", options: { challenge: "AAAA" } };
  const start = { type: "start", build: BUILD, call, crossOrigin: false };

  it("are parsed or refused, and never throw", () => {
    const near = fc
      .tuple(fc.constantFrom("type", "build", "call", "crossOrigin", "ceremonyId"), anything)
      .map(([key, value]): unknown => ({ ...start, [key]: value }));
    fc.assert(
      fc.property(fc.oneof(near, anything), (message) => {
        const parsed = parseCeremonyRequest(message);
        expect(parsed === null || ["start", "resume", "abort"].includes(parsed.type)).toBe(true);
        expect(parseHasVaultQuestion(message) ?? "").toBeTypeOf("string");
      }),
      { numRuns: 2000 },
    );
  });

  it("tell of passkeys or not, and never throw", () => {
    const names = ["kind", "rpId", "userId", "credentialId", "allAcceptedCredentialIds", "name"];
    const signal = fc.dictionary(fc.constantFrom(...names), anything);
    const near = signal.map((value): unknown => ({ type: "signal", build: BUILD, signal: value }));
    fc.assert(
      fc.property(fc.oneof(near, anything), (message) => {
        expect(parseSignalMessage(message)?.type ?? "signal").toBe("signal");
      }),
      { numRuns: 1000 },
    );
  });

  it("keep the options of a call as they are, but for names that lead to prototypes", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (options) => {
        const message = { ...start, call: { ...call, kind: "create", options } };
        const parsed = parseCeremonyRequest(JSON.parse(JSON.stringify(message)));
        const isPlain = (name: string) => name !== "prototype" && !(name in Object.prototype);
        if (parsed?.type !== "start") throw new RangeError("a good request was refused");
        expect(Object.keys(parsed.call.options).filter(isPlain)).toEqual(
          Object.keys(options).filter(isPlain),
        );
      }),
    );
  });
});
