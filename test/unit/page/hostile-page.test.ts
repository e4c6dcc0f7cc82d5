// The shim within a realm whose page has replaced the built-ins after it started. The shim's own code
// is bundled and runs in that realm; what stands for the browser runs outside of it.

import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import type { startShim } from "../../../lib/page/shim.ts";
import { createFakeBridge } from "./fake-bridge.ts";
import { createFakeWindow } from "./fake-window.ts";
import { ASSERTION, REGISTRATION } from "./responses.ts";
import { answerNext } from "./scenes.ts";

const INTRINSICS = `Reflect, Object, JSON, Array, ArrayBuffer, Uint8Array, DataView, Promise, Proxy,
  String, Number, Symbol, WeakSet`;

/** Every method and getter of these is replaced by one that notes its call and throws. */
const REPLACED = `[Reflect, Object, JSON, Array, Promise, String, Number, Math, Uint8Array,
  Object.prototype, Array.prototype, Promise.prototype, String.prototype, Number.prototype,
  Boolean.prototype, Function.prototype, ArrayBuffer, ArrayBuffer.prototype, DataView.prototype,
  Object.getPrototypeOf(Uint8Array.prototype), Uint8Array.prototype, WeakSet.prototype, Symbol,
  Map.prototype, Set.prototype, WeakMap.prototype, RegExp.prototype, Symbol.prototype]`;

/** Names that a careless lookup would find on Object.prototype. */
const POLLUTED = `["get", "set", "value", "writable", "enumerable", "configurable", "apply", "ownKeys",
  "type", "id", "kind", "mediation", "options", "challenge", "signal", "outcome", "response", "first",
  "second", "blob", "results", "prf", "largeBlob", "toJSON", "0", "1", "next", "done", "$bytes", "attributes",
  "methods", "credential", "capabilities", "values", "name", "message", "response"]`;

/** What the page puts other things in the place of. */
const GLOBALS = `["Reflect", "Object", "JSON", "Array", "Uint8Array", "Promise", "Proxy", "String", "Number",
  "DOMException", "AbortController", "AbortSignal", "EventTarget", "MessagePort", "MessageEvent",
  "TextDecoder", "atob", "Function", "RegExp"]`;

const ATTACK = `
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const { ownKeys } = Reflect;
  let count = 0;
  const replace = (owner, key) => {
    const found = getOwnPropertyDescriptor(owner, key);
    if (!found.configurable || key === "constructor") return;
    const spy = function () { log(key); throw new EvalError("replaced"); };
    const shape = { __proto__: null, configurable: true, enumerable: found.enumerable };
    if (found.get) shape.get = spy;
    else if (typeof found.value === "function") { shape.value = spy; shape.writable = true; }
    else return;
    defineProperty(owner, key, shape);
    count++;
  };
  const all = ${REPLACED};
  const polluted = ${POLLUTED};
  const keysOf = [];
  for (const owner of all) keysOf[keysOf.length] = ownKeys(owner);
  const objectPrototype = Object.prototype;
  const globals = ${GLOBALS};
  for (let i = 0; i < globals.length; i++) {
    const name = globals[i];
    globalThis[name] = function () { log("globalThis." + name); throw new EvalError("replaced"); };
  }
  for (let i = 0; i < all.length; i++) {
    for (let k = 0; k < keysOf[i].length; k++) replace(all[i], keysOf[i][k]);
  }
  for (let i = 0; i < polluted.length; i++) {
    const name = polluted[i];
    defineProperty(objectPrototype, name, {
      __proto__: null,
      configurable: true,
      get() { log("Object.prototype." + name); return undefined; },
      set() { log("Object.prototype." + name + " =");  },
    });
  }
  count;
`;

let shimCode = "";

beforeAll(async () => {
  const entry = new URL("../../../lib/page/shim.ts", import.meta.url).pathname;
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "shim",
    target: "esnext",
    logLevel: "silent",
  });
  shimCode = outputFiles[0]?.text ?? "";
});

