// The signal methods of PublicKeyCredential (WebAuthn Level 3 §5.1.10). The browser checks and acts on
// the page's arguments first, which are read once; only what it accepted is told to the worker. What
// Waykey makes of it never shows in the answer.

import type { PasskeySignal } from "../rpc/ceremony-messages.ts";
import { bare, isObject, type NativeMethod, type Natives, whenSettled } from "./capture.ts";
import type { ShimContext } from "./ceremony-shim.ts";
import { MAX_SIGNAL_IDS, MAX_SIGNAL_TEXT_LENGTH } from "./limits.ts";
import {
  ALL_ACCEPTED_SHAPE,
  UNKNOWN_CREDENTIAL_SHAPE,
  USER_DETAILS_SHAPE,
} from "./option-shapes.ts";
import { type DictionaryShape, recordDictionary, type Values } from "./options-recorder.ts";

type Kind = PasskeySignal["kind"];

const SHAPES: Readonly<Record<Kind, DictionaryShape>> = {
  "unknown-credential": UNKNOWN_CREDENTIAL_SHAPE,
  "all-accepted-credentials": ALL_ACCEPTED_SHAPE,
  "current-user-details": USER_DETAILS_SHAPE,
};

export function answerSignal(
  context: ShimContext,
  kind: Kind,
  native: NativeMethod,
  self: unknown,
  args: unknown[],
): unknown {
  const { natives, link } = context;
  const source = args[0];
  if (!isObject(source) || !link.isOpen()) return natives.apply(native, self, args);
  return new natives.Promise<unknown>((resolve, reject) => {
    const recording = recordDictionary(natives, SHAPES[kind], source);
    const answer = natives.apply(native, self, [recording.view]) as object;
    const onAccepted = (value: unknown): void => {
      const signal = copySignal(natives, kind, recording.values);
      if (signal !== null) link.send({ type: "signal", id: link.nextId(), signal }, () => {});
      resolve(value);
    };
    whenSettled(natives, answer, onAccepted, reject);
  });
}

/** Null if it is too large to be looked at, or the browser did not read all of it. */
function copySignal(natives: Natives, kind: Kind, values: Values): PasskeySignal | null {
  const copy = bare(natives);
  copy["kind"] = kind;
  for (const name in SHAPES[kind].members) {
    const value = values[name];
    if (isObject(value)) {
      const list = value as readonly unknown[];
      if (list.length > MAX_SIGNAL_IDS) return null;
      for (let i = 0; i < list.length; i++) if (!isShortText(list[i])) return null;
    } else if (!isShortText(value)) return null;
    copy[name] = value;
  }
  return copy as PasskeySignal;
}

function isShortText(value: unknown): boolean {
  return typeof value === "string" && value.length <= MAX_SIGNAL_TEXT_LENGTH;
}
