import { describe, expect, it } from "vitest";
import type { NativeWait } from "./fake-window.ts";
import type { ShimScene } from "./fake-bridge.ts";
import { NATIVE_RESULT } from "./fake-window.ts";
import { ASSERTION, REGISTRATION } from "./responses.ts";
import { answerNext, creation, request, useScenes } from "./scenes.ts";

const scene = useScenes();
const asserted = { kind: "asserted", response: ASSERTION } as const;
const refused = { kind: "error", name: "NotAllowedError" } as const;

const conditional = (more: object = {}): object => ({
  mediation: "conditional",
  publicKey: request(),
  ...more,
});

function waitOf({ waiting }: ShimScene, index = 0): NativeWait {
  const wait = waiting[index];
  if (wait === undefined) throw new RangeError("nothing waits in the browser");
  return wait;
}

describe("a conditional get", () => {
  it("waits in the browser and in the bridge, of options that were read once", async () => {
    const one = scene();
    const reads: string[] = [];
    const publicKey = new Proxy(request({ rpId: "headway.co" }), {
      get(target, key): unknown {
        reads.push(String(key));
        return Reflect.get(target, key);
      },
    });
    const result = one.container.get(conditional({ publicKey }));
    const message = await one.bridge.next();
    expect(message).toMatchObject({
      type: "call",
      call: {
        kind: "get",
        mediation: "conditional",
        options: { challenge: "CQ", rpId: "headway.co" },
      },
    });
    expect(waitOf(one).challenge).toEqual(new Uint8Array([9]));
    expect(new Set(reads).size).toBe(reads.length);
    one.bridge.answer({ type: "outcome", id: message.id, outcome: asserted });
    expect(await result).toBeInstanceOf(one.window.PublicKeyCredential);
    expect(waitOf(one).isOver).toBe(true);
    expect(one.bridge.unread()).toBe(0);
  });

  it("needs no focus", async () => {
    const one = scene();
    one.document.focused = false;
    const result = one.container.get(conditional());
    await answerNext(one, asserted);
    expect(await result).toBeInstanceOf(one.window.PublicKeyCredential);
  });

  it("is settled by the browser when that answers first, and the bridge is told", async () => {
    for (const isRefused of [false, true]) {
      const one = scene();
      const result = one.container.get(conditional()) as Promise<unknown>;
      const { id } = await one.bridge.next();
      const error = new DOMException("no", "NotAllowedError");
      if (isRefused) {
        waitOf(one).reject(error);
        await expect(result).rejects.toBe(error);
      } else {
        waitOf(one).resolve(NATIVE_RESULT);
        expect(await result).toBe(NATIVE_RESULT);
      }
      expect(await one.bridge.next()).toEqual({ type: "abort", id });
      one.bridge.answer({ type: "outcome", id, outcome: asserted });
      await one.heard();
    }
  });

  it.each([{ kind: "native" } as const, refused])(
    "stays with the browser when the bridge answers %j",
    async (outcome) => {
      const one = scene();
      const result = one.container.get(conditional());
      await answerNext(one, outcome);
      await one.heard();
      waitOf(one).resolve(NATIVE_RESULT);
      expect(await result).toBe(NATIVE_RESULT);
      expect(one.bridge.unread()).toBe(0);
    },
  );

  it("stays with the browser when the bridge is gone", async () => {
    const one = scene(false);
    const result = one.container.get(conditional());
    await one.bridge.next();
    one.pass(1000);
    waitOf(one).resolve(NATIVE_RESULT);
    expect(await result).toBe(NATIVE_RESULT);
  });

  it("is Waykey's alone where the browser has no conditional mediation", async () => {
    const one = scene();
    one.isConditional = false;
    const result = one.container.get(conditional());
    const { id } = await one.bridge.next();
    await one.heard();
    one.bridge.answer({ type: "outcome", id, outcome: asserted });
    expect(await result).toBeInstanceOf(one.window.PublicKeyCredential);
  });

  it("alone is refused when Waykey lets it go", async () => {
    const one = scene();
    one.isConditional = false;
    const result = one.container.get(conditional()) as Promise<unknown>;
    const caught = result.catch((error: unknown) => error);
    const { id } = await one.bridge.next();
    await one.heard();
    one.bridge.answer({ type: "outcome", id, outcome: refused });
    expect(await caught).toMatchObject({ name: "NotAllowedError" });
  });

  it("is rejected with the page's reason when the page aborts it", async () => {
    const one = scene();
    const controller = new AbortController();
    const result = one.container.get(conditional({ signal: controller.signal }));
    const { id } = await one.bridge.next();
    controller.signal.dispatchEvent(new Event("abort"));
    await one.heard();
    expect(waitOf(one).isOver).toBe(false);
    controller.abort("stop");
    await expect(result).rejects.toBe("stop");
    expect(waitOf(one).isOver).toBe(true);
    expect(await one.bridge.next()).toEqual({ type: "abort", id });
  });

  it("is rejected with the page's reason when the page aborts it after the signal was read", async () => {
    const one = scene();
    const controller = new AbortController();
    const { signal } = controller;
    const options = Object.defineProperty(conditional({ signal }), "uiMode", {
      get: () => {
        controller.abort("stop");
      },
    });
    await expect(one.container.get(options)).rejects.toBe("stop");
    await one.heard();
    expect(waitOf(one).isOver).toBe(true);
    expect(one.bridge.unread()).toBe(0);
  });

  it("that is aborted from the start asks nobody", async () => {
    const one = scene();
    const signal = AbortSignal.abort("why");
    await expect(one.container.get(conditional({ signal }))).rejects.toBe("why");
    await one.heard();
    expect(one.waiting).toEqual([]);
  });

  it("with wrong options ends in the browser's own TypeError", async () => {
    const one = scene();
    const publicKey = request({ challenge: 1 });
    await expect(one.container.get(conditional({ publicKey }))).rejects.toThrow(
      new TypeError("native: challenge"),
    );
    await one.heard();
    expect(one.bridge.unread()).toBe(0);
  });

  it("with another kind of credential is the browser's alone", async () => {
    const one = scene();
    const result = one.container.get(conditional({ password: true }));
    await one.heard();
    waitOf(one).resolve(NATIVE_RESULT);
    expect(await result).toBe(NATIVE_RESULT);
  });

  it("makes another call the browser's to judge, as it does without Waykey", async () => {
    const one = scene();
    const first = one.container.get(conditional());
    const { id } = await one.bridge.next();
    for (const options of [conditional(), { publicKey: request() }]) {
      await expect(one.container.get(options)).rejects.toMatchObject({ name: "OperationError" });
    }
    await expect(one.container.create({ publicKey: creation() })).rejects.toMatchObject({
      name: "OperationError",
    });
    await one.heard();
    one.bridge.answer({ type: "outcome", id, outcome: asserted });
    expect(await first).toBeInstanceOf(one.window.PublicKeyCredential);
    const later = one.container.get({ publicKey: request() });
    await answerNext(one, asserted);
    await later;
  });

  it("is replaced by a newer one where the browser does so", async () => {
    const one = scene();
    one.refusesSecond = false;
    const first = one.container.get(conditional()) as Promise<unknown>;
    const caught = first.catch((error: unknown) => error);
    const { id } = await one.bridge.next();
    const second = one.container.get(conditional());
    expect(await caught).toMatchObject({ name: "AbortError" });
    expect(await one.bridge.next()).toEqual({ type: "abort", id });
    await answerNext(one, asserted);
    expect(await second).toBeInstanceOf(one.window.PublicKeyCredential);
  });

  it("is the browser's alone in a frame and in a prerendered document", async () => {
    const framed = scene(true, { parentOrigin: "https://headway.co" });
    const prerendered = scene();
    prerendered.document.isPrerendering = true;
    for (const one of [framed, prerendered]) {
      const result = one.container.get(conditional());
      waitOf(one).resolve(NATIVE_RESULT);
      expect(await result).toBe(NATIVE_RESULT);
      await one.heard();
    }
  });
});

describe("a conditional create", () => {
  it("asks the bridge first and makes no prompt of its own", async () => {
    const one = scene();
    one.document.focused = false;
    const options = { mediation: "conditional", publicKey: creation() };
    const made = one.container.create(options);
    const { call } = await answerNext(one, { kind: "created", response: REGISTRATION });
    expect(call).toMatchObject({ kind: "create", mediation: "conditional" });
    expect(await made).toBeInstanceOf(one.window.PublicKeyCredential);
    expect(one.nativeCalls).toEqual([]);
  });

  it("is the browser's, with the page's own arguments, when it is not granted", async () => {
    const one = scene();
    const options = { mediation: "conditional", publicKey: creation() };
    const made = one.container.create(options);
    await answerNext(one, { kind: "native" });
    expect(await made).toBe(NATIVE_RESULT);
    expect(one.nativeCalls[0]?.options).toBe(options);
  });
});
