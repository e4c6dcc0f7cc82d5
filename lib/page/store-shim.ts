// navigator.credentials.store (Credential Management §2.5.3, WebAuthn Level 3 §5.1.5): the browser knows
// no credential that was built here, so it is refused in the browser's place, as any public key
// credential is. Everything else goes to the browser untouched.

import { type CallNative, NativePromise } from "./capture.ts";
import { makeError } from "./ceremony-end.ts";
import type { ShimContext } from "./ceremony-shim.ts";

/** As the browser says it of public key credentials. */
const NOT_STORED = {
  name: "NotSupportedError",
  message: "Not supported.",
} as const;

export function answerStore(
  { ownCredentials }: ShimContext,
  source: unknown,
  callNative: CallNative,
): unknown {
  let isOwn = false;
  for (let i = 0; i < ownCredentials.length; i++) isOwn ||= ownCredentials[i] === source;
  if (!isOwn) return callNative();
  return new NativePromise<unknown>((_resolve, reject) => {
    reject(makeError(NOT_STORED));
  });
}
