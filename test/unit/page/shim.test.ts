import { describe, expect, it } from "vitest";
import { startShim } from "../../../lib/page/shim.ts";
import { createFakeBridge } from "./fake-bridge.ts";
import { createFakeWindow, NATIVE_RESULT } from "./fake-window.ts";
import { ASSERTION, REGISTRATION } from "./responses.ts";
import { answerNext, creation, request, useScenes } from "./scenes.ts";

const scene = useScenes();

describe("the shim's place in the page", () => {
  it("leaves name, length and descriptor of the methods as they were", () => {
    const { window, container } = scene();
    const native = createFakeWindow().window.CredentialsContainer.prototype;
    for (const name of ["create", "get", "store"]) {
      const descriptor = Object.getOwnPropertyDescriptor(
        window.CredentialsContainer.prototype,
        name,
      );
      expect(descriptor).toMatchObject({ configurable: true, enumerable: true, writable: true });
      const patched = descriptor?.value as { name: string; length: number };
      const own = Reflect.get(native, name) as { name: string; length: number };
      expect([patched.name, patched.length]).toEqual([own.name, own.length]);
    }
    expect(Reflect.ownKeys(window.CredentialsContainer.prototype)).toEqual(Reflect.ownKeys(native));
    expect(Object.keys(container)).toEqual([]);
    expect(String(container.create)).toContain("[native code]");
    expect(() => {
      Reflect.construct(container.create, []);
    }).toThrow(TypeError);
  });

  it.each([
    ["an insecure context", { isSecureContext: false }],
    ["plain http", { protocol: "http:", origin: "http://headway.co" }],
    ["an opaque origin", { origin: "null" }],
    ["an about: document", { protocol: "about:" }],
    ["a blob: document", { protocol: "blob:" }],
    ["a data: document", { protocol: "data:", origin: "null" }],
    ["a sandboxed frame", { origin: "null", parentOrigin: "https://headway.co" }],
    ["a frame of srcdoc", { protocol: "about:", parentOrigin: "https://headway.co" }],
  ])("changes nothing in %s", (_name, place) => {
    const { window } = createFakeWindow(place);
    const before = Object.getOwnPropertyDescriptors(window.CredentialsContainer.prototype);
    startShim({ window, channelName: "scene" });
    expect(Object.getOwnPropertyDescriptors(window.CredentialsContainer.prototype)).toEqual(before);
  });
});

