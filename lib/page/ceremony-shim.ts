// One call of navigator.credentials.create or get, from the page's arguments to the promise that the
// page waits on. The order is the browser's: WebIDL conversion with its errors, the abort signal, then
// the ceremony. A call has exactly one outcome.

import type { CeremonyCall, Mediation } from "../rpc/ceremony-messages.ts";
import { isAborted, isObject, type NativeMethod, type Natives, whenSettled } from "./capture.ts";
import { endCeremony, type EndContext, type Settle } from "./ceremony-end.ts";
import { type Convert, waitForChoice, type WaitingGet } from "./conditional-get.ts";
import type { MayAsk } from "./may-ask.ts";
import { CREATE_SHAPE, GET_SHAPE } from "./option-shapes.ts";
import { copyCreationOptions, copyRequestOptions } from "./options-json.ts";
import {
  type GiveSignal,
  recordDictionary,
  type Recording,
  type Values,
} from "./options-recorder.ts";
import type { ShimLink } from "./shim-link.ts";

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
  native: NativeMethod,
  self: unknown,
  args: unknown[],
): unknown {
  const { natives, link, mayAsk, waitingGet } = context;
  const goNative = (): unknown => natives.apply(native, self, args);
  const source = args[0];
  if (!isObject(source) || !link.isOpen() || !mayAsk.atAll(kind)) return goNative();

  return new natives.Promise<unknown>((resolve, reject) => {
    const toNative = (): void => {
      // A list that could be read once only is given again as it was read.
      const answer = recording.isUsedUp()
        ? natives.apply(native, self, [recording.replay()])
        : goNative();
      whenSettled(natives, answer as object, resolve, reject);
    };
    let giveSignal: GiveSignal = (signal) => signal;
    // What a getter of the page throws here rejects the promise, as it does natively.
    const recording = recordDictionary(
      natives,
      kind === "create" ? CREATE_SHAPE : GET_SHAPE,
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
      const answer = natives.apply(native, self, [recording.view]) as object;
      // The browser copies buffers when conversion is over and before anything else can run.
      const call = copyIfPossible(() => copyCall(natives, kind, mediation, recording.values));
      return { answer, call, signal: recording.values["signal"] };
    };
    if (kind === "get" && mediation === "conditional") {
      waitForChoice(context, convert, { resolve, reject });
      return;
    }

    // For a signal that is already aborted the browser converts and then does nothing.
    const { answer, call, signal } = convert(() => natives.abortedSignal);
    whenSettled(natives, answer, resolve, (error) => {
      const verdict = judgeConversion(natives, error);
      if (verdict === "invalid") reject(error);
      else if (isAborted(natives, signal)) reject(natives.signalReason(signal));
      else if (verdict === "refused" || call === null) toNative();
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

/** The browser has begun its own by now: a copy that fails, for whatever reason, leaves it the call. */
function copyIfPossible(copy: () => CeremonyCall | null): CeremonyCall | null {
  try {
    return copy();
  } catch {
    return null;
  }
}

/** Null for a call that is the browser's: mixed kinds of credential, or not all could be copied. */
function copyCall(
  natives: Natives,
  kind: Kind,
  mediation: Mediation,
  values: Values,
): CeremonyCall | null {
  for (const name in values) {
    if (name !== "mediation" && name !== "publicKey" && name !== "signal") return null;
  }
  const publicKey = values["publicKey"] as Values;
  if (kind === "create") {
    const options = copyCreationOptions(natives, publicKey);
    return options === null ? null : { kind, mediation, options };
  }
  const options = copyRequestOptions(natives, publicKey);
  return options === null ? null : { kind, mediation, options };
}

/**
 * Why the native method, given options and a signal already aborted, rejected. `converted`: for the
 * signal alone. `refused`: the browser has its own reason to refuse. `invalid`: the options are wrong.
 */
function judgeConversion(natives: Natives, error: unknown): "converted" | "refused" | "invalid" {
  if (error === natives.abortReason) return "converted";
  if (!isObject(error) || natives.isPrototypeOf(natives.domExceptionPrototype, [error]) !== true) {
    return "invalid";
  }
  try {
    return natives.exceptionName(error) === "AbortError" ? "converted" : "refused";
  } catch {
    // An object of the page that only inherits from DOMException: a getter threw it.
    return "invalid";
  }
}

function askBridge(
  context: ShimContext,
  call: CeremonyCall,
  signal: unknown,
  settle: Settle & { readonly toNative: () => void },
): void {
  const { natives, link } = context;
  const id = link.nextId();

  function stopWaiting(): void {
    stopAsking();
    link.forget(id);
    if (isObject(signal)) natives.removeEventListener(signal, ["abort", onAbort]);
  }

  function tellAbort(): void {
    link.send({ type: "abort", id }, () => {});
  }

  function onAbort(): void {
    // The page can dispatch such an event itself; only an aborted signal counts.
    if (!isAborted(natives, signal)) return;
    stopWaiting();
    tellAbort();
    settle.reject(natives.signalReason(signal));
  }

  function giveUp(): void {
    stopWaiting();
    settle.toNative();
  }

  const stopAsking = link.keepSure(() => {
    tellAbort();
    giveUp();
  });
  link.awaitOutcome(id, (outcome) => {
    stopWaiting();
    if (outcome.kind === "native") settle.toNative();
    else endCeremony(context, outcome, settle);
  });
  if (isObject(signal)) natives.addEventListener(signal, ["abort", onAbort]);
  if (!link.send({ type: "call", id, call }, giveUp)) giveUp();
}
