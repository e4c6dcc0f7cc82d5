// The static questions of PublicKeyCredential about what there is to sign in with (WebAuthn Level 3
// §5.1.6, §5.1.7, §5.1.11): the answer of a browser with a platform authenticator and conditional
// mediation when there is a vault at all, else, and after a second without an answer, whatever the
// browser says. What the vault holds plays no part.

import type { Capabilities } from "../rpc/ceremony-messages.ts";
import { bare, type CallNative, hasOwn, NativePromise, whenSettled } from "./capture.ts";
import type { ShimContext } from "./ceremony-shim.ts";
import { freshCopy } from "./credential.ts";
import type { AnswerTo } from "./shim-link.ts";

/** isUserVerifyingPlatformAuthenticatorAvailable and isConditionalMediationAvailable. */
export function answerAvailability(context: ShimContext, callNative: CallNative): unknown {
  if (!isAnswering(context)) return callNative();
  return new NativePromise<unknown>((resolve, reject) => {
    askForVault(context, null, (ours) => {
      if (ours !== null) resolve(true);
      else whenSettled(callNative() as object, resolve, reject);
    });
  });
}

/** getClientCapabilities: the browser's own record, with what Waykey can do set to true. */
export function answerCapabilities(context: ShimContext, callNative: CallNative): unknown {
  if (!isAnswering(context)) return callNative();
  return new NativePromise<unknown>((resolve, reject) => {
    const addOurs = (native: unknown): void => {
      const own = native as Readonly<Record<string, boolean>>;
      const capabilities = bare() as Record<string, boolean>;
      try {
        for (const name in own) if (hasOwn(own, [name])) capabilities[name] = own[name] === true;
      } catch {
        // None of the browser's: a page's `then` has come between.
        resolve(native);
        return;
      }
      askForVault(context, capabilities, (ours) => {
        resolve(ours === null ? native : freshCopy(ours.capabilities));
      });
    };
    whenSettled(callNative() as object, addOurs, reject);
  });
}

/** Where a ceremony would not be Waykey's, neither are the questions before it. */
function isAnswering({ link, mayAsk }: ShimContext): boolean {
  return link.isOpen() && (mayAsk.atAll("get") || mayAsk.atAll("create"));
}

/**
 * The bridge has not heard within a second, answers within one more, or is gone. Null: there is no vault that is
 * known of.
 */
function askForVault(
  { link }: ShimContext,
  capabilities: Capabilities | null,
  onAnswer: (answer: AnswerTo["has-vault"] | null) => void,
): void {
  const lose = (): void => {
    stopAsking();
    onAnswer(null);
  };
  const stopAsking = link.keepSure(lose);
  const onReply = (answer: AnswerTo["has-vault"]): void => {
    stopAsking();
    onAnswer(answer.value ? answer : null);
  };
  link.ask({ type: "has-vault", capabilities }, onReply, lose);
}