describe("calls that are the browser's", () => {
  it.each([
    ["no options", undefined],
    ["no publicKey", {}],
    ["a password", { password: true }],
    ["silent mediation", { publicKey: request(), mediation: "silent" }],
    ["options that are no object", 7],
  ])("go there with the same arguments: %s", async (_name, options) => {
    const { container, nativeCalls, bridge } = scene();
    expect(await container.get(options)).toBe(NATIVE_RESULT);
    expect(nativeCalls).toEqual([{ self: container, options }]);
    expect(nativeCalls[0]?.options).toBe(options);
    expect(bridge.unread()).toBe(0);
  });

  it("go there when publicKey comes with another kind of credential", async () => {
    const { container, nativeCalls, bridge } = scene();
    const options = { publicKey: request(), password: true };
    expect(await container.get(options)).toBe(NATIVE_RESULT);
    expect(nativeCalls[0]?.options).toBe(options);
    expect(bridge.unread()).toBe(0);
  });

  it("go there when nobody is at the other end of the port", async () => {
    const { window, container, nativeCalls } = createFakeWindow();
    startShim({ window, channelName: "scene" });
    const options = { publicKey: request() };
    expect(await container.get(options)).toBe(NATIVE_RESULT);
    expect(nativeCalls[0]?.options).toBe(options);
  });

  it("go there when the document is hidden or without focus", async () => {
    const { container, document, nativeCalls } = scene();
    document.focused = false;
    expect(await container.get({ publicKey: request() })).toBe(NATIVE_RESULT);
    document.focused = true;
    document.visibilityState = "hidden";
    expect(await container.get({ publicKey: request() })).toBe(NATIVE_RESULT);
    expect(nativeCalls).toHaveLength(2);
  });

  it("go there when the document's Permissions Policy forbids the call", async () => {
    const { window, container, nativeCalls, document } = createFakeWindow();
    const allowed = new Set(["publickey-credentials-get"]);
    const featurePolicy = { allowsFeature: (name: string) => allowed.has(name) };
    Object.assign(document, { featurePolicy });
    const bridge = createFakeBridge(window.document, "scene");
    startShim({ window, channelName: "scene" });
    expect(await container.create({ publicKey: creation() })).toBe(NATIVE_RESULT);
    expect(nativeCalls).toHaveLength(1);
    const result = container.get({ publicKey: request() });
    const { id } = await bridge.next();
    bridge.answer({ type: "outcome", id, outcome: { kind: "asserted", response: ASSERTION } });
    expect(await result).toBeInstanceOf(window.PublicKeyCredential);
    bridge.close();
  });

  it("go there when the browser has a reason of its own to refuse", async () => {
    const one = scene();
    one.refusal = new DOMException("no", "SecurityError");
    await expect(one.container.get({ publicKey: request() })).rejects.toBe(one.refusal);
    expect(one.bridge.unread()).toBe(0);
  });

  it("go there when the message would be too long for the port", async () => {
    const { container, nativeCalls, bridge } = scene();
    const options = { publicKey: request({ challenge: new Uint8Array(200_000) }) };
    expect(await container.get(options)).toBe(NATIVE_RESULT);
    expect(nativeCalls[0]?.options).toBe(options);
    expect(bridge.unread()).toBe(0);
  });

  it("go there with a user handle that the browser refuses in its own words", async () => {
    const { container, nativeCalls } = scene();
    for (const id of [new Uint8Array(0), new Uint8Array(65)]) {
      await container.create({
        publicKey: creation({ user: { id, name: "n", displayName: "d" } }),
      });
    }
    expect(nativeCalls).toHaveLength(2);
  });

  it("go there with the original signal when the worker says native", async () => {
    const one = scene();
    const options = { publicKey: creation(), signal: new AbortController().signal };
    const result = one.container.create(options);
    await answerNext(one, { kind: "native" });
    expect(await result).toBe(NATIVE_RESULT);
    expect(one.nativeCalls).toEqual([{ self: one.container, options }]);
    expect(one.nativeCalls[0]?.options).toBe(options);
  });
});

describe("a list that can be gone through once", () => {
  it("is given to the browser whole, with the page's own signal, when it is to answer", async () => {
    const one = scene();
    const { signal } = new AbortController();
    function* allowed() {
      yield { type: "public-key", id: new Uint8Array([1, 2]), transports: ["usb"] };
      yield { type: "public-key", id: new Uint8Array([3]) };
    }
    const result = one.container.get({
      publicKey: request({ allowCredentials: allowed() }),
      signal,
    });
    const { call } = await answerNext(one, { kind: "native" });
    expect(await result).toBe(NATIVE_RESULT);
    expect(
      (call.options as unknown as { allowCredentials: object[] }).allowCredentials,
    ).toHaveLength(2);
    const given = one.nativeCalls[0]?.options as {
      publicKey: { allowCredentials: Iterable<{ id: Uint8Array; transports?: Iterable<string> }> };
      signal: AbortSignal;
    };
    expect(given.signal).toBe(signal);
    const list = [...given.publicKey.allowCredentials];
    expect(list.map(({ id }) => [...id])).toEqual([[1, 2], [3]]);
    expect([...(list[0]?.transports ?? [])]).toEqual(["usb"]);
  });
});

