// A window with as much of WebAuthn as the shim touches, for tests without a browser. Its native
// methods convert options by hand in the order of WebIDL, as a browser does, and note what they got.

import type { PageWindow } from "../../../lib/page/capture.ts";
import { createFakeRuntime } from "./fake-runtime.ts";

export type NativeCall = { readonly self: unknown; readonly options: unknown };

export type FakeWindow = {
  /** Lets time pass for the window's timers. */
  readonly pass: (ms: number) => void;
  readonly window: PageWindow;
  readonly document: EventTarget & {
    visibilityState: string;
    focused: boolean;
    isPrerendering: boolean;
  };
  /** The document of the top, for a frame. */
  readonly focusAbove: { focused: boolean } | undefined;
  /** Transient activation. */
  readonly activation: { active: boolean };
  readonly container: {
    create: (options?: unknown) => unknown;
    get: (options?: unknown) => unknown;
    store: (credential?: unknown) => unknown;
  };
  /** Calls that reached the browser's own authenticator, with the very arguments. */
  readonly nativeCalls: NativeCall[];
  /** What the browser itself says before it looks at a signal, if anything. */
  refusal: Error | null;
  /** Conditional requests that wait in the browser, with the options as it read them. */
  readonly waiting: readonly NativeWait[];
  /** What the browser says of a second request while one waits, if it refuses it. */
  refusesSecond: boolean;
  /** Whether the browser has conditional mediation; if not, such a request is refused at once. */
  isConditional: boolean;
  /** Arguments of the signal methods as the browser read them. */
  readonly signals: unknown[];
  /** The document is put away, as the browser says or as a script of the page pretends. */
  readonly hide: (isTrusted: boolean) => void;
  readonly navigator: object;
};

