// navigator.credentials.store (Credential Management §2.5.3, WebAuthn Level 3 §5.1.5): the browser knows
// no credential that was built here, so it is refused in the browser's place, as any public key
// credential is. Everything else goes to the browser untouched.

import { isObject, type NativeMethod } from "./capture.ts";
import { makeError } from "./ceremony-end.ts";
import type { ShimContext } from "./ceremony-shim.ts";

export function answerStore(
  context: ShimContext,
  native: NativeMethod,
  self: unknown,
  args: unknown[],
): unknown {
  const { natives, ownCredentials } = context;
  const credential = args[0];
  if (!isObject(credential) || !ownCredentials.has(credential)) {
    return natives.apply(native, self, args);
  }
  return new natives.Promise<unknown>((_resolve, reject) => {
    reject(makeError(natives, "NotSupportedError"));
  });
}
