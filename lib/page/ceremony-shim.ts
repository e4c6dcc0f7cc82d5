// One call of navigator.credentials.create or get, from the page's arguments to the promise that the
// page waits on. The order is the browser's: WebIDL conversion with its errors, the abort signal, then
// the ceremony. A call has exactly one outcome.

import type { CeremonyCall, Mediation } from "../rpc/ceremony-messages.ts";
import {
  abortedSignal,
  abortReason,
  type CallNative,
  domExceptionName,
  isAborted,
  isObject,
  NativePromise,
  signalReason,
  whenAborted,
  whenSettled,
} from "./capture.ts";
import { endCeremony, type EndContext, type Settle } from "./ceremony-end.ts";
import { type Convert, waitForChoice, type WaitingGet } from "./conditional-get.ts";
import type { MayAsk } from "./may-ask.ts";
import { createShape, creationShape, getShape, requestShape } from "./option-shapes.ts";
import { copyValue } from "./options-json.ts";
import {
  type GiveSignal,
  recordDictionary,
  type Recording,
  type Values,
} from "./options-recorder.ts";
import type { AnswerTo, ShimLink } from "./shim-link.ts";

export type ShimContext = EndContext & {
  readonly link: ShimLink;
  readonly mayAsk: MayAsk;
  readonly waitingGet: WaitingGet;
};

type Kind = CeremonyCall["kind"];

/** Answers one call in the place of `native`. Throws only what the native method throws. */
export function interceptCeremony(
  context: ShimContext,
  kind: Kind,
  source: unknown,
  callNative: CallNative,
): unknown {
  const { link, mayAsk, waitingGet } = context;
  if (!isObject(source) || !link.isOpen() || !mayAsk.atAll(kind)) return callNative();

  return new NativePromise<unknown>((resolve, reject) => {
    const toNative = (): void => {
      // A list that could be read once only is given again as it was read.
      const answer = recording.isUsedUp() ? callNative([recording.replay()]) : callNative();
      whenSettled(answer as object, resolve, reject);
    };
    let giveSignal: GiveSignal;
    // What a getter of the page throws here rejects the promise, as it does natively.
    const recording = recordDictionary(
      kind === "create" ? createShape() : getShape(),
      source,
      (signal) => giveSignal(signal),
    );
    const mediation = readMediation(recording);
    const isServed =
      mediation === "conditional"
        ? mayAsk.silently
        : // What the browser makes of a second call while its own waits is its own to say.
          mediation === "modal" && mayAsk.now(kind) && !waitingGet.isNativeWaiting();
    if (mediation === null || !isServed || !isObject(recording.read("publicKey"))) {
      toNative();
      return;
    }
    const convert: Convert = (give) => {
      giveSignal = give;
      const answer = callNative([recording.view]) as object;
      // The browser copies buffers when conversion is over and before anything else can run.
      const call = copyCall(kind, mediation, recording.values);
      return { answer, call, signal: recording.values["signal"] };
    };
    if (kind === "get" && mediation === "conditional") {
      waitForChoice(context, convert, { resolve, reject });
      return;
    }

    // For a signal that is already aborted the browser converts and then does nothing.
    const { answer, call, signal } = convert(abortedSignal);
    whenSettled(answer, resolve, (error) => {
      const name = domExceptionName(error);
      // Else the browser ended it for its own reason, or for the options.
      const isConverted = error === abortReason || name === "AbortError";
      if (!isConverted && name === null) reject(error);
      else if (isAborted(signal)) reject(signalReason(signal));
      else if (!isConverted || call === null) toNative();
      else askBridge(context, call, signal, { resolve, reject, toNative });
    });
  });
}

/** Null for silent mediation, which is the browser's, and for values that it refuses. */
function readMediation(recording: Recording): Mediation | null {
  const mediation = recording.read("mediation");
  if (mediation === undefined || mediation === "optional" || mediation === "required") {
    return "modal";
  }
  return mediation === "conditional" ? mediation : null;
}

/** Null for a call that is the browser's: mixed kinds of credential. The bridge looks whether it is whole. */
function copyCall(kind: Kind, mediation: Mediation, values: Values): CeremonyCall | null {
  for (const name in values) {
    if (name !== "mediation" && name !== "publicKey" && name !== "signal") return null;
  }
  const shape = kind === "create" ? creationShape() : requestShape();
  const options = copyValue(shape, values["publicKey"]);
  return { __proto__: null, kind, mediation, options } as unknown as CeremonyCall;
}

function askBridge(
  context: ShimContext,
  call: CeremonyCall,
  signal: unknown,
  settle: Settle & { readonly toNative: () => void },
): void {
  const { link } = context;
  let id = 0;

  function stopWaiting(): void {
    stopAsking();
    link.forget(id);
    stopListening();
  }

  function tellAbort(): void {
    link.tell({ type: "abort", id });
  }

  function onAbort(): void {
    stopWaiting();
    tellAbort();
    settle.reject(signalReason(signal));
  }

  function giveUp(): void {
    stopWaiting();
    settle.toNative();
  }

  const stopAsking = link.keepSure(() => {
    tellAbort();
    giveUp();
  });
  const onAnswer = ({ outcome }: AnswerTo["call"]): void => {
    stopWaiting();
    if (outcome.kind === "native") settle.toNative();
    else endCeremony(context, outcome, settle);
  };
  const stopListening = whenAborted(signal, onAbort);
  id = link.ask({ type: "call", call }, onAnswer, giveUp);
}