export type NativeWait = {
  readonly challenge: unknown;
  isOver: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** Where a fake window is, from the top of its tab downwards to it. */
export type FakePlace = {
  readonly protocol?: string;
  readonly origin?: string;
  readonly isSecureContext?: boolean;
  /** The origin of the parent, null if it cannot be read. */
  readonly parentOrigin?: string | null;
  /** The origin above that; the parent's if absent. */
  readonly topOrigin?: string | null;
  /** What a browser with that list says of the frames above, nearest first. */
  readonly ancestorOrigins?: readonly string[];
};

type Dictionary = Record<string, unknown>;

export const NATIVE_RESULT = { native: true };

export const CAPABILITIES = {
  conditionalGet: false,
  "extension:appid": true,
  hybridTransport: false,
};

export function createFakeWindow(place: FakePlace = {}): FakeWindow {
  const nativeCalls: NativeCall[] = [];
  const waiting: NativeWait[] = [];
  const signals: unknown[] = [];
  const pageHideListeners: ((event: { isTrusted: boolean }) => void)[] = [];
  const clock = createFakeRuntime();
  const textOf: unknown = Reflect.get(Function.prototype, "toString");
  /** Getters whose text is a browser's. */
  const natives = new Set<unknown>();
  function sourceOf(this: unknown): string {
    return natives.has(this)
      ? `function ${String(Reflect.get(Object(this) as object, "name"))}() { [native code] }`
      : Reflect.apply(textOf as () => string, this, []);
  }
  const state = {
    refusal: null as Error | null,
    refusesSecond: true,
    isConditional: true,
  };

  class FakeDocument extends EventTarget {
    focused = true;
    isPrerendering = false;
    #visibility = "visible";
    get visibilityState(): string {
      return this.#visibility;
    }
    set visibilityState(value: string) {
      this.#visibility = value;
    }
    get prerendering(): boolean {
      return this.isPrerendering;
    }
    hasFocus(): boolean {
      return this.focused;
    }
  }

  function waitForPasskey(challenge: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (!state.isConditional) {
      return Promise.reject(new DOMException("not here", "NotAllowedError"));
    }
    return new Promise((resolve, reject) => {
      const wait: NativeWait = {
        challenge,
        isOver: false,
        resolve: (value) => {
          wait.isOver = true;
          resolve(value);
        },
        reject: (error) => {
          wait.isOver = true;
          reject(error);
        },
      };
      waiting.push(wait);
      signal?.addEventListener("abort", () => {
        wait.reject(signal.reason);
      });
    });
  }

  function native(convert: (publicKey: Dictionary) => void) {
    return async function (this: unknown, ...args: unknown[]): Promise<unknown> {
      const options = (args[0] ?? {}) as Dictionary;
      const signal =
        options["mediation"] === "bad" ? fail("mediation") : convertCall(options, convert);
      if (state.refusal !== null) return Promise.reject(state.refusal);
      if (signal?.aborted === true) throw signal.reason;
      const other = waiting.find(({ isOver }) => !isOver);
      if (other !== undefined) {
        if (state.refusesSecond) throw new DOMException("already pending", "OperationError");
        other.reject(new DOMException("another came", "AbortError"));
      }
      if (options["mediation"] === "conditional" && convert === convertRequest) {
        return waitForPasskey((options["publicKey"] as Dictionary)["challenge"], signal);
      }
      nativeCalls.push({ self: this, options: args[0] });
      return NATIVE_RESULT;
    };
  }

  class CredentialsContainer {
    preventSilentAccess(): Promise<void> {
      return Promise.resolve();
    }
  }
  class Credential {
    get id(): string {
      return illegal();
    }
    get type(): string {
      return illegal();
    }
  }
  class PublicKeyCredential extends Credential {
    static isUserVerifyingPlatformAuthenticatorAvailable(): Promise<boolean> {
      return Promise.resolve(false);
    }
    static isConditionalMediationAvailable(): Promise<boolean> {
      return Promise.resolve(state.isConditional);
    }
    static getClientCapabilities(): Promise<Record<string, boolean>> {
      return Promise.resolve({ ...CAPABILITIES });
    }
    static async signalUnknownCredential(options: Dictionary): Promise<void> {
      const { credentialId, rpId } = options;
      if (credentialId === "!") fail("credentialId");
      signals.push({ credentialId, rpId });
    }
    static async signalAllAcceptedCredentials(options: Dictionary): Promise<void> {
      const { allAcceptedCredentialIds, rpId, userId } = options;
      signals.push({
        allAcceptedCredentialIds: [...(allAcceptedCredentialIds as Iterable<string>)],
        rpId,
        userId,
      });
    }
    static async signalCurrentUserDetails(options: Dictionary): Promise<void> {
      const { displayName, name, rpId, userId } = options;
      signals.push({ displayName, name, rpId, userId });
    }
    get rawId(): ArrayBuffer {
      return illegal();
    }
    get response(): object {
      return illegal();
    }
    get authenticatorAttachment(): string {
      return illegal();
    }
    get somethingNew(): string {
      return illegal();
    }
    getClientExtensionResults(): object {
      return illegal();
    }
    toJSON(): object {
      return illegal();
    }
  }
  class AuthenticatorResponse {
    get clientDataJSON(): ArrayBuffer {
      return illegal();
    }
  }
  class AuthenticatorAttestationResponse extends AuthenticatorResponse {
    get attestationObject(): ArrayBuffer {
      return illegal();
    }
    getTransports(): string[] {
      return illegal();
    }
    getAuthenticatorData(): ArrayBuffer {
      return illegal();
    }
    getPublicKey(): ArrayBuffer {
      return illegal();
    }
    getPublicKeyAlgorithm(): number {
      return illegal();
    }
  }
  class AuthenticatorAssertionResponse extends AuthenticatorResponse {
    get authenticatorData(): ArrayBuffer {
      return illegal();
    }
    get signature(): ArrayBuffer {
      return illegal();
    }
    get userHandle(): ArrayBuffer {
      return illegal();
    }
  }

  defineNative(CredentialsContainer.prototype, "store", async (credential: unknown) => {
    if (credential instanceof PublicKeyCredential) throw new TypeError("no Credential");
    return credential;
  });
  defineNative(CredentialsContainer.prototype, "create", native(convertCreation));
  defineNative(CredentialsContainer.prototype, "get", native(convertRequest));

  const container = new CredentialsContainer();
  class Navigator {
    get credentials(): object {
      if (!(this instanceof Navigator)) illegal();
      return container;
    }
  }
  class UserActivation {
    get isActive(): boolean {
      return activation.active;
    }
    active = false;
  }
  const activation = new UserActivation();
  const navigator = Object.assign(new Navigator(), { userActivation: activation });
  const document = new FakeDocument();
  const origin = place.origin ?? "https://headway.co";
  const window = {
    Function: { prototype: { toString: sourceOf } },
    Reflect,
    Object,
    JSON,
    Array,
    ArrayBuffer,
    Uint8Array,
    DataView,
    Promise,
    Proxy,
    String,
    Number,
    Symbol,
    DOMException,
    AbortController,
    AbortSignal,
    EventTarget,
    WeakSet,
    Navigator,
    UserActivation,
    get navigator() {
      return navigator;
    },
    addEventListener: (type: string, listener: (event: { isTrusted: boolean }) => void) => {
      if (type === "pagehide") pageHideListeners.push(listener);
    },
    MessageChannel,
    MessagePort,
    MessageEvent,
    Document: FakeDocument,
    CredentialsContainer,
    PublicKeyCredential,
    AuthenticatorAttestationResponse,
    AuthenticatorAssertionResponse,
    document,
    setTimeout: (task: () => void, ms: number) => clock.after(ms, task),
    clearTimeout: (cancel: () => void) => {
      cancel();
    },
    isSecureContext: place.isSecureContext ?? true,
    origin,
    location: {
      origin,
      ...(place.ancestorOrigins === undefined
        ? {}
        : {
            ancestorOrigins: {
              length: place.ancestorOrigins.length,
              item: (index: number) => place.ancestorOrigins?.[index] ?? null,
            },
          }),
    },
  };
  natives.add(getterOf(Navigator.prototype, "credentials"));
  natives.add(getterOf(window, "navigator"));
  Object.assign(document, { URL: `${place.protocol ?? "https:"}//headway.co/` });
  const above = createWindowsAbove(place, () => new FakeDocument());
  Object.assign(window, { parent: above?.parent ?? window, top: above?.top ?? window });
  return Object.assign(state, {
    window: window as unknown as PageWindow,
    document,
    focusAbove: above?.top.document,
    activation,
    container: container as unknown as FakeWindow["container"],
    navigator,
    nativeCalls,
    waiting,
    signals,
    pass: clock.pass,
    hide: (isTrusted: boolean) => {
      for (const listener of pageHideListeners) listener({ isTrusted });
    },
  });
}

type WindowAbove = {
  readonly location: { readonly origin: string };
  readonly document: { focused: boolean };
  readonly parent: unknown;
};

/** The parent and the top of a framed window; null for a top window. */
function createWindowsAbove(
  place: FakePlace,
  makeDocument: () => { focused: boolean },
): { readonly parent: WindowAbove; readonly top: WindowAbove } | null {
  const { parentOrigin = place.ancestorOrigins?.[0] } = place;
  if (parentOrigin === undefined) return null;
  const make = (origin: string | null, parent: WindowAbove | null): WindowAbove => ({
    get location() {
      if (origin === null) throw new DOMException("cross-origin", "SecurityError");
      return { origin };
    },
    document: makeDocument(),
    get parent(): unknown {
      return parent ?? this;
    },
  });
  const top = make(place.topOrigin === undefined ? parentOrigin : place.topOrigin, null);
  return { parent: make(parentOrigin, top), top };
}

function defineNative(
  prototype: object,
  name: string,
  value: (...args: unknown[]) => unknown,
): void {
  Object.defineProperty(value, "name", { value: name });
  Object.defineProperty(value, "length", { value: 0 });
  Object.defineProperty(prototype, name, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

export function getterOf(owner: object, name: string): unknown {
  return Reflect.get(Object.getOwnPropertyDescriptor(owner, name) ?? {}, "get");
}

function illegal(): never {
  throw new TypeError("Illegal invocation");
}

function fail(member: string): never {
  throw new TypeError(`native: ${member}`);
}

function convertCall(
  options: Dictionary,
  convert: (publicKey: Dictionary) => void,
): AbortSignal | undefined {
  const { password, publicKey } = options;
  void password;
  if (publicKey !== undefined) convert(publicKey as Dictionary);
  const { signal, uiMode } = options;
  void uiMode;
  if (signal !== undefined && !(signal instanceof AbortSignal)) return fail("signal");
  return signal;
}

const text = (value: unknown, member: string): void => {
  if (value === undefined || typeof value === "symbol") fail(member);
};

const bytes = (value: unknown, member: string): void => {
  if (!(value instanceof ArrayBuffer) && !ArrayBuffer.isView(value)) fail(member);
};

function convertDescriptors(list: unknown): void {
  if (list === undefined) return;
  for (const descriptor of list as Iterable<Dictionary>) {
    bytes(descriptor["id"], "descriptor.id");
    const { transports } = descriptor;
    if (transports !== undefined)
      for (const one of transports as Iterable<unknown>) text(one, "transport");
    text(descriptor["type"], "descriptor.type");
  }
}

function convertExtensions(extensions: unknown): void {
  if (extensions === undefined) return;
  const { appid, credBlob, credProps, largeBlob, prf } = extensions as Record<
    string,
    Dictionary | undefined | null
  >;
  void [appid, credBlob, credProps];
  if (largeBlob !== undefined && largeBlob !== null) {
    for (const member of ["read", "support", "write"]) void largeBlob[member];
  }
  if (prf === undefined || prf === null) return;
  if (prf["eval"] !== undefined) convertPrfValues(prf["eval"] as Dictionary);
  const byCredential = prf["evalByCredential"];
  if (byCredential === undefined) return;
  if (typeof byCredential !== "object" || byCredential === null) fail("evalByCredential");
  // As a record is converted: all keys, then for each its descriptor and, where it counts, its value.
  for (const key of Reflect.ownKeys(byCredential)) {
    if (Reflect.getOwnPropertyDescriptor(byCredential, key)?.enumerable !== true) continue;
    if (typeof key === "symbol") fail("evalByCredential");
    convertPrfValues(Reflect.get(byCredential, key) as Dictionary);
  }
}

function convertPrfValues(values: Dictionary): void {
  bytes(values["first"], "first");
  if (values["second"] !== undefined) bytes(values["second"], "second");
}

function convertCreation(publicKey: Dictionary): void {
  void publicKey["attestation"];
  const selection = publicKey["authenticatorSelection"] as Dictionary | undefined;
  if (selection !== undefined) {
    for (const member of [
      "authenticatorAttachment",
      "requireResidentKey",
      "residentKey",
      "userVerification",
    ]) {
      void selection[member];
    }
  }
  bytes(publicKey["challenge"], "challenge");
  convertDescriptors(publicKey["excludeCredentials"]);
  convertExtensions(publicKey["extensions"]);
  const { hints } = publicKey;
  if (hints !== undefined) for (const hint of hints as Iterable<unknown>) text(hint, "hint");
  for (const parameters of publicKey["pubKeyCredParams"] as Iterable<Dictionary>) {
    const { alg } = parameters;
    if (typeof alg === "symbol" || alg === undefined) fail("alg");
    text(parameters["type"], "type");
  }
  const rp = publicKey["rp"] as Dictionary;
  text(rp["name"], "rp.name");
  void rp["id"];
  void publicKey["timeout"];
  const user = publicKey["user"] as Dictionary;
  text(user["name"], "user.name");
  text(user["displayName"], "user.displayName");
  bytes(user["id"], "user.id");
}

function convertRequest(publicKey: Dictionary): void {
  convertDescriptors(publicKey["allowCredentials"]);
  bytes(publicKey["challenge"], "challenge");
  convertExtensions(publicKey["extensions"]);
  for (const member of ["hints", "rpId", "timeout", "userVerification"]) void publicKey[member];
}
