// The script in the page's own world: puts itself before navigator.credentials.create, get and store and
// the static methods of PublicKeyCredential (Credential Management §2.5, WebAuthn Level 3 §5.1). It
// serves `publicKey` calls, modal and conditional; every other call, and every call that Waykey does not
// answer, goes to the browser with the page's own receiver and arguments. It holds no secret and takes
// no decision: it converts, relays and builds the result.

import type { PasskeySignal } from "../rpc/ceremony-messages.ts";
import {
  captureNatives,
  type NativeMethod,
  type Natives,
  ownDescriptor,
  type PageWindow,
} from "./capture.ts";
import { interceptCeremony, type ShimContext } from "./ceremony-shim.ts";
import { createWaitingGet } from "./conditional-get.ts";
import { captureCredentialPrototypes } from "./credential.ts";
import { captureMayAsk } from "./may-ask.ts";
import { mayAct } from "./scope.ts";
import { captureSelfCheck, type OwnMethods } from "./self-check.ts";
import { openShimLink } from "./shim-link.ts";
import { answerSignal } from "./signal-shim.ts";
import { answerStore } from "./store-shim.ts";
import { answerAvailability, answerCapabilities } from "./vault-questions.ts";

type Answer = (native: NativeMethod, self: unknown, args: unknown[]) => unknown;

/** Our function in the place of a native one, and what puts that back. */
type Replaced = { readonly ours: NativeMethod; readonly undo: () => void };

/**
 * Patches the page's WebAuthn entry points. To be called once, before any code of the page; does
 * nothing where `mayAct` says no or the browser has no WebAuthn. Where another extension was there
 * first and lets `create` or `get` not be replaced, all of them stay as they are.
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
  let check: ReturnType<typeof captureSelfCheck> = () => "replaced";
  const context: ShimContext = {
    natives,
    prototypes: captureCredentialPrototypes(window),
    ownCredentials: natives.newWeakSet(),
    link: openShimLink(window, natives, input.channelName, () => check()),
    mayAsk: captureMayAsk(window, natives),
    waitingGet: createWaitingGet(captureConditionalQuestion(window, natives)),
  };
  const ours = patchContainer(window, context);
  if (ours !== null) patchStatics(window, context);
  check = captureSelfCheck(window, natives, context.mayAsk, ours);
}

/**
 * Null, with nothing replaced, unless both `create` and `get` are: a page must not make passkeys with
 * Waykey that it then can't ask Waykey for.
 */
function patchContainer(window: PageWindow, context: ShimContext): OwnMethods | null {
  const { prototype } = window.CredentialsContainer;
  const create = replace(context, prototype, "create", (native, self, args) =>
    interceptCeremony(context, "create", native, self, args),
  );
  const get = replace(context, prototype, "get", (native, self, args) =>
    interceptCeremony(context, "get", native, self, args),
  );
  if (create === null || get === null) {
    create?.undo();
    get?.undo();
    return null;
  }
  replace(context, prototype, "store", (native, self, args) =>
    answerStore(context, native, self, args),
  );
  return { create: create.ours, get: get.ours };
}

function patchStatics(window: PageWindow, context: ShimContext): void {
  const owner = window.PublicKeyCredential;
  const availability: Answer = (native, self, args) =>
    answerAvailability(context, native, self, args);
  replace(context, owner, "isUserVerifyingPlatformAuthenticatorAvailable", availability);
  if (context.mayAsk.silently) {
    replace(context, owner, "isConditionalMediationAvailable", availability);
  }
  replace(context, owner, "getClientCapabilities", (native, self, args) =>
    answerCapabilities(context, native, self, args),
  );
  const replaceSignal = (name: string, kind: PasskeySignal["kind"]): void => {
    replace(context, owner, name, (native, self, args) =>
      answerSignal(context, kind, native, self, args),
    );
  };
  replaceSignal("signalUnknownCredential", "unknown-credential");
  replaceSignal("signalAllAcceptedCredentials", "all-accepted-credentials");
  replaceSignal("signalCurrentUserDetails", "current-user-details");
}

/** Null where the browser does not have the method itself, or it was defined not to be replaced. */
function replace(
  { natives }: ShimContext,
  owner: object,
  name: string,
  answer: Answer,
): Replaced | null {
  const descriptor = ownDescriptor(natives, owner, name);
  const native: unknown = descriptor?.value;
  if (descriptor === undefined || typeof native !== "function") return null;
  const handler = natives.create(null) as ProxyHandler<NativeMethod>;
  handler.apply = (_target, self: unknown, args: unknown[]) =>
    answer(native as NativeMethod, self, args);
  // A proxy of the native method keeps its name, its length and its look.
  const ours = natives.proxy(native as NativeMethod, handler);
  descriptor.value = ours;
  if (!natives.defineProperty(owner, name, descriptor)) return null;
  return {
    ours,
    undo: () => {
      descriptor.value = native;
      natives.defineProperty(owner, name, descriptor);
    },
  };
}

/** Asks the browser itself, past what stands in its place afterwards. */
function captureConditionalQuestion(window: PageWindow, natives: Natives): () => unknown {
  const owner = window.PublicKeyCredential;
  const native = natives.getMember(owner, "isConditionalMediationAvailable");
  return () =>
    typeof native === "function"
      ? natives.apply(native, owner, [])
      : new natives.Promise<unknown>((resolve) => {
          resolve(false);
        });
}
