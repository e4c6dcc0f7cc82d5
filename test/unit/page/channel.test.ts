import { afterEach, describe, expect, it } from "vitest";
import { offerPort, takePort } from "../../../lib/page/channel.ts";
import { createFakeWindow } from "./fake-window.ts";

const NAME = "channel-under-test";
const ports: MessagePort[] = [];

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

function offer(window: Window & typeof globalThis): ReturnType<typeof offerPort> {
  const offered = offerPort(window, NAME);
  ports.push(offered.port);
  return offered;
}

/** A window whose document notes every listener that stays. */
function watched(): { window: Window & typeof globalThis; listeners: Set<string> } {
  const { window, document } = createFakeWindow();
  const listeners = new Set<string>();
  const noting = new Proxy(document, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]): unknown => {
        if (name === "addEventListener") listeners.add(String(args[0]));
        if (name === "removeEventListener") listeners.delete(String(args[0]));
        return Reflect.apply(value, target, args) as unknown;
      };
    },
  });
  return { window: Object.assign(window, { document: noting as unknown as Document }), listeners };
}

function received(port: MessagePort): Promise<unknown> {
  return new Promise((resolve) => {
    port.addEventListener("message", (event: MessageEvent<unknown>) => {
      resolve(event.data);
    });
    port.start();
  });
}

describe("the private channel", () => {
  it.each(["bridge first", "shim first"])(
    "is made whichever side starts first: %s",
    async (order) => {
      const { window, listeners } = watched();
      const taken: MessagePort[] = [];
      const take = (): void => {
        takePort(window.document, NAME, (port) => taken.push(port));
      };
      if (order === "bridge first") take();
      const offered = offer(window);
      expect(offered.isTaken()).toBe(order === "bridge first");
      if (order === "shim first") take();
      expect(offered.isTaken()).toBe(true);
      expect(taken).toHaveLength(1);
      const message = received(offered.port);
      taken[0]?.postMessage("hello");
      expect(await message).toBe("hello");
      expect([...listeners]).toEqual([]);
    },
  );

  it("takes the first offer and no later one", () => {
    const { window } = createFakeWindow();
    const taken: MessagePort[] = [];
    takePort(window.document, NAME, (port) => taken.push(port));
    const first = offer(window);
    for (let i = 0; i < 100; i++) {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      const hello = new MessageEvent(NAME, { ports: [port2], cancelable: true });
      expect(window.document.dispatchEvent(hello)).toBe(true);
    }
    expect(first.isTaken()).toBe(true);
    expect(taken).toHaveLength(1);
  });

  it("ignores an event of its name that brings no port", () => {
    const { window } = createFakeWindow();
    const taken: MessagePort[] = [];
    takePort(window.document, NAME, (port) => taken.push(port));
    window.document.dispatchEvent(new MessageEvent(NAME, { data: { port: 1 } }));
    window.document.dispatchEvent(new MessageEvent(NAME));
    expect(taken).toEqual([]);
    expect(offer(window).isTaken()).toBe(true);
  });

  it("is not told by the events to a listener that comes later", () => {
    const { window } = createFakeWindow();
    takePort(window.document, NAME, () => {});
    const seen: string[] = [];
    window.document.addEventListener(NAME, (event) => seen.push(event.type));
    offer(window);
    expect(seen).toEqual([]);
  });
});