describe("the options", () => {
  it("reach the bridge as plain data, converted once", async () => {
    const one = scene();
    const result = one.container.create({
      publicKey: creation({
        timeout: "60000",
        pubKeyCredParams: new Set([
          { type: "public-key", alg: "-7" },
          { type: "unknown", alg: 4294967289 },
        ]),
        excludeCredentials: [
          { type: "public-key", id: new DataView(new Uint8Array([7, 1, 2, 7]).buffer, 1, 2) },
          { type: "x", id: new Uint8Array([7, 1, 2, 7]).subarray(1, 3), transports: ["usb", 5] },
        ],
        authenticatorSelection: {
          residentKey: "required",
          requireResidentKey: 1,
          userVerification: null,
        },
        hints: ["client-device"],
        attestation: "weird",
        attestationFormats: ["packed"],
        extensions: {
          credProps: "yes",
          prf: { eval: { first: new Uint8Array([1]), second: new Uint8Array([2]).buffer } },
          largeBlob: { support: "preferred" },
          credBlob: new Uint8Array([3]),
          unheardOf: 1,
        },
        somethingElse: "ignored",
      }),
    });
    const { call } = await answerNext(one, { kind: "native" });
    await result;
    expect(call).toEqual({
      kind: "create",
      mediation: "modal",
      options: {
        rp: { name: "Headway", id: "headway.co" },
        user: { id: "AQID", name: "pat@example.com", displayName: "Pat" },
        challenge: "-_8",
        pubKeyCredParams: [
          { type: "public-key", alg: -7 },
          { type: "unknown", alg: -7 },
        ],
        timeout: 60000,
        excludeCredentials: [
          { type: "public-key", id: "AQI" },
          { type: "x", id: "AQI", transports: ["usb", "5"] },
        ],
        authenticatorSelection: {
          residentKey: "required",
          requireResidentKey: true,
          userVerification: "null",
        },
        hints: ["client-device"],
        attestation: "weird",
        extensions: {
          credProps: true,
          prf: { eval: { first: "AQ", second: "Ag" } },
          largeBlob: { support: "preferred" },
          credBlob: "Aw",
        },
      },
    });
  });

  it("are read at most once, whatever they answer the second time", async () => {
    const one = scene();
    const reads = new Map<string, number>();
    const counting = (target: object, path: string): object =>
      new Proxy(target, {
        get(object, key): unknown {
          const value: unknown = Reflect.get(object, key);
          if (typeof key === "symbol") return value;
          const name = `${path}.${key}`;
          reads.set(name, (reads.get(name) ?? 0) + 1);
          const isPlain = value !== null && typeof value === "object" && !ArrayBuffer.isView(value);
          if (!isPlain || value instanceof ArrayBuffer || Array.isArray(value)) return value;
          return counting(value, name);
        },
      });
    const result = one.container.create(counting({ publicKey: creation() }, ""));
    await answerNext(one, { kind: "created", response: REGISTRATION });
    await result;
    expect(reads.get(".publicKey.challenge")).toBe(1);
    expect(reads.get(".publicKey.user.id")).toBe(1);
    expect(Math.max(...reads.values())).toBe(1);
  });

  it("of prf by credential are read as a record is: own, enumerable, each once and in order", async () => {
    const one = scene();
    const reads: string[] = [];
    const evalByCredential = new Proxy(
      Object.defineProperties(
        {},
        {
          b: { enumerable: true, value: { first: new Uint8Array([2]) } },
          hidden: { enumerable: false, value: 1 },
          a: { enumerable: true, value: { first: new Uint8Array([1]), second: new Uint8Array(0) } },
        },
      ),
      {
        ownKeys: (target) => {
          reads.push("keys");
          return Reflect.ownKeys(target);
        },
        get: (target, key) => {
          reads.push(String(key));
          return Reflect.get(target, key) as unknown;
        },
      },
    );
    const extensions = { prf: { evalByCredential }, largeBlob: { write: new Uint8Array([7]) } };
    const result = one.container.get({ publicKey: request({ extensions }) });
    const { call } = await answerNext(one, { kind: "asserted", response: ASSERTION });
    await result;
    expect(call.options.extensions).toEqual({
      largeBlob: { write: "Bw" },
      prf: { evalByCredential: { b: { first: "Ag" }, a: { first: "AQ", second: "" } } },
    });
    expect(reads).toEqual(["keys", "b", "a"]);
  });

  it.each([
    ["no bytes", { a: { first: 1 } }, "native: first"],
    ["no values", { a: {} }, "native: first"],
    ["a symbol for a key", { [Symbol("k")]: {} }, "native: evalByCredential"],
    ["no record", 7, "native: evalByCredential"],
    ["null", null, "native: evalByCredential"],
  ])("of prf with %s are refused by the browser", async (_name, evalByCredential, message) => {
    const { container, bridge } = scene();
    const extensions = { prf: { evalByCredential } };
    await expect(container.get({ publicKey: request({ extensions }) })).rejects.toThrow(message);
    expect(bridge.unread()).toBe(0);
  });

  it("with null for an extension are taken for empty ones", async () => {
    const one = scene();
    const extensions = { prf: null, largeBlob: null };
    const result = one.container.get({ publicKey: request({ extensions }) });
    const { call } = await answerNext(one, { kind: "native" });
    await result;
    expect(call.options.extensions).toEqual({ prf: {}, largeBlob: {} });
  });

  it("are copied before the page can change a buffer", async () => {
    const one = scene();
    const challenge = new Uint8Array([1, 2, 3]);
    const result = one.container.get({ publicKey: request({ challenge }) });
    challenge.fill(9);
    const { call } = await answerNext(one, { kind: "native" });
    await result;
    expect(call.options.challenge).toBe("AQID");
  });

  describe("whose buffers hold nothing any more", () => {
    const detached = (): ArrayBuffer => {
      const buffer = new Uint8Array([1, 2, 3, 4]).buffer;
      structuredClone(buffer, { transfer: [buffer] });
      return buffer;
    };
    const viewed = (make: (buffer: ArrayBuffer) => ArrayBufferView): ArrayBufferView => {
      const buffer = new Uint8Array([1, 2, 3, 4]).buffer;
      const view = make(buffer);
      structuredClone(buffer, { transfer: [buffer] });
      return view;
    };
    const shrunk = (make: (buffer: ArrayBuffer) => ArrayBufferView): ArrayBufferView => {
      const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
      const view = make(buffer);
      buffer.resize(2);
      return view;
    };

    it.each([
      ["a detached buffer", detached()],
      ["an array of a detached buffer", viewed((buffer) => new Uint8Array(buffer, 1, 2))],
      ["a DataView of a detached buffer", viewed((buffer) => new DataView(buffer, 1, 2))],
      ["an array beyond the end", shrunk((buffer) => new Uint16Array(buffer, 4, 2))],
      ["an array that follows the end", shrunk((buffer) => new Uint8Array(buffer, 4))],
      ["a DataView beyond the end", shrunk((buffer) => new DataView(buffer, 4, 2))],
      ["a DataView that follows the end", shrunk((buffer) => new DataView(buffer, 4))],
    ])("have these copied as empty: %s", async (_name, bytes) => {
      const publicKey = request({
        challenge: bytes,
        allowCredentials: [{ type: "public-key", id: bytes }],
      });
      const expected = { challenge: "", allowCredentials: [{ type: "public-key", id: "" }] };
      const one = scene();
      const modal = one.container.get({ publicKey });
      const { call } = await answerNext(one, { kind: "asserted", response: ASSERTION });
      expect(call.options).toEqual(expected);
      expect(await modal).toBeInstanceOf(one.window.PublicKeyCredential);
      const conditional = one.container.get({ publicKey, mediation: "conditional" });
      const second = await answerNext(one, { kind: "asserted", response: ASSERTION });
      expect(second.call.options).toEqual(expected);
      expect(await conditional).toBeInstanceOf(one.window.PublicKeyCredential);
    });

    it("are the browser's with such a user handle", async () => {
      const { container, nativeCalls, bridge } = scene();
      const user = { id: detached(), name: "n", displayName: "d" };
      expect(await container.create({ publicKey: creation({ user }) })).toBe(NATIVE_RESULT);
      expect(nativeCalls).toHaveLength(1);
      expect(bridge.unread()).toBe(0);
    });
  });

  it("keep lists that were given empty", async () => {
    const one = scene();
    const result = one.container.get({
      publicKey: request({ allowCredentials: [], rpId: "headway.co" }),
    });
    const { call } = await answerNext(one, { kind: "native" });
    await result;
    expect(call.options).toEqual({ challenge: "CQ", allowCredentials: [], rpId: "headway.co" });
  });

  it.each([
    ["challenge", { challenge: "text" }],
    ["rp.name", { rp: {} }],
    ["user.displayName", { user: { id: new Uint8Array(1), name: "n" } }],
    ["alg", { pubKeyCredParams: [{ type: "public-key", alg: Symbol("a") }] }],
    ["user.name", { user: { id: new Uint8Array(1), name: Symbol("n"), displayName: "d" } }],
    ["descriptor.id", { excludeCredentials: [{ type: "public-key", id: 1 }] }],
  ])("that are wrong end in the browser's own TypeError: %s", async (member, more) => {
    const { container, nativeCalls, bridge } = scene();
    await expect(container.create({ publicKey: creation(more) })).rejects.toThrow(
      new TypeError(`native: ${member}`),
    );
    expect(nativeCalls).toEqual([]);
    expect(bridge.unread()).toBe(0);
  });

  it("that throw while they are read end in what they threw, never synchronously", async () => {
    const { container } = scene();
    const options = {
      get publicKey(): never {
        throw new RangeError("the page's");
      },
    };
    const result = container.get(options);
    await expect(result).rejects.toThrow(new RangeError("the page's"));
    const deep = { publicKey: request() };
    Object.defineProperty(deep.publicKey, "timeout", {
      get: () => {
        throw new RangeError("deep");
      },
    });
    await expect(container.get(deep)).rejects.toThrow(new RangeError("deep"));
  });
});

