// The static questions of PublicKeyCredential about what there is to sign in with (WebAuthn Level 3
// §5.1.6, §5.1.7, §5.1.11): the answer of a browser with a platform authenticator and conditional
// mediation when there is a vault at all, else, and after a second without an answer, whatever the
// browser says. What the vault holds plays no part.

import { bare, isObject, type NativeMethod, whenSettled } from "./capture.ts";
import type { ShimContext } from "./ceremony-shim.ts";
import { copyJson } from "./extension-results.ts";
import { BRIDGE_TIMEOUT_MS } from "./limits.ts";
import { afterTwoHalves } from "./shim-link.ts";

/** isUserVerifyingPlatformAuthenticatorAvailable and isConditionalMediationAvailable. */
export function answerAvailability(
  context: ShimContext,
  native: NativeMethod,
  self: unknown,
  args: unknown[],
): unknown {
  const { natives } = context;
  if (!isAnswering(context)) return natives.apply(native, self, args);
  return new natives.Promise<unknown>((resolve, reject) => {
    askForVault(context, (hasVault) => {
      if (hasVault) resolve(true);
      else whenSettled(natives, natives.apply(native, self, args) as object, resolve, reject);
    });
  });
}

/** getClientCapabilities: the browser's own record, with what Waykey can do set to true. */
export function answerCapabilities(
  context: ShimContext,
  native: NativeMethod,
  self: unknown,
  args: unknown[],
): unknown {
  const { natives } = context;
  if (!isAnswering(context)) return natives.apply(native, self, args);
  return new natives.Promise<unknown>((resolve, reject) => {
    const own = natives.apply(native, self, args) as object;
    const addOurs = (capabilities: unknown): void => {
      if (!isObject(capabilities)) {
        resolve(capabilities);
        return;
      }
      askForVault(context, (hasVault) => {
        resolve(hasVault ? withOurs(context, capabilities) : capabilities);
      });
    };
    whenSettled(natives, own, addOurs, reject);
  });
}

/** Where a ceremony would not be Waykey's, neither are the questions before it. */
function isAnswering({ link, mayAsk }: ShimContext): boolean {
  return link.isOpen() && (mayAsk.atAll("get") || mayAsk.atAll("create"));
}

function askForVault(context: ShimContext, onAnswer: (hasVault: boolean) => void): void {
  const { natives, link } = context;
  const id = link.nextId();
  let isAnswered = false;

  function answer(hasVault: boolean): void {
    if (isAnswered) return;
    isAnswered = true;
    cancelLimit();
    link.forget(id);
    onAnswer(hasVault);
  }
  const giveUp = (): void => {
    answer(false);
  };

  const cancelLimit = afterTwoHalves(natives, BRIDGE_TIMEOUT_MS, giveUp);
  link.awaitHasVault(id, answer);
  if (!link.send({ type: "has-vault", id }, giveUp)) giveUp();
}

function withOurs({ natives, mayAsk }: ShimContext, capabilities: object): unknown {
  const merged = bare(natives);
  const own = capabilities as Readonly<Record<string, unknown>>;
  for (const name in own) {
    if (natives.hasOwn(own, [name]) === true) merged[name] = own[name];
  }
  merged["extension:credProps"] = true;
  merged["extension:largeBlob"] = true;
  merged["extension:prf"] = true;
  merged["passkeyPlatformAuthenticator"] = true;
  merged["userVerifyingPlatformAuthenticator"] = true;
  if (mayAsk.silently) merged["conditionalGet"] = true;
  return copyJson(natives, merged);
}
