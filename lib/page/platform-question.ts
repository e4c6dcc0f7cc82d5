// PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable (WebAuthn Level 3 §5.1.7): true
// when there is a vault at all, else, and after a second without an answer, whatever the browser says.
// What the vault holds plays no part.

import { type NativeMethod, whenSettled } from "./capture.ts";
import type { ShimContext } from "./ceremony-shim.ts";
import { BRIDGE_TIMEOUT_MS } from "./limits.ts";
import { afterTwoHalves } from "./shim-link.ts";

export function answerPlatformQuestion(
  context: ShimContext,
  native: NativeMethod,
  self: unknown,
  args: unknown[],
): unknown {
  const { natives, link } = context;
  if (!link.isOpen()) return natives.apply(native, self, args);
  return new natives.Promise<unknown>((resolve, reject) => {
    const id = link.nextId();
    let isAnswered = false;

    function answer(hasVault: boolean): void {
      if (isAnswered) return;
      isAnswered = true;
      cancelLimit();
      link.forget(id);
      if (hasVault) resolve(true);
      else whenSettled(natives, natives.apply(native, self, args) as object, resolve, reject);
    }
    const goNative = (): void => {
      answer(false);
    };

    const cancelLimit = afterTwoHalves(natives, BRIDGE_TIMEOUT_MS, goNative);
    link.awaitHasVault(id, answer);
    if (!link.send({ type: "has-vault", id }, goNative)) goNative();
  });
}
