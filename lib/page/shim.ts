// The script in the page's own world: puts itself before navigator.credentials.create and get and
// PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable. It serves modal `publicKey` calls
// (Credential Management §2.5, WebAuthn Level 3 §5.1.3, §5.1.4); every other call, and every call that
// Waykey does not answer, goes to the browser with the page's own receiver and arguments. It holds no
// secret and takes no decision: it converts, relays and builds the result.

import { type NativeMethod, type PageWindow, captureNatives } from "./capture.ts";
import { interceptCeremony, type ShimContext } from "./ceremony-shim.ts";
import { captureCredentialPrototypes } from "./credential.ts";
import { answerPlatformQuestion } from "./platform-question.ts";
import { captureMayAsk } from "./may-ask.ts";
import { mayAct } from "./scope.ts";
import { openShimLink } from "./shim-link.ts";

/**
 * Patches the page's WebAuthn entry points. To be called once, before any code of the page; does
 * nothing where `mayAct` says no or the browser has no WebAuthn.
 * @param input.channelName the name that the bridge of the same build listens to
 */
export function startShim(input: {
  readonly window: PageWindow;
  readonly channelName: string;
}): void {
  const { window } = input;
  if (!mayAct(window)) return;
  if (!("CredentialsContainer" in window) || !("PublicKeyCredential" in window)) return;
  const natives = captureNatives(window);
  const context: ShimContext = {
    window,
    natives,
    prototypes: captureCredentialPrototypes(window),
    link: openShimLink(window, natives, input.channelName),
    mayAsk: captureMayAsk(window, natives),
  };

  function replace(
    owner: object,
    name: string,
    answer: (native: NativeMethod, self: unknown, args: unknown[]) => unknown,
  ): void {
    const descriptor = natives.getOwnPropertyDescriptor(owner, name);
    const native: unknown = descriptor?.value;
    if (descriptor === undefined || typeof native !== "function") return;
    const handler = natives.create(null) as ProxyHandler<NativeMethod>;
    handler.apply = (_target, self: unknown, args: unknown[]) =>
      answer(native as NativeMethod, self, args);
    // A proxy of the native method keeps its name, its length and its look.
    descriptor.value = natives.proxy(native as NativeMethod, handler);
    natives.defineProperty(owner, name, descriptor);
  }

  const container = window.CredentialsContainer.prototype;
  replace(container, "create", (native, self, args) =>
    interceptCeremony(context, "create", native, self, args),
  );
  replace(container, "get", (native, self, args) =>
    interceptCeremony(context, "get", native, self, args),
  );
  replace(
    window.PublicKeyCredential,
    "isUserVerifyingPlatformAuthenticatorAvailable",
    (native, self, args) => answerPlatformQuestion(context, native, self, args),
  );
}
