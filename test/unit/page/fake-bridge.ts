// The other end of the shim's port, for tests: keeps what the shim says and answers at will.

import { parseShimMessage } from "../../../lib/page/ceremony-parsers.ts";
import { takePort } from "../../../lib/page/channel.ts";
import { withOurs } from "../../../lib/page/our-capabilities.ts";
import { shimOutcome } from "../../../lib/page/shim-outcome.ts";
import type {
  BridgeMessage,
  Capabilities,
  CeremonyOutcome,
  ShimMessage,
} from "../../../lib/rpc/ceremony-messages.ts";
import { startShim } from "../../../lib/page/shim.ts";
import { createFakeWindow, type FakePlace, type FakeWindow } from "./fake-window.ts";

/** What a test has the bridge answer: in the words of the worker, which the bridge's own modules put into the shim's. */
export type FakeAnswer =
  | Exclude<BridgeMessage, { type: "outcome" | "has-vault" }>
  | { readonly type: "outcome"; readonly id: number; readonly outcome: CeremonyOutcome }
  | { readonly type: "has-vault"; readonly id: number; readonly value: boolean };

export type FakeBridge = {
  /** The next message of the shim that was not handed out yet. */
  readonly next: () => Promise<ShimMessage>;
  readonly unread: () => number;
  readonly answer: (message: FakeAnswer) => void;
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
  const asked = new Map<number, Capabilities | null>();
  let end: MessagePort | null = null;
  let isHearing = hears;
  takePort(document, channelName, (port) => {
    end = port;
    port.addEventListener("message", (event: MessageEvent<string>) => {
      const message = parseShimMessage(event.data);
      if (message === null) throw new TypeError(`no message: ${event.data}`);
      if (message.type === "has-vault") asked.set(message.id, message.capabilities);
      if (isHearing) port.postMessage(JSON.stringify({ type: "heard", id: message.id }));
      // As the real one does with what is not whole.
      if (message.type === "signal" && message.signal === null) return;
      if (message.type === "call" && message.call === null) {
        const outcome = { kind: "native" };
        port.postMessage(JSON.stringify({ type: "outcome", id: message.id, outcome }));
        return;
      }
      const waiter = waiting.shift();
      if (waiter === undefined) messages.push(message);
      else waiter(message);
    });
    port.start();
  });
  function wordsOf(message: FakeAnswer): BridgeMessage {
    if (message.type === "outcome") return { ...message, outcome: shimOutcome(message.outcome) };
    if (message.type !== "has-vault") return message;
    const own = asked.get(message.id) ?? null;
    return { ...message, capabilities: own === null ? null : withOurs(own, true) };
  }

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
      port?.postMessage(JSON.stringify(wordsOf(message)));
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
