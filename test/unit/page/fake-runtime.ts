// The extension's runtime and a clock, driven by hand.

import type { After, RuntimePort } from "../../../lib/page/runtime.ts";

export type FakePort = {
  readonly name: string;
  readonly sent: unknown[];
  disconnected: boolean;
  readonly reply: (message: unknown) => void;
  /** The other side goes away. */
  readonly drop: () => void;
};

export type FakeRuntime = {
  readonly ports: FakePort[];
  readonly connect: (name: string) => RuntimePort;
  alive: boolean;
  /** Every further port is dropped as soon as it is opened. */
  failing: boolean;
  readonly after: After;
  /** Lets time pass and runs what is due, in order. */
  readonly pass: (ms: number) => void;
  readonly timers: () => number;
};

export function createFakeRuntime(): FakeRuntime {
  const ports: FakePort[] = [];
  let time = 0;
  let timers: { at: number; task: () => void }[] = [];

  const runtime: FakeRuntime = {
    ports,
    alive: true,
    failing: false,
    connect(name) {
      if (!runtime.alive) throw new Error("Extension context invalidated.");
      const onMessage: ((message: unknown) => void)[] = [];
      const onDisconnect: (() => void)[] = [];
      const port: FakePort = {
        name,
        sent: [],
        disconnected: false,
        reply: (message) => {
          for (const listener of onMessage) listener(message);
        },
        drop: () => {
          for (const listener of onDisconnect) listener();
        },
      };
      ports.push(port);
      const isDead = runtime.failing;
      return {
        postMessage(message) {
          if (isDead) throw new Error("Attempting to use a disconnected port object");
          port.sent.push(message);
        },
        disconnect() {
          port.disconnected = true;
        },
        onMessage: { addListener: (listener) => onMessage.push(listener) },
        onDisconnect: { addListener: (listener) => onDisconnect.push(listener) },
      };
    },
    after(delayMs, task) {
      const timer = { at: time + delayMs, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pass(ms) {
      const end = time + ms;
      for (;;) {
        const [due] = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        time = due.at;
        due.task();
      }
      time = end;
    },
    timers: () => timers.length,
  };
  return runtime;
}
