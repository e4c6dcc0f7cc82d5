// The page's end of the private port: sends the shim's messages as JSON text and hands each answer to
// the one call that waits for it. An answer with an unknown or used id is dropped. A bridge that does
// not say it heard a message is gone (a browser may take it away with its extension): the link is
// closed from then on.

import type {
  BridgeMessage,
  OverrideState,
  RawSignal,
  ShimMessage,
} from "../rpc/ceremony-messages.ts";
import {
  addEventListener,
  bare,
  messageData,
  type PageWindow,
  parseJson,
  postMessage,
  setPrototypeOf,
  startPort,
  stringifyJson,
  takeMethod,
} from "./capture.ts";
import { offerPort } from "./channel.ts";
import { BRIDGE_TIMEOUT_MS, MAX_MESSAGE_LENGTH, PING_EVERY_MS } from "./limits.ts";

/** Of a call the outcome, of the question for a vault the value; the bridge gives each what it asked for. */
export type AnswerTo = {
  readonly call: Extract<BridgeMessage, { type: "outcome" }>;
  readonly "has-vault": Extract<BridgeMessage, { type: "has-vault" }>;
};

/** A message as it is sent, before the bridge has parsed it. */
type Sent =
  | Exclude<ShimMessage, { type: "signal" }>
  | { readonly type: "signal"; readonly id: number; readonly signal: RawSignal };

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;

/** What is answered by one message. */
export type Question = WithoutId<Extract<Sent, { type: "call" | "has-vault" }>>;

/** What has no answer. An `abort` bears the id of its call. */
export type News = WithoutId<Extract<Sent, { type: "signal" }>> | Extract<Sent, { type: "abort" }>;

export type ShimLink = {
  /** False while nobody listens at the other end, or no more. */
  readonly isOpen: () => boolean;
  /**
   * The id of what is asked; 0 if it is too long to be sent. `onUnheard` is called at once then, or after a second
   * if the bridge did not say it heard; no answer follows.
   */
  readonly ask: <T extends Question["type"]>(
    message: Extract<Question, { type: T }>,
    onAnswer: (answer: AnswerTo[T]) => void,
    onUnheard: () => void,
  ) => number;
  readonly tell: (message: News) => void;
  /** The call no longer waits: a late answer to it is dropped. */
  readonly forget: (id: number) => void;
  /** Makes sure of the bridge every five seconds, until the answer is called or it is gone. */
  readonly keepSure: (onGone: () => void) => () => void;
};

/** @param check what to answer when the bridge asks for the state of the override */
export function openShimLink(
  window: PageWindow,
  channelName: string,
  check: () => OverrideState,
): ShimLink {
  const waiting = bare() as Record<number, (answer: never) => void>;
  const { port, isTaken } = offerPort(window, channelName);
  const unheard = bare() as Record<number, () => void>;
  const setTimer = takeMethod(window, "setTimeout");
  const clearTimer = takeMethod(window, "clearTimeout");
  let isGone = false;
  let lastId = 0;

  function post(message: Sent): boolean {
    try {
      // What is inside is bare already, and so nothing of the page is asked for its JSON.
      const text = stringifyJson(setPrototypeOf(message, null));
      if (text.length > MAX_MESSAGE_LENGTH) return false;
      postMessage(port, [text]);
      return true;
    } catch {
      // Longer than any text can be.
      return false;
    }
  }

  /** Runs `task` after a delay; the answer cancels it. */
  function after(delayMs: number, task: () => void): () => void {
    const timer = setTimer(window, [task, delayMs]);
    return () => {
      clearTimer(window, [timer]);
    };
  }

  function stopTimer(id: number): void {
    const cancel = unheard[id];
    delete unheard[id];
    cancel?.();
  }

  function send(message: Sent, onUnheard: () => void): boolean {
    if (!post(message)) return false;
    const { id } = message;
    stopTimer(id);
    const giveUp = (): void => {
      delete unheard[id];
      delete waiting[id];
      isGone = true;
      // Should it be there after all, it must not go on with what the browser answers now.
      if (message.type === "call") post({ type: "abort", id });
      onUnheard();
    };
    // In two steps, so that a page which kept its thread busy for all that time does not make a late word of one that
    // waits in the queue.
    let cancel = after(BRIDGE_TIMEOUT_MS / 2, () => {
      cancel = after(BRIDGE_TIMEOUT_MS / 2, giveUp);
    });
    unheard[id] = () => {
      cancel();
    };
    return true;
  }

  addEventListener(port, [
    "message",
    (event: Event): void => {
      const message = parseJson(messageData(event) as string) as BridgeMessage;
      const { id } = message;
      if (message.type === "check") {
        post({ type: "checked", id, state: check() });
        return;
      }
      stopTimer(id);
      if (message.type === "heard") return;
      const settle = waiting[id];
      delete waiting[id];
      settle?.(message as never);
    },
  ]);
  startPort(port, []);

  return {
    isOpen: () => !isGone && isTaken(),
    ask(message, onAnswer, onUnheard) {
      const id = ++lastId;
      waiting[id] = onAnswer;
      if (send({ ...message, id }, onUnheard)) return id;
      delete waiting[id];
      onUnheard();
      return 0;
    },
    tell(message) {
      send({ id: ++lastId, ...message }, () => {});
    },
    forget(id) {
      delete waiting[id];
    },
    keepSure(onGone) {
      let isOver = false;
      let cancel = after(PING_EVERY_MS, beat);
      function beat(): void {
        cancel = after(PING_EVERY_MS, beat);
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