const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const partOf = (view: object, name: string): unknown =>
  Reflect.get(typedArray, name, view) as unknown;

/** Reads what it is given without a look at the page's own getters, as a browser's decoder does and Node's doesn't. */
class NativeLikeDecoder {
  decode(view: Uint8Array): string {
    const buffer = partOf(view, "buffer") as ArrayBuffer;
    const offset = partOf(view, "byteOffset") as number;
    const bytes = new Uint8Array(buffer, offset, partOf(view, "byteLength") as number);
    return String.fromCharCode(...Array.from(bytes, (byte) => (byte < 128 ? byte : 0xf700 + byte)));
  }
}

/** The built-ins of another realm, with a window of them, the shim in it and a bridge. */
function start() {
  const log: string[] = [];
  const fake = createFakeWindow();
  // What a realm of Node's own lacks of a window's built-ins. A page can replace what is on these prototypes too: it
  // is given copies of them.
  const copies: object[] = [];
  const classes: Record<string, unknown> = {};
  for (const name of ["EventTarget", "MessagePort", "MessageEvent", "AbortSignal"] as const) {
    const prototype = Object.create(
      null,
      Object.getOwnPropertyDescriptors(globalThis[name].prototype),
    ) as object;
    copies.push(prototype);
    classes[name] = { prototype };
  }
  const { AbortController, DOMException, atob } = globalThis;
  const TextDecoder = NativeLikeDecoder;
  const context = createContext({
    AbortController,
    DOMException,
    TextDecoder,
    atob,
    ...classes,
    log: (name: unknown) => log.push(String(name)),
  });
  const run = (code: string): unknown => runInContext(code, context) as unknown;
  const realm = run(`({ ${INTRINSICS} })`) as Record<string, unknown>;
  Object.assign(fake.window, realm);
  const then = Reflect.get((realm["Promise"] as typeof Promise).prototype, "then") as object;
  const bridge = createFakeBridge(fake.window.document, "hostile");
  run(shimCode);
  const { startShim: startInRealm } = run("shim") as { startShim: typeof startShim };
  startInRealm({ window: fake.window, channelName: "hostile" });
  return {
    ...fake,
    bridge,
    log,
    run,
    attack: (): number => {
      for (const copy of copies) {
        for (const key of Reflect.ownKeys(copy)) {
          if (typeof key === "symbol" || key === "constructor") continue;
          const spy = (): never => {
            log.push(key);
            throw new EvalError(key);
          };
          Object.defineProperty(copy, key, { get: spy, configurable: true });
        }
      }
      const timers = { setTimeout: 1, clearTimeout: 1, MessageChannel: 1, Promise: 1, Proxy: 1 };
      Object.assign(fake.window, timers);
      return run(ATTACK) as number;
    },
    /** As `await`, past what the page made of promises. */
    settled: (promise: unknown): Promise<unknown> =>
      new Promise((resolve, reject) => {
        // Else the page's constructor would be asked for the class of the promise that `then` makes.
        Reflect.defineProperty(promise as object, "constructor", { value: undefined });
        Reflect.apply(then as () => void, promise, [resolve, reject]);
      }),
  };
}

const PAGE = `
  const options = (more) => ({ __proto__: null, challenge: new Uint8Array([9, 8]), ...more });
  const creation = options({
    rp: { __proto__: null, name: "Headway", id: "headway.co" },
    user: { __proto__: null, id: new Uint8Array([1]), name: "n", displayName: "d" },
    pubKeyCredParams: { __proto__: null, [Symbol.iterator]: () => {
      let at = 0;
      return { __proto__: null, next: () => at++ === 0
        ? { __proto__: null, done: false, value: { __proto__: null, type: "public-key", alg: -7 } }
        : { __proto__: null, done: true } };
    } },
    extensions: { __proto__: null, prf: { __proto__: null, eval: { __proto__: null, first: new Uint8Array([3]) } } },
  });
  ({
    create: { __proto__: null, publicKey: creation },
    get: { __proto__: null, publicKey: options() },
    conditional: { __proto__: null, mediation: "conditional", publicKey: options() },
    signal: { __proto__: null, rpId: "headway.co", credentialId: "AQID" },
  });
`;

