// The page's end of the private port: sends the shim's messages as JSON text and hands each answer to
// the one call that waits for it. An answer with an unknown or used id is dropped. A bridge that does
// not say it heard a message is gone (a browser may take it away with its extension): the link is
// closed from then on.

import type {
  BridgeMessage,
  CeremonyOutcome,
  OverrideState,
  ShimMessage,
} from "../rpc/ceremony-messages.ts";
import { bare, isObject, type Natives, type PageWindow } from "./capture.ts";
import { offerPort } from "./channel.ts";
import { BRIDGE_TIMEOUT_MS, MAX_MESSAGE_LENGTH, PING_EVERY_MS } from "./limits.ts";

export type ShimLink = {
  /** False while nobody listens at the other end, or no more. */
  readonly isOpen: () => boolean;
  readonly nextId: () => number;
  /**
   * False if the message is too long to be sent. `onUnheard` is called, after a second, if the bridge
   * did not say it heard; no answer follows then.
   */
  readonly send: (message: ShimMessage, onUnheard: () => void) => boolean;
  readonly awaitOutcome: (id: number, onOutcome: (outcome: CeremonyOutcome) => void) => void;
  readonly awaitHasVault: (id: number, onValue: (value: boolean) => void) => void;
  /** The call no longer waits: a late answer to it is dropped. */
  readonly forget: (id: number) => void;
  /** Makes sure of the bridge every five seconds, until the answer is called or it is gone. */
  readonly keepSure: (onGone: () => void) => () => void;
};

/** @param check what to answer when the bridge asks for the state of the override */
export function openShimLink(
  window: PageWindow,
  natives: Natives,
  channelName: string,
  check: () => OverrideState,
): ShimLink {
  const waiting = bare(natives) as Record<number, (message: BridgeMessage) => void>;
  const { port, isTaken } = offerPort(window, channelName);
  const unheard = bare(natives) as Record<number, () => void>;
  let isGone = false;
  let lastId = 0;

  function post(message: ShimMessage): boolean {
    const text = natives.stringifyJson(withoutPrototype(natives, message));
    if (text.length > MAX_MESSAGE_LENGTH) return false;
    natives.postMessage(port, [text]);
    return true;
  }

  function stopTimer(id: number): void {
    const cancel = unheard[id];
    delete unheard[id];
    cancel?.();
  }

  function send(message: ShimMessage, onUnheard: () => void): boolean {
    if (!post(message)) return false;
    const { id } = message;
    stopTimer(id);
    unheard[id] = afterTwoHalves(natives, BRIDGE_TIMEOUT_MS, () => {
      delete unheard[id];
      delete waiting[id];
      isGone = true;
      // Should it be there after all, it must not go on with what the browser answers now.
      if (message.type === "call") post({ type: "abort", id });
      onUnheard();
    });
    return true;
  }

  natives.addEventListener(port, [
    "message",
    (event: Event): void => {
      const message = natives.parseJson(natives.messageData(event) as string);
      if (!isObject(message)) return;
      const { id, type } = message as BridgeMessage;
      if (type === "check") {
        post({ type: "checked", id, state: check() });
        return;
      }
      stopTimer(id);
      if (type === "heard") return;
      const settle = waiting[id];
      delete waiting[id];
      settle?.(message as BridgeMessage);
    },
  ]);
  natives.startPort(port, []);

  return {
    isOpen: () => !isGone && isTaken(),
    nextId: () => ++lastId,
    send,
    awaitOutcome(id, onOutcome) {
      waiting[id] = (message) => {
        if (message.type === "outcome") onOutcome(message.outcome);
      };
    },
    awaitHasVault(id, onValue) {
      waiting[id] = (message) => {
        if (message.type === "has-vault") onValue(message.value);
      };
    },
    forget(id) {
      delete waiting[id];
    },
    keepSure(onGone) {
      let isOver = false;
      let cancel = natives.after(PING_EVERY_MS, beat);
      function beat(): void {
        cancel = natives.after(PING_EVERY_MS, beat);
        send({ type: "ping", id: ++lastId }, () => {
          if (isOver) return;
          isOver = true;
          cancel();
          onGone();
        });
      }
      return () => {
        isOver = true;
        cancel();
      };
    },
  };
}

/**
 * In two steps, so that a page which kept its thread busy for all that time does not make a late answer
 * of one that waits in the queue.
 */
export function afterTwoHalves(natives: Natives, delayMs: number, task: () => void): () => void {
  let cancel = natives.after(delayMs / 2, () => {
    cancel = natives.after(delayMs / 2, task);
  });
  return () => {
    cancel();
  };
}

/** The message's own levels made bare; the options and signals inside are already. */
function withoutPrototype(natives: Natives, message: ShimMessage): object {
  const copy = bare(natives);
  copy["type"] = message.type;
  copy["id"] = message.id;
  if (message.type === "call") {
    const call = bare(natives);
    call["kind"] = message.call.kind;
    call["mediation"] = message.call.mediation;
    call["options"] = message.call.options;
    copy["call"] = call;
  } else if (message.type === "signal") {
    copy["signal"] = message.signal;
  } else if (message.type === "checked") {
    copy["state"] = message.state;
  }
  return copy;
}
