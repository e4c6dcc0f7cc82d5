import { afterEach, describe, expect, it, vi } from "vitest";
import { startBridge } from "../../../lib/page/bridge.ts";
import { offerPort } from "../../../lib/page/channel.ts";
import { offerReader } from "../../../lib/page/late-reader.ts";
import type { PageReader } from "../../../lib/page/page-reader.ts";
import type { PageRequests } from "../../../lib/page/page-requests.ts";
import { ERROR_MESSAGES } from "../../../lib/page/error-messages.ts";
import { createFakeRuntime } from "./fake-runtime.ts";
import { createFakeWindow, type FakePlace } from "./fake-window.ts";

const open: MessagePort[] = [];

afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function inputFor(
  window: Window & typeof globalThis,
  runtime = createFakeRuntime(),
): Parameters<typeof startBridge>[0] {
  return {
    window,
    world: {},
    channelName: "bridge",
    readerName: "bridge-reader",
    build: "b1",
    connect: runtime.connect,
    sendMessage: () => Promise.resolve(false),
    answerRequests: () => {},
    isAlive: () => runtime.alive,
    head: () => Promise.resolve(null),
    shadowRootOf: (element) => element.shadowRoot,
    after: runtime.after,
  };
}

const reader: PageReader = {
  answer: () => Promise.reject(new Error("unused")),
  wanted: () => null,
};

/** Starts it and has the worker run the reader there, as it does before it asks anything. */
function startAsked(input: Parameters<typeof startBridge>[0]): PageRequests["onRequest"] {
  let ask: PageRequests["onRequest"] | null = null;
  startBridge({ ...input, answerRequests: (onRequest) => (ask = onRequest) });
  expect(ask).toBeNull();
  offerReader(input.world, input.readerName, () => reader);
  if (ask === null) throw new Error("the bridge does not listen to the worker");
  return ask;
}