type PageOptions = Record<"create" | "get" | "conditional", object> & {
  readonly signal: UnknownCredentialOptions;
};

type UnknownCredentialOptions = Parameters<typeof PublicKeyCredential.signalUnknownCredential>[0];

describe("in a page that replaced the built-ins", () => {
  it("every kind of call has the right answer, and none of the replacements is called", async () => {
    const one = start();
    const { container, bridge, settled, log } = one;
    const { PublicKeyCredential } = one.window;
    const page = one.run(PAGE) as PageOptions;
    expect(one.attack()).toBeGreaterThan(300);

    const response = {
      ...REGISTRATION,
      clientExtensionResults: { prf: { enabled: true, results: { first: "AQ" } } },
    };
    const created = settled(container.create(page.create));
    const message = await bridge.next();
    expect(message).toMatchObject({
      call: {
        kind: "create",
        options: {
          challenge: "CQg",
          user: { id: "AQ" },
          pubKeyCredParams: [{ type: "public-key", alg: -7 }],
          extensions: { prf: { eval: { first: "Aw" } } },
        },
      },
    });
    const { id } = message;
    bridge.answer({ type: "outcome", id, outcome: { kind: "created", response } });
    const credential = (await created) as PublicKeyCredential;
    expect(credential.id).toBe(REGISTRATION.id);
    const results = credential.getClientExtensionResults() as { prf: { results: object } };
    expect(Object.keys(results.prf.results)).toEqual(["first"]);
    expect(Object.keys(credential.toJSON() as object)).toContain("rawId");

    const asserted = { kind: "asserted", response: ASSERTION } as const;
    const got = settled(container.get(page.get));
    await answerNext(one, asserted);
    expect(((await got) as PublicKeyCredential).id).toBe(ASSERTION.id);

    const refused = settled(container.get(page.get)).catch((error: unknown) => error);
    await answerNext(one, { kind: "error", name: "NotAllowedError" });
    expect(await refused).toMatchObject({ name: "NotAllowedError" });

    const conditional = settled(container.get(page.conditional));
    await answerNext(one, asserted);
    expect(((await conditional) as PublicKeyCredential).id).toBe(ASSERTION.id);

    const stored = settled(container.store(credential)).catch((error: unknown) => error);
    expect(await stored).toMatchObject({ name: "NotSupportedError" });

    for (const name of [
      "isUserVerifyingPlatformAuthenticatorAvailable",
      "isConditionalMediationAvailable",
      "getClientCapabilities",
    ] as const) {
      const answer = settled(PublicKeyCredential[name]());
      const question = await bridge.next();
      bridge.answer({ type: "has-vault", id: question.id, value: true });
      if (name === "getClientCapabilities") {
        expect(await answer).toMatchObject({ conditionalGet: true });
      } else expect(await answer).toBe(true);
    }
    await settled(PublicKeyCredential.signalUnknownCredential(page.signal));
    expect(await bridge.next()).toMatchObject({ type: "signal", signal: { credentialId: "AQID" } });

    bridge.answer({ type: "check", id: 1 });
    expect(await bridge.next()).toMatchObject({ type: "checked", state: "in-place" });
    bridge.close();
    expect(log).toEqual([]);
  });

  it("a call is left to the browser all the same when the bridge is gone", async () => {
    const one = start();
    const page = one.run(PAGE) as PageOptions;
    one.bridge.fallSilent();
    one.attack();
    const result = one.settled(one.container.get(page.get));
    await one.bridge.next();
    one.pass(1000);
    expect(await result).toEqual({ native: true });
    expect(one.nativeCalls[0]?.options).toBe(page.get);
    one.bridge.close();
    expect(one.log).toEqual([]);
  });
});
