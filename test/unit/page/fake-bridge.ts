// The other end of the shim's port, for tests: keeps what the shim says and answers at will.

import { takePort } from "../../../lib/page/channel.ts";
import type { BridgeMessage, ShimMessage } from "../../../lib/rpc/ceremony-messages.ts";
import { startShim } from "../../../lib/page/shim.ts";
import { createFakeWindow, type FakeWindow } from "./fake-window.ts";

export type FakeBridge = {
  /** The next message of the shim that was not handed out yet. */
  readonly next: () => Promise<ShimMessage>;
  readonly unread: () => number;
  readonly answer: (message: BridgeMessage) => void;
  readonly close: () => void;
};

export function createFakeBridge(
  document: Document,
  channelName: string,
  hears = true,
): FakeBridge {
  const messages: ShimMessage[] = [];
  const waiting: ((message: ShimMessage) => void)[] = [];
  let end: MessagePort | null = null;
  takePort(document, channelName, (port) => {
    end = port;
    port.addEventListener("message", (event: MessageEvent<string>) => {
      const message = JSON.parse(event.data) as ShimMessage;
      if (hears) port.postMessage(JSON.stringify({ type: "heard", id: message.id }));
      const waiter = waiting.shift();
      if (waiter === undefined) messages.push(message);
      else waiter(message);
    });
    port.start();
  });
  return {
    next: () =>
      new Promise((resolve) => {
        const message = messages.shift();
        if (message === undefined) waiting.push(resolve);
        else resolve(message);
      }),
    unread: () => messages.length,
    answer: (message) => {
      const port = end;
      port?.postMessage(JSON.stringify(message));
    },
    close: () => {
      end?.close();
    },
  };
}

export type ShimScene = FakeWindow & { readonly bridge: FakeBridge };

/** A fake window with the shim in it and a bridge to answer, which may be deaf. */
export function startScene(hears = true): ShimScene {
  const fake = createFakeWindow();
  const bridge = createFakeBridge(fake.window.document, "scene", hears);
  startShim({ window: fake.window, channelName: "scene" });
  return Object.assign(fake, { bridge });
}