describe("the abort signal", () => {
  it("that is aborted rejects with its reason and asks nobody", async () => {
    const { container, nativeCalls, bridge } = scene();
    const reason = { why: "mine" };
    const options = { publicKey: request(), signal: AbortSignal.abort(reason) };
    await expect(container.get(options)).rejects.toBe(reason);
    expect(nativeCalls).toEqual([]);
    expect(bridge.unread()).toBe(0);
  });

  it("yields to wrong options", async () => {
    const { container } = scene();
    const options = { publicKey: request({ challenge: 1 }), signal: AbortSignal.abort() };
    await expect(container.get(options)).rejects.toThrow("native: challenge");
  });

  it("that is none is refused by the browser", async () => {
    const { container } = scene();
    for (const signal of [{}, null, "x"]) {
      await expect(container.get({ publicKey: request(), signal })).rejects.toThrow(
        "native: signal",
      );
    }
  });

  it("rejects a running call with its reason and tells the bridge", async () => {
    const one = scene();
    const controller = new AbortController();
    const result = one.container.get({ publicKey: request(), signal: controller.signal });
    const call = await one.bridge.next();
    controller.abort("stop");
    await expect(result).rejects.toBe("stop");
    expect(await one.bridge.next()).toEqual({ type: "abort", id: call.id });
    one.bridge.answer({ type: "outcome", id: call.id, outcome: { kind: "native" } });
    const other = one.container.get({ publicKey: request() });
    await answerNext(one, { kind: "native" });
    await other;
    expect(one.nativeCalls).toHaveLength(1);
  });

  it("is not believed when the page only dispatches the event", async () => {
    const one = scene();
    const { signal } = new AbortController();
    const result = one.container.get({ publicKey: request(), signal });
    const { id } = await one.bridge.next();
    signal.dispatchEvent(new Event("abort"));
    one.bridge.answer({ type: "outcome", id, outcome: { kind: "asserted", response: ASSERTION } });
    expect(await result).toBeInstanceOf(one.window.PublicKeyCredential);
  });
});

