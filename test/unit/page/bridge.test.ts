import { afterEach, describe, expect, it } from "vitest";
import { startBridge } from "../../../lib/page/bridge.ts";
import { offerPort } from "../../../lib/page/channel.ts";
import { createFakeRuntime } from "./fake-runtime.ts";
import { createFakeWindow } from "./fake-window.ts";

const open: MessagePort[] = [];

afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function start(place: Parameters<typeof createFakeWindow>[0] = {}, vault: unknown = true) {
  const { window } = createFakeWindow(place);
  const runtime = createFakeRuntime();
  const asked: unknown[] = [];
  startBridge({
    window,
    channelName: "bridge",
    build: "b1",
    connect: runtime.connect,
    sendMessage: (message) => {
      asked.push(message);
      return vault instanceof Error ? Promise.reject(vault) : Promise.resolve(vault);
    },
    isAlive: () => runtime.alive,
    after: runtime.after,
    now: runtime.now,
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
  call: { kind: "get", options: { challenge: "AA" } },
});
const refused = { kind: "error", name: "NotAllowedError" };

describe("the bridge", () => {
  it("relays a call and its outcome", async () => {
    const one = start();
    one.say(call(1));
    await one.settle();
    expect(one.runtime.ports).toHaveLength(1);
    expect(one.runtime.ports[0]?.sent).toEqual([
      { type: "start", build: "b1", call: call(1).call },
    ]);
    one.runtime.ports[0]?.reply({ type: "outcome", outcome: { kind: "native" } });
    await one.settle();
    expect(one.answers).toContainEqual({ type: "outcome", id: 1, outcome: { kind: "native" } });
  });

  it("says of each message that it was heard", async () => {
    const one = start();
    one.say(call(1));
    one.say({ type: "abort", id: 1 });
    one.say({ type: "has-vault", id: 2 });
    one.say("{");
    await one.settle();
    expect(one.heard).toEqual([1, 1, 2, 999_999]);
  });

  it("refuses an older call that the worker had accepted when a newer one comes", async () => {
    const one = start();
    one.say(call(1));
    await one.settle();
    one.runtime.ports[0]?.reply({ type: "accepted", ceremonyId: "c1" });
    one.say(call(2));
    await one.settle();
    expect(one.answers).toContainEqual({ type: "outcome", id: 1, outcome: refused });
  });

  it("hands an older call that nobody accepted to the browser when a newer one comes", async () => {
    const one = start();
    one.say(call(1));
    one.say(call(2));
    await one.settle();
    expect(one.answers[0]).toEqual({ type: "outcome", id: 1, outcome: { kind: "native" } });
    expect(one.runtime.ports[0]?.sent.at(-1)).toEqual({ type: "abort" });
    expect(one.runtime.ports[0]?.disconnected).toBe(true);
    expect(one.runtime.ports[1]?.disconnected).toBe(false);
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

  it("hands a flood to the browser and serves again after a minute", async () => {
    const one = start();
    for (let id = 1; id <= 31; id++) one.say(call(id));
    await one.settle();
    expect(one.runtime.ports).toHaveLength(30);
    expect(one.answers).toContainEqual({ type: "outcome", id: 31, outcome: { kind: "native" } });
    one.runtime.pass(60_000);
    one.say(call(32));
    await one.settle();
    expect(one.runtime.ports).toHaveLength(31);
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
    expect(one.answers[0]).toEqual({ type: "has-vault", id: 5, value });
  });

  it.each([
    { protocol: "http:" },
    { origin: "null" },
    { isSecureContext: false },
    { parentOrigin: "https://evil.test" },
  ])("takes no port in %j", (place) => {
    expect(start(place).isTaken()).toBe(false);
  });

  it("answers no request of the worker outside Headway's pages", () => {
    const { window } = createFakeWindow({ origin: "https://evilheadway.co" });
    const runtime = createFakeRuntime();
    const { onRequest } = startBridge({
      window,
      channelName: "bridge",
      build: "b1",
      connect: runtime.connect,
      sendMessage: () => Promise.resolve(false),
      isAlive: () => true,
      after: runtime.after,
      now: runtime.now,
    });
    expect(onRequest({ type: "inspect" })).toBeNull();
  });
});
