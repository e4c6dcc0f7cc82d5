// A get() by conditional mediation (WebAuthn Level 3 §5.1.4): the browser's own request runs with the
// page's options, read once, while the bridge holds a copy that the person can take up outside the page.
// Whichever answers first wins. No failure of ours ends the browser's request; it ends ours, unless the
// browser has no conditional mediation at all.

import type { CeremonyCall, CeremonyOutcome } from "../rpc/ceremony-messages.ts";
import { isAborted, isObject, type Natives, whenSettled } from "./capture.ts";
import { endCeremony, type EndContext, makeError, type Settle } from "./ceremony-end.ts";
import type { GiveSignal } from "./options-recorder.ts";
import type { ShimLink } from "./shim-link.ts";

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
  const { natives, link, waitingGet } = context;
  const controller = natives.newAbort();
  const { answer, call, signal } = convert((given) =>
    isAborted(natives, given) ? given : controller.signal,
  );
  let id: number | null = null;
  let leave = (): void => {};
  let isOver = false;
  let isAlone = false;

  function end(isBridgeTold: boolean): boolean {
    if (isOver) return false;
    isOver = true;
    if (isObject(signal)) natives.removeEventListener(signal, ["abort", onAbort]);
    if (id !== null) {
      link.forget(id);
      if (isBridgeTold) link.send({ type: "abort", id }, () => {});
    }
    leave();
    return true;
  }

  function onAbort(): void {
    // The page can dispatch such an event itself; only an aborted signal counts.
    if (!isAborted(natives, signal) || !end(true)) return;
    controller.abort();
    settle.reject(natives.signalReason(signal));
  }

  function failNatively(error: unknown): void {
    if (end(true)) settle.reject(error);
  }

  function onNativeError(error: unknown): void {
    if (id === null || !isRefusal(natives, error)) {
      failNatively(error);
      return;
    }
    whenSettled(
      natives,
      waitingGet.askNative() as object,
      (isThere) => {
        if (isThere === false && id !== null && !isOver) {
          isAlone = true;
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
    id = null;
    if (isAlone && end(false)) settle.reject(makeError(natives, "NotAllowedError"));
  }

  function onOutcome(outcome: CeremonyOutcome): void {
    if (outcome.kind !== "asserted") {
      loseBridge();
      return;
    }
    if (!end(false)) return;
    controller.abort();
    endCeremony(context, outcome, settle);
  }

  function tellBridge(): void {
    if (isOver || call === null) return;
    // Of two with the browser, it soon ends one: this call, or the older one and then it is the turn.
    if (waitingGet.isNativeWaiting()) {
      waitingGet.onceFree(tellBridge);
      return;
    }
    leave = waitingGet.take();
    const mine = link.nextId();
    link.awaitOutcome(mine, onOutcome);
    const isSent = link.send({ type: "call", id: mine, call }, loseBridge);
    if (isSent) id = mine;
    else link.forget(mine);
  }

  whenSettled(
    natives,
    answer,
    (value) => {
      if (end(true)) settle.resolve(value);
    },
    onNativeError,
  );
  if (isObject(signal)) natives.addEventListener(signal, ["abort", onAbort]);
  // After the browser had its turn to refuse the options.
  whenSettled(
    natives,
    new natives.Promise<null>((resolve) => resolve(null)),
    tellBridge,
    tellBridge,
  );
}

/** The errors of a browser that does not do this at all, among others. */
function isRefusal(natives: Natives, error: unknown): boolean {
  if (!isObject(error)) return false;
  if (natives.isPrototypeOf(natives.domExceptionPrototype, [error]) !== true) return false;
  try {
    const name = natives.exceptionName(error);
    return name === "NotAllowedError" || name === "NotSupportedError";
  } catch {
    return false;
  }
}