describe("the outcome", () => {
  it("created becomes a credential of the page", async () => {
    const one = scene();
    const result = one.container.create({ publicKey: creation() });
    await answerNext(one, { kind: "created", response: REGISTRATION });
    expect(JSON.parse(JSON.stringify(await result))).toEqual(REGISTRATION);
    expect(one.nativeCalls).toEqual([]);
  });

  it.each([
    "NotAllowedError",
    "InvalidStateError",
    "NotSupportedError",
    "SecurityError",
    "ConstraintError",
    "SyntaxError",
    "UnknownError",
  ] as const)("%s becomes a DOMException of the page with a constant message", async (name) => {
    const one = scene();
    const messages = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const result = one.container.create({ publicKey: creation() }) as Promise<unknown>;
      const caught = result.catch((error: unknown) => error);
      await answerNext(one, { kind: "error", name });
      const error = await caught;
      expect(error).toBeInstanceOf(one.window.DOMException);
      expect(error).toMatchObject({ name });
      messages.add((error as DOMException).message);
    }
    expect(messages.size).toBe(1);
  });

  it("that cannot be read becomes an UnknownError", async () => {
    const one = scene();
    const result = one.container.get({ publicKey: request() });
    await answerNext(one, { kind: "asserted", response: { ...ASSERTION, rawId: "!" } });
    await expect(result).rejects.toMatchObject({ name: "UnknownError" });
  });

  it("counts once, and only for its own call", async () => {
    const one = scene();
    const result = one.container.get({ publicKey: request() });
    const { id } = await one.bridge.next();
    one.bridge.answer({ type: "outcome", id: id + 1, outcome: { kind: "native" } });
    one.bridge.answer({ type: "outcome", id, outcome: { kind: "asserted", response: ASSERTION } });
    one.bridge.answer({ type: "outcome", id, outcome: { kind: "native" } });
    expect(await result).toBeInstanceOf(one.window.PublicKeyCredential);
    const later = one.container.get({ publicKey: request() });
    await answerNext(one, { kind: "native" });
    await later;
    expect(one.nativeCalls).toHaveLength(1);
  });
});

