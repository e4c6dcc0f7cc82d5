// The other end of the shim's port, for tests: keeps what the shim says and answers at will.

import { takePort } from "../../../lib/page/channel.ts";
import type { BridgeMessage, ShimMessage } from "../../../lib/rpc/ceremony-messages.ts";
import { startShim } from "../../../lib/page/shim.ts";
import { createFakeWindow, type FakePlace, type FakeWindow } from "./fake-window.ts";

export type FakeBridge = {
  /** The next message of the shim that was not handed out yet. */
  readonly next: () => Promise<ShimMessage>;
  readonly unread: () => number;
  readonly answer: (message: BridgeMessage) => void;
  /** It hears no more from now on. */
  readonly fallSilent: () => void;
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
  let isHearing = hears;
  takePort(document, channelName, (port) => {
    end = port;
    port.addEventListener("message", (event: MessageEvent<string>) => {
      const message = JSON.parse(event.data) as ShimMessage;
      if (isHearing) port.postMessage(JSON.stringify({ type: "heard", id: message.id }));
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
    fallSilent: () => {
      isHearing = false;
    },
    close: () => {
      end?.close();
    },
  };
}

export type ShimScene = FakeWindow & {
  readonly bridge: FakeBridge;
  /** Resolves when all that the bridge said so far has reached the shim. */
  readonly heard: () => Promise<void>;
};

/**
 * A fake window with the shim in it and a bridge to answer, which may be deaf.
 * @param before what another script does to the window before the shim is there
 */
export function startScene(
  hears = true,
  place: FakePlace = {},
  before: (fake: FakeWindow) => void = () => {},
): ShimScene {
  const fake = createFakeWindow(place);
  before(fake);
  const bridge = createFakeBridge(fake.window.document, "scene", hears);
  startShim({ window: fake.window, channelName: "scene" });
  return Object.assign(fake, {
    bridge,
    heard: async () => {
      bridge.answer({ type: "check", id: 1 });
      const checked = await bridge.next();
      if (checked.type !== "checked") throw new TypeError(`unread: ${JSON.stringify(checked)}`);
    },
  });
}
