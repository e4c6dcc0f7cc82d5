// PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable (WebAuthn Level 3 §5.1.7): true
// when there is a vault at all, else whatever the browser says. What the vault holds plays no part.

import { type NativeMethod, whenSettled } from "./capture.ts";
import type { ShimContext } from "./ceremony-shim.ts";

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
    link.awaitHasVault(id, (hasVault) => {
      if (hasVault) resolve(true);
      else whenSettled(natives, natives.apply(native, self, args) as object, resolve, reject);
    });
    link.send({ type: "has-vault", id });
  });
}
