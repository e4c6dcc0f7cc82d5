// A get() by conditional mediation (WebAuthn Level 3 §5.1.4): the browser's own request runs with the
// page's options, read once, while the bridge holds a copy that the person can take up outside the page.
// Whichever answers first wins. No failure of ours ends the browser's request; it ends ours, unless the
// browser has no conditional mediation at all.

import type { CeremonyCall } from "../rpc/ceremony-messages.ts";
import {
  domExceptionName,
  isAborted,
  NativePromise,
  newAbort,
  signalReason,
  whenAborted,
  whenSettled,
} from "./capture.ts";
import { endCeremony, type EndContext, type Settle } from "./ceremony-end.ts";
import type { GiveSignal } from "./options-recorder.ts";
import type { AnswerTo, ShimLink } from "./shim-link.ts";

/** The one get() of the document that is with the browser and with the bridge at once. */
export type WaitingGet = {
  readonly isNativeWaiting: () => boolean;
  /** Takes the place, until the answer is called. */
  readonly take: () => () => void;
  /** Runs the task when the place is free; the newest task counts. */
  readonly onceFree: (task: () => void) => void;
  /** A native promise of whether the browser itself has conditional mediation. */
  readonly askNative: () => unknown;
};

export function createWaitingGet(askNative: () => unknown): WaitingGet {
  let current = 0;
  let last = 0;
  let next: (() => void) | null = null;
  return {
    isNativeWaiting: () => current !== 0,
    take() {
      const mine = ++last;
      current = mine;
      return () => {
        if (current !== mine) return;
        current = 0;
        const task = next;
        next = null;
        task?.();
      };
    },
    onceFree(task) {
      next = task;
    },
    askNative,
  };
}

/**
 * Calls the native method with a view of the page's options, in which `give` says what stands for the
 * signal. The call is the copy of what it read, null where it is the browser's alone; the signal the
 * page's own, if it was replaced. Throws only what the native method itself throws.
 */
export type Convert = (give: GiveSignal) => {
  readonly answer: object;
  readonly call: CeremonyCall | null;
  readonly signal: unknown;
};

/** Runs both requests and settles with the first answer. */
export function waitForChoice(
  context: EndContext & { readonly link: ShimLink; readonly waitingGet: WaitingGet },
  convert: Convert,
  settle: Settle,
): void {
  const { link, waitingGet } = context;
  const controller = newAbort();
  const { answer, call, signal } = convert((given) =>
    isAborted(given) ? given : controller.signal,
  );
  /** Of what the bridge holds; 0 for nothing. */
  let id = 0;
  let leave = (): void => {};
  let isOver = false;
  /** The browser's refusal, where it can't do this at all and the bridge's request goes on alone. */
  let refusal: unknown;

  function end(isBridgeTold: boolean): boolean {
    if (isOver) return false;
    isOver = true;
    stopListening();
    if (id !== 0) {
      link.forget(id);
      if (isBridgeTold) link.tell({ type: "abort", id });
    }
    leave();
    return true;
  }

  function onAbort(): void {
    if (!end(true)) return;
    controller.abort();
    settle.reject(signalReason(signal));
  }

  function failNatively(error: unknown): void {
    if (end(true)) settle.reject(error);
  }

  function onNativeError(error: unknown): void {
    if (id === 0 || !isRefusal(error)) {
      failNatively(error);
      return;
    }
    whenSettled(
      waitingGet.askNative() as object,
      (isThere) => {
        if (isThere === false && id !== 0 && !isOver) {
          refusal = error;
          leave();
        } else failNatively(error);
      },
      () => {
        failNatively(error);
      },
    );
  }

  /** The browser's own request goes on, if there is one. */
  function loseBridge(): void {
    id = 0;
    if (refusal !== undefined && end(false)) settle.reject(refusal);
  }

  function onAnswer({ outcome }: AnswerTo["call"]): void {
    if (outcome.kind !== "asserted") {
      loseBridge();
      return;
    }
    if (!end(false)) return;
    controller.abort();
    endCeremony(context, outcome, settle);
  }

  function tellBridge(): void {
    // What the browser read after the signal may have aborted it before anybody listened.
    if (isAborted(signal)) onAbort();
    if (isOver || call === null) return;
    // Of two with the browser, it soon ends one: this call, or the older one and then it is the turn.
    if (waitingGet.isNativeWaiting()) {
      waitingGet.onceFree(tellBridge);
      return;
    }
    leave = waitingGet.take();
    id = link.ask({ type: "call", call }, onAnswer, loseBridge);
  }

  whenSettled(
    answer,
    (value) => {
      if (end(true)) settle.resolve(value);
    },
    onNativeError,
  );
  const stopListening = whenAborted(signal, onAbort);
  // After the browser had its turn to refuse the options.
  whenSettled(new NativePromise<null>((resolve) => resolve(null)), tellBridge, tellBridge);
}

/** The errors of a browser that does not do this at all, among others. */
function isRefusal(error: unknown): boolean {
  const name = domExceptionName(error);
  return name === "NotAllowedError" || name === "NotSupportedError";
}
