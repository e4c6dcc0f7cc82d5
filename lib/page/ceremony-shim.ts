// One call of navigator.credentials.create or get, from the page's arguments to the promise that the
// page waits on. The order is the browser's: WebIDL conversion with its errors, the abort signal, then
// the ceremony. A call has exactly one outcome.

import type { CeremonyCall, CeremonyOutcome } from "../rpc/ceremony-messages.ts";
import {
  isObject,
  type NativeMethod,
  type Natives,
  type PageWindow,
  whenSettled,
} from "./capture.ts";
import { buildAssertion, buildRegistration, type CredentialPrototypes } from "./credential.ts";
import { ERROR_MESSAGES } from "./error-messages.ts";
import { CREATE_SHAPE, GET_SHAPE } from "./option-shapes.ts";
import { copyCreationOptions, copyRequestOptions } from "./options-json.ts";
import { recordDictionary, type Recording, type Values } from "./options-recorder.ts";
import type { ShimLink } from "./shim-link.ts";

export type ShimContext = {
  readonly window: PageWindow;
  readonly natives: Natives;
  readonly prototypes: CredentialPrototypes;
  readonly link: ShimLink;
  readonly mayAsk: (kind: CeremonyCall["kind"]) => boolean;
};

type Resolve = (value: unknown) => void;
type Reject = (error: unknown) => void;
type Kind = CeremonyCall["kind"];

/** Answers one call in the place of `native`. Throws only what the native method throws. */
export function interceptCeremony(
  context: ShimContext,
  kind: Kind,
  native: NativeMethod,
  self: unknown,
  args: unknown[],
): unknown {
  const { natives, link } = context;
  const goNative = (): unknown => natives.apply(native, self, args);
  const source = args[0];
  if (!isObject(source) || !link.isOpen() || !context.mayAsk(kind)) return goNative();

  return new natives.Promise<unknown>((resolve, reject) => {
    const toNative = (): void => {
      whenSettled(natives, goNative() as object, resolve, reject);
    };
    // What a getter of the page throws here rejects the promise, as it does natively.
    const recording = recordDictionary(
      natives,
      kind === "create" ? CREATE_SHAPE : GET_SHAPE,
      source,
    );
    if (!isServed(recording)) {
      toNative();
      return;
    }

    const converted = natives.apply(native, self, [recording.view]) as object;
    // The browser copies buffers when conversion is over and before anything else can run.
    const call = copyCall(natives, kind, recording.values);
    whenSettled(natives, converted, resolve, (error) => {
      const verdict = judgeConversion(natives, error);
      const signal = recording.values["signal"];
      if (verdict === "invalid") reject(error);
      else if (isAborted(natives, signal)) reject(natives.signalReason(signal));
      else if (verdict === "refused" || call === null) toNative();
      else askBridge(context, call, signal, { resolve, reject, toNative });
    });
  });
}

/** Modal public-key calls alone; `mediation` and `publicKey` are read for it, in this order. */
function isServed(recording: Recording): boolean {
  const mediation = recording.read("mediation");
  if (mediation !== undefined && mediation !== "optional" && mediation !== "required") return false;
  return isObject(recording.read("publicKey"));
}

/** Null for a call that is the browser's: mixed kinds of credential, or not all could be copied. */
function copyCall(natives: Natives, kind: Kind, values: Values): CeremonyCall | null {
  for (const name in values) {
    if (name !== "mediation" && name !== "publicKey" && name !== "signal") return null;
  }
  const publicKey = values["publicKey"] as Values;
  if (kind === "create") {
    const options = copyCreationOptions(natives, publicKey);
    return options === null ? null : { kind, options };
  }
  const options = copyRequestOptions(natives, publicKey);
  return options === null ? null : { kind, options };
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

function isAborted(natives: Natives, signal: unknown): boolean {
  return signal !== undefined && natives.signalAborted(signal) === true;
}

function askBridge(
  context: ShimContext,
  call: CeremonyCall,
  signal: unknown,
  settle: { resolve: Resolve; reject: Reject; toNative: () => void },
): void {
  const { natives, link } = context;
  const id = link.nextId();

  function stopListening(): void {
    if (isObject(signal)) natives.removeEventListener(signal, ["abort", onAbort]);
  }

  function onAbort(): void {
    // The page can dispatch such an event itself; only an aborted signal counts.
    if (!isAborted(natives, signal)) return;
    stopListening();
    link.forget(id);
    link.send({ type: "abort", id }, () => {});
    settle.reject(natives.signalReason(signal));
  }

  link.awaitOutcome(id, (outcome) => {
    stopListening();
    if (outcome.kind === "native") settle.toNative();
    else finish(context, outcome, settle);
  });
  if (isObject(signal)) natives.addEventListener(signal, ["abort", onAbort]);
  function giveUp(): void {
    stopListening();
    link.forget(id);
    settle.toNative();
  }
  if (!link.send({ type: "call", id, call }, giveUp)) giveUp();
}

function finish(
  context: ShimContext,
  outcome: Exclude<CeremonyOutcome, { kind: "native" }>,
  settle: { resolve: Resolve; reject: Reject },
): void {
  const { natives, prototypes } = context;
  const fail = (name: keyof typeof ERROR_MESSAGES): void => {
    settle.reject(new natives.DOMException(ERROR_MESSAGES[name], name));
  };
  if (outcome.kind === "error") {
    fail(outcome.name);
    return;
  }
  let credential: object;
  try {
    credential =
      outcome.kind === "created"
        ? buildRegistration(natives, prototypes, outcome.response)
        : buildAssertion(natives, prototypes, outcome.response);
  } catch {
    // The answer could not be read: the page gets an error of the specification, not ours.
    fail("UnknownError");
    return;
  }
  settle.resolve(credential);
}