describe("a bridge that took the port and is gone", () => {
  it("leaves a call to the browser after a second, and every later one at once", async () => {
    const one = scene(false);
    const options = { publicKey: request() };
    const result = one.container.get(options);
    const { id } = await one.bridge.next();
    one.pass(999);
    expect(one.nativeCalls).toEqual([]);
    one.pass(1);
    expect(await result).toBe(NATIVE_RESULT);
    expect(one.nativeCalls[0]?.options).toBe(options);
    expect(await one.bridge.next()).toEqual({ type: "abort", id });
    expect(await one.container.create({ publicKey: creation() })).toBe(NATIVE_RESULT);
    expect(
      await one.window.PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable(),
    ).toBe(false);
    expect(one.bridge.unread()).toBe(0);
  });

  it("is not believed any more when it answers late", async () => {
    const one = scene(false);
    const result = one.container.get({ publicKey: request() });
    const { id } = await one.bridge.next();
    one.pass(1000);
    one.bridge.answer({ type: "outcome", id, outcome: { kind: "asserted", response: ASSERTION } });
    expect(await result).toBe(NATIVE_RESULT);
  });

  it("does not keep the question for a vault waiting longer than a second", async () => {
    const one = scene(false);
    const answer = one.window.PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
    await one.bridge.next();
    one.pass(1000);
    expect(await answer).toBe(false);
  });

  it("does not change what an aborted call is", async () => {
    const one = scene(false);
    const controller = new AbortController();
    const result = one.container.get({ publicKey: request(), signal: controller.signal });
    await one.bridge.next();
    controller.abort("stop");
    await expect(result).rejects.toBe("stop");
    one.pass(2000);
    expect(one.nativeCalls).toEqual([]);
    expect(await one.container.get({ publicKey: request() })).toBe(NATIVE_RESULT);
  });

  it("is told from one that heard and lets the person decide", async () => {
    const one = scene();
    const result = one.container.get({ publicKey: request() });
    const { id } = await one.bridge.next();
    // What the bridge heard has arrived once a later answer has.
    const question = one.window.PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
    const { id: other } = await one.bridge.next();
    one.bridge.answer({ type: "has-vault", id: other, value: true });
    await question;
    for (let i = 0; i < 60; i++) {
      one.pass(5000);
      const ping = await one.bridge.next();
      expect(ping.type).toBe("ping");
      await one.heard();
    }
    expect(one.nativeCalls).toEqual([]);
    one.bridge.answer({ type: "outcome", id, outcome: { kind: "asserted", response: ASSERTION } });
    expect(await result).toBeInstanceOf(one.window.PublicKeyCredential);
  });

  it("leaves a call to the browser when it goes while the person decides", async () => {
    const one = scene();
    const options = { publicKey: request() };
    const result = one.container.get(options);
    const { id } = await one.bridge.next();
    await one.heard();
    one.bridge.fallSilent();
    one.pass(5000);
    expect((await one.bridge.next()).type).toBe("ping");
    one.pass(999);
    expect(one.nativeCalls).toEqual([]);
    one.pass(1);
    expect(await result).toBe(NATIVE_RESULT);
    expect(one.nativeCalls[0]?.options).toBe(options);
    expect(await one.bridge.next()).toEqual({ type: "abort", id });
    one.pass(60_000);
    expect(one.bridge.unread()).toBe(0);
  });
});