function start(place: FakePlace = {}, vault: unknown = true) {
  const { window, hide } = createFakeWindow(place);
  const runtime = createFakeRuntime();
  const asked: unknown[] = [];
  const onRequest = startAsked({
    ...inputFor(window, runtime),
    sendMessage: (message) => {
      asked.push(message);
      return vault instanceof Error ? Promise.reject(vault) : Promise.resolve(vault);
    },
  });
  const { port, isTaken } = offerPort(window, "bridge");
  open.push(port);
  const answers: unknown[] = [];
  const heard: number[] = [];
  const waiting: (() => void)[] = [];
  port.addEventListener("message", (event: MessageEvent<string>) => {
    const answer = JSON.parse(event.data) as { type: string; id: number };
    if (answer.type === "heard") {
      heard.push(answer.id);
      return;
    }
    answers.push(answer);
    waiting.shift()?.();
  });
  port.start();
  return {
    runtime,
    asked,
    hide,
    ask: (message: unknown): unknown => onRequest(message),
    answers,
    heard,
    isTaken,
    say: (message: unknown) => {
      port.postMessage(typeof message === "string" ? message : JSON.stringify(message));
    },
    /** Waits until the bridge has worked through everything said so far. */
    async settle(): Promise<void> {
      const before = answers.length;
      const answered = new Promise<void>((resolve) => waiting.push(resolve));
      port.postMessage(JSON.stringify({ type: "has-vault", id: 999_999 }));
      await answered;
      while (!answers.slice(before).some((one) => (one as { id: number }).id === 999_999)) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}

const call = (id: number) => ({
  type: "call",
  id,
  call: { kind: "get", mediation: "modal", options: { challenge: "AA" } },
});
const UNKNOWN = { kind: "unknown-credential", rpId: "headway.co", credentialId: "AQID" };
const refused = { kind: "error", name: "NotAllowedError" };

describe("the bridge", () => {
  it("relays a call and its outcome", async () => {
    const one = start();
    one.say(call(1));
    await one.settle();
    expect(one.runtime.ports).toHaveLength(1);
    expect(one.runtime.ports[0]?.sent).toEqual([
      { type: "start", build: "b1", call: call(1).call, crossOrigin: false },
    ]);
    one.runtime.ports[0]?.reply({ type: "outcome", outcome: { kind: "native" } });
    await one.settle();
    expect(one.answers).toContainEqual({ type: "outcome", id: 1, outcome: { kind: "native" } });
  });

  it("has nothing to do with the worker before something is asked, by the page or the worker", async () => {
    const touched: string[] = [];
    const { window } = createFakeWindow();
    const touch = (name: string) => () => {
      touched.push(name);
      throw new Error("the extension has gone");
    };
    startBridge({
      ...inputFor(window),
      connect: touch("connect"),
      sendMessage: touch("send"),
      answerRequests: touch("listen"),
      isAlive: touch("alive"),
    });
    const { port, isTaken } = offerPort(window, "bridge");
    open.push(port);
    expect([isTaken(), touched]).toEqual([true, []]);
    const answers: unknown[] = [];
    port.addEventListener("message", (event: MessageEvent<string>) => {
      answers.push(JSON.parse(event.data));
    });
    port.start();
    port.postMessage(JSON.stringify(call(1)));
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    expect(answers[1]).toEqual({ type: "outcome", id: 1, outcome: { kind: "native" } });
    expect(touched).toEqual(["listen", "connect"]);
  });

  it("says of each message that it was heard", async () => {
    const one = start();
    one.say(call(1));
    one.say({ type: "abort", id: 1 });
    one.say({ type: "has-vault", id: 2 });
    one.say({ type: "ping", id: 3 });
    one.say({ type: "signal", id: 4, signal: UNKNOWN });
    one.say({ type: "checked", id: 5, state: "in-place" });
    one.say("{");
    await one.settle();
    expect(one.heard).toEqual([1, 1, 2, 3, 4, 999_999]);
  });

  it.each([
    [{}, false],
    [{ parentOrigin: "https://headway.co" }, false],
    [{ parentOrigin: "https://evil.test" }, true],
    [{ parentOrigin: null }, true],
    [{ parentOrigin: "https://headway.co", topOrigin: "https://evil.test" }, true],
    [{ parentOrigin: "https://evil.test", topOrigin: "https://headway.co" }, true],
    [{ ancestorOrigins: ["https://headway.co", "https://headway.co"] }, false],
    [{ ancestorOrigins: ["https://headway.co", "https://evil.test"] }, true],
    [{ ancestorOrigins: ["null"] }, true],
  ])("tells the worker whether a frame above is of another origin: %j, %s", async (place, is) => {
    const one = start(place);
    one.say(call(1));
    await one.settle();
    expect(one.runtime.ports[0]?.sent).toMatchObject([{ type: "start", crossOrigin: is }]);
  });

  it("relays an abort of the running call and of no other", async () => {
    const one = start();
    one.say(call(1));
    one.say({ type: "abort", id: 7 });
    await one.settle();
    expect(one.runtime.ports[0]?.disconnected).toBe(false);
    one.say({ type: "abort", id: 1 });
    await one.settle();
    expect(one.runtime.ports[0]?.sent.at(-1)).toEqual({ type: "abort" });
    expect(one.runtime.ports[0]?.disconnected).toBe(true);
  });

  it("passes on a signal, which wants no answer, also where no worker is", async () => {
    for (const vault of [true, new Error("no worker")]) {
      const one = start({}, vault);
      const { kind, ...values } = UNKNOWN;
      expect(kind).toBe("unknown-credential");
      one.say({ type: "signal", id: 1, signal: { name: "signalUnknownCredential", values } });
      await one.settle();
      expect(one.asked[0]).toEqual({ type: "signal", build: "b1", signal: UNKNOWN });
      expect(one.answers.every((answer) => (answer as { id: number }).id !== 1)).toBe(true);
    }
  });

  it("refuses what is under way when the document is put away, and serves when it is back", async () => {
    const one = start();
    one.say(call(1));
    await one.settle();
    one.runtime.ports[0]?.reply({ type: "accepted", ceremonyId: "c1" });
    one.hide(false);
    expect(one.runtime.ports[0]?.disconnected).toBe(false);
    one.hide(true);
    expect(one.runtime.ports[0]?.disconnected).toBe(true);
    await one.settle();
    expect(one.answers).toContainEqual({
      type: "outcome",
      id: 1,
      outcome: { ...refused, message: ERROR_MESSAGES.NotAllowedError },
    });
    one.say(call(2));
    await one.settle();
    expect(one.runtime.ports).toHaveLength(2);
    expect(one.runtime.ports[1]?.disconnected).toBe(false);
  });

  it("tells its wish again when the worker asks for that", async () => {
    const one = start();
    const wish = { type: "wish", build: "b1", wish: "passkey" };
    const told = () => one.asked.filter((message) => (message as { type: string }).type === "wish");
    one.ask({ type: "repeat-wish" });
    expect(told()).toEqual([]);
    const options = { challenge: "AA" };
    one.say({ type: "call", id: 1, call: { kind: "get", mediation: "conditional", options } });
    await one.settle();
    expect(told()).toEqual([wish]);
    expect(one.ask({ type: "repeat-wish" })).toBeNull();
    expect(told()).toEqual([wish, wish]);
  });

  it("holds a conditional get until the worker asks for it", async () => {
    const one = start();
    const options = { challenge: "AA" };
    one.say({ type: "call", id: 1, call: { kind: "get", mediation: "conditional", options } });
    await one.settle();
    expect(one.runtime.ports).toEqual([]);
    expect(await one.ask({ type: "begin-conditional" })).toEqual({ begun: true });
    expect(one.runtime.ports[0]?.sent).toMatchObject([
      { type: "start", call: { kind: "get", mediation: "conditional", options } },
    ]);
    expect(await one.ask({ type: "begin-conditional" })).toEqual({ begun: false });
  });

  it.each(["not-allowed", "in-place", "replaced", "locked"])(
    "asks the shim for the override: %s",
    async (state) => {
      const one = start();
      const answer = one.ask({ type: "check-override" });
      await one.settle();
      const check = one.answers.find((each) => (each as { type: string }).type === "check");
      one.say({ ...(check as object), type: "checked", state });
      expect(await answer).toEqual({ state });
      expect(one.runtime.timers()).toBe(0);
    },
  );

  it("says of a silent shim after a second, and of none at once, that it cannot be reached", async () => {
    const one = start();
    const answer = one.ask({ type: "check-override" });
    one.runtime.pass(1000);
    expect(await answer).toEqual({ state: "unreachable" });
    const { window } = createFakeWindow();
    const onRequest = startAsked({ ...inputFor(window), after: () => () => {} });
    expect(await onRequest({ type: "check-override" })).toEqual({ state: "unreachable" });
  });

  it("opens nothing for messages that are none", async () => {
    const one = start();
    for (const message of [
      "{",
      "null",
      "[]",
      { type: "call", id: 1 },
      { type: "start" },
      { type: "__proto__", id: 1 },
    ]) {
      one.say(message);
    }
    await one.settle();
    expect(one.runtime.ports).toEqual([]);
  });

  it("never passes on what a message says of its sender", async () => {
    const one = start();
    one.say({ ...call(1), origin: "https://evil.test", frameId: 0 });
    await one.settle();
    expect(JSON.stringify(one.runtime.ports[0]?.sent)).not.toContain("evil.test");
  });

  it.each([
    [true, true],
    [false, false],
    ["true", false],
    [null, false],
    [new Error("no worker"), false],
  ])("asks whether there is a vault, and takes %s for %s", async (vault, value) => {
    const one = start({}, vault);
    one.say({ type: "has-vault", id: 5 });
    await one.settle();
    expect(one.asked[0]).toEqual({ type: "has-vault", build: "b1" });
    expect(one.answers[0]).toEqual({ type: "has-vault", id: 5, value, capabilities: null });
  });

  it("adds what Waykey can do to the browser's capabilities, and only beside a vault", async () => {
    const own = { hybridTransport: false, "extension:appid": true };
    for (const vault of [true, false]) {
      const one = start({}, vault);
      one.say({ type: "has-vault", id: 5, capabilities: own });
      await one.settle();
      const [answer] = one.answers as { value: boolean; capabilities: object }[];
      expect(answer?.value).toBe(vault);
      expect(Object.keys(answer?.capabilities ?? {})).toEqual([
        "conditionalGet",
        "extension:appid",
        "extension:credProps",
        "extension:largeBlob",
        "extension:prf",
        "hybridTransport",
        "passkeyPlatformAuthenticator",
        "userVerifyingPlatformAuthenticator",
      ]);
    }
  });

  it("says that there is none where the worker takes its time", async () => {
    const one = start({}, new Promise<never>(() => undefined));
    one.say({ type: "has-vault", id: 5 });
    await vi.waitFor(() => expect(one.heard).toContain(5));
    one.runtime.pass(1000);
    await vi.waitFor(() => expect(one.answers).toHaveLength(1));
    expect(one.answers).toEqual([{ type: "has-vault", id: 5, value: false, capabilities: null }]);
  });

  it("hears a call that it can't serve, and leaves it to the browser", async () => {
    const one = start();
    one.say({ type: "call", id: 1, call: { kind: "get", mediation: "modal", options: {} } });
    await one.settle();
    expect(one.heard).toContain(1);
    expect(one.answers[0]).toEqual({ type: "outcome", id: 1, outcome: { kind: "native" } });
    expect(one.runtime.ports).toHaveLength(0);
  });

  it.each([
    { protocol: "http:" },
    { origin: "null" },
    { isSecureContext: false },
    { protocol: "about:", parentOrigin: "https://headway.co" },
  ])("takes no port in %j", (place) => {
    expect(start(place).isTaken()).toBe(false);
  });

  it.each([{ origin: "https://evilheadway.co" }, { parentOrigin: "https://headway.co" }])(
    "answers no request of the worker in %j",
    (place) => {
      const { window } = createFakeWindow(place);
      const onRequest = startAsked(inputFor(window));
      expect(onRequest({ type: "inspect" })).toBeNull();
      expect(onRequest({ type: "begin-conditional" })).toBeNull();
    },
  );
});
