// A window with as much of WebAuthn as the shim touches, for tests without a browser. Its native
// methods convert options by hand in the order of WebIDL, as a browser does, and note what they got.

import type { PageWindow } from "../../../lib/page/capture.ts";
import { createFakeRuntime } from "./fake-runtime.ts";

export type NativeCall = { readonly self: unknown; readonly options: unknown };

export type FakeWindow = {
  /** Lets time pass for the window's timers. */
  readonly pass: (ms: number) => void;
  readonly window: PageWindow;
  readonly document: EventTarget & { visibilityState: string; focused: boolean };
  readonly container: {
    create: (options?: unknown) => unknown;
    get: (options?: unknown) => unknown;
  };
  /** Calls that reached the browser's own authenticator, with the very arguments. */
  readonly nativeCalls: NativeCall[];
  /** What the browser itself says before it looks at a signal, if anything. */
  refusal: Error | null;
};

type Dictionary = Record<string, unknown>;

export const NATIVE_RESULT = { native: true };

export function createFakeWindow(
  place: {
    protocol?: string;
    origin?: string;
    isSecureContext?: boolean;
    parentOrigin?: string;
  } = {},
): FakeWindow {
  const nativeCalls: NativeCall[] = [];
  const clock = createFakeRuntime();
  const state: { refusal: Error | null } = { refusal: null };

  class FakeDocument extends EventTarget {
    focused = true;
    #visibility = "visible";
    get visibilityState(): string {
      return this.#visibility;
    }
    set visibilityState(value: string) {
      this.#visibility = value;
    }
    hasFocus(): boolean {
      return this.focused;
    }
  }

  function native(convert: (publicKey: Dictionary) => void) {
    return async function (this: unknown, ...args: unknown[]): Promise<unknown> {
      const options = (args[0] ?? {}) as Dictionary;
      const signal =
        options["mediation"] === "bad" ? fail("mediation") : convertCall(options, convert);
      if (state.refusal !== null) return Promise.reject(state.refusal);
      if (signal?.aborted === true) throw signal.reason;
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

  defineNative(CredentialsContainer.prototype, "create", native(convertCreation));
  defineNative(CredentialsContainer.prototype, "get", native(convertRequest));

  const document = new FakeDocument();
  const origin = place.origin ?? "https://headway.co";
  const window = {
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
    location: { protocol: place.protocol ?? "https:", origin },
  };
  const parent =
    place.parentOrigin === undefined
      ? window
      : {
          location: { origin: place.parentOrigin },
          document,
          get parent(): unknown {
            return this;
          },
        };
  Object.assign(window, { parent, top: parent });
  return {
    window: window as unknown as PageWindow,
    document,
    container: new CredentialsContainer() as unknown as FakeWindow["container"],
    nativeCalls,
    pass: clock.pass,
    get refusal() {
      return state.refusal;
    },
    set refusal(value: Error | null) {
      state.refusal = value;
    },
  };
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
  const { signal } = options;
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
  for (const known of ["appid", "credProps", "prf"]) void (extensions as Dictionary)[known];
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
