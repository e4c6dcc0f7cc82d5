// The script in the page's own world: puts itself before navigator.credentials.create, get and store and
// the static methods of PublicKeyCredential (Credential Management §2.5, WebAuthn Level 3 §5.1). It
// serves `publicKey` calls, modal and conditional; every other call, and every call that Waykey does not
// answer, goes to the browser with the page's own receiver and arguments. It holds no secret and takes
// no decision: it converts, relays and builds the result.

import {
  apply,
  bareList,
  type CallNative,
  defineProperty,
  getMember,
  type NativeMethod,
  NativePromise,
  NativeProxy,
  ownDescriptor,
  type PageWindow,
} from "./capture.ts";
import { interceptCeremony, type ShimContext } from "./ceremony-shim.ts";
import { createWaitingGet } from "./conditional-get.ts";
import { captureCredentialPrototypes } from "./credential.ts";
import { captureMayAsk } from "./may-ask.ts";
import { SIGNAL_SHAPES } from "./option-shapes.ts";
import { mayAct } from "./scope.ts";
import { captureSelfCheck, type OwnMethods } from "./self-check.ts";
import { openShimLink } from "./shim-link.ts";
import { answerSignal } from "./signal-shim.ts";
import { answerStore } from "./store-shim.ts";
import { answerAvailability, answerCapabilities } from "./vault-questions.ts";

/** What stands in the place of a native method, given the first of the page's arguments. */
type Answer = (source: unknown, callNative: CallNative) => unknown;

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
  let check: ReturnType<typeof captureSelfCheck> = () => "replaced";
  const context: ShimContext = {
    prototypes: captureCredentialPrototypes(window),
    ownCredentials: bareList(),
    link: openShimLink(window, input.channelName, () => check()),
    mayAsk: captureMayAsk(window),
    waitingGet: createWaitingGet(captureConditionalQuestion(window)),
  };
  const ours = patchContainer(window, context);
  if (ours !== null) patchStatics(window, context);
  check = captureSelfCheck(window, context.mayAsk, ours);
}

/**
 * Null, with nothing replaced, unless both `create` and `get` are: a page must not make passkeys with
 * Waykey that it then can't ask Waykey for.
 */
function patchContainer(window: PageWindow, context: ShimContext): OwnMethods | null {
  const { prototype } = window.CredentialsContainer;
  const replaceCeremony = (kind: "create" | "get") =>
    replace(prototype, kind, (source, callNative) =>
      interceptCeremony(context, kind, source, callNative),
    );
  const create = replaceCeremony("create");
  const get = replaceCeremony("get");
  if (create === null || get === null) {
    create?.undo();
    get?.undo();
    return null;
  }
  replace(prototype, "store", (source, callNative) => answerStore(context, source, callNative));
  return { create: create.ours, get: get.ours };
}

function patchStatics(window: PageWindow, context: ShimContext): void {
  const owner = window.PublicKeyCredential;
  const availability: Answer = (_source, callNative) => answerAvailability(context, callNative);
  replace(owner, "isUserVerifyingPlatformAuthenticatorAvailable", availability);
  if (context.mayAsk.silently) replace(owner, "isConditionalMediationAvailable", availability);
  replace(owner, "getClientCapabilities", (_source, callNative) =>
    answerCapabilities(context, callNative),
  );
  for (const name in SIGNAL_SHAPES) {
    replace(owner, name, (source, callNative) =>
      answerSignal(context, name as keyof typeof SIGNAL_SHAPES, source, callNative),
    );
  }
}

/** Null where the browser does not have the method itself, or it was defined not to be replaced. */
function replace(owner: object, name: string, answer: Answer): Replaced | null {
  const descriptor = ownDescriptor(owner, name);
  const native: unknown = descriptor?.value;
  if (descriptor === undefined || typeof native !== "function") return null;
  const define = (value: unknown): boolean => {
    descriptor.value = value;
    return defineProperty(owner, name, descriptor);
  };
  // A proxy of the native method keeps its name, its length and its look.
  const ours = new NativeProxy(
    native as NativeMethod,
    {
      __proto__: null,
      apply: (_target, self: unknown, args: unknown[]) =>
        answer(args[0], (given = args) => apply(native, self, given)),
    } as ProxyHandler<NativeMethod>,
  );
  return define(ours) ? { ours, undo: () => void define(native) } : null;
}

/** Asks the browser itself, past what stands in its place afterwards. */
function captureConditionalQuestion(window: PageWindow): () => unknown {
  const owner = window.PublicKeyCredential;
  const native = getMember(owner, "isConditionalMediationAvailable");
  return () =>
    typeof native === "function"
      ? apply(native, owner, [])
      : new NativePromise<unknown>((resolve) => {
          resolve(false);
        });
}
