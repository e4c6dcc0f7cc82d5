// The page's end of the private port: sends the shim's messages as JSON text and hands each answer to
// the one call that waits for it. An answer with an unknown or used id is dropped.

import type { BridgeMessage, CeremonyOutcome, ShimMessage } from "../rpc/ceremony-messages.ts";
import { bare, isObject, type Natives, type PageWindow } from "./capture.ts";
import { offerPort } from "./channel.ts";
import { MAX_MESSAGE_LENGTH } from "./limits.ts";

export type ShimLink = {
  /** False while nobody listens at the other end. */
  readonly isOpen: () => boolean;
  readonly nextId: () => number;
  /** False if the message is too long to be sent, or nothing can be sent any more. */
  readonly send: (message: ShimMessage) => boolean;
  readonly awaitOutcome: (id: number, onOutcome: (outcome: CeremonyOutcome) => void) => void;
  readonly awaitHasVault: (id: number, onValue: (value: boolean) => void) => void;
  /** The call no longer waits: a late answer to it is dropped. */
  readonly forget: (id: number) => void;
};

export function openShimLink(window: PageWindow, natives: Natives, channelName: string): ShimLink {
  const waiting = bare(natives) as Record<number, (message: BridgeMessage) => void>;
  const { port, isTaken } = offerPort(window, channelName);
  let lastId = 0;

  natives.addEventListener(port, [
    "message",
    (event: Event): void => {
      const message = natives.parseJson(natives.messageData(event) as string);
      if (!isObject(message)) return;
      const { id } = message as BridgeMessage;
      const settle = waiting[id];
      delete waiting[id];
      settle?.(message as BridgeMessage);
    },
  ]);
  port.start();

  return {
    isOpen: isTaken,
    nextId: () => ++lastId,
    send(message) {
      const text = natives.stringifyJson(withoutPrototype(natives, message));
      if (text.length > MAX_MESSAGE_LENGTH) return false;
      natives.postMessage(port, [text]);
      return true;
    },
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
  };
}

/** The message's own two levels made bare; the options inside are already. */
function withoutPrototype(natives: Natives, message: ShimMessage): object {
  const copy = bare(natives);
  copy["type"] = message.type;
  copy["id"] = message.id;
  if (message.type === "call") {
    const call = bare(natives);
    call["kind"] = message.call.kind;
    call["options"] = message.call.options;
    copy["call"] = call;
  }
  return copy;
}
