// The signal methods of PublicKeyCredential (WebAuthn Level 3 §5.1.10). The browser checks and acts on
// the page's arguments first, which are read once; only what it accepted is told to the worker. What
// Waykey makes of it never shows in the answer.

import type { RawSignal } from "../rpc/ceremony-messages.ts";
import { type CallNative, isObject, NativePromise, whenSettled } from "./capture.ts";
import type { ShimContext } from "./ceremony-shim.ts";
import { SIGNAL_SHAPES } from "./option-shapes.ts";
import { recordDictionary } from "./options-recorder.ts";

/** @param name of the method */
export function answerSignal(
  { link }: ShimContext,
  name: keyof typeof SIGNAL_SHAPES,
  source: unknown,
  callNative: CallNative,
): unknown {
  if (!isObject(source) || !link.isOpen()) return callNative();
  return new NativePromise<unknown>((resolve, reject) => {
    const recording = recordDictionary(SIGNAL_SHAPES[name](), source);
    const answer = callNative([recording.view]) as object;
    const onAccepted = (value: unknown): void => {
      // The bridge looks whether it is whole and not too large.
      const { values } = recording;
      link.tell({ type: "signal", signal: { __proto__: null, name, values } as RawSignal });
      resolve(value);
    };
    whenSettled(answer, onAccepted, reject);
  });
}
