// The built-ins the page shim works with, taken as this module is loaded, before any code of the page has run. A page
// that patches prototypes later changes what its own calls see, and nothing the shim does. Objects handed
// to these functions as handlers or descriptors must have no prototype, for the same reason.

export type PageWindow = Window & typeof globalThis;

export type NativeMethod = (this: unknown, ...args: unknown[]) => unknown;

/** The native method on the page's own receiver, with the page's own arguments unless others are given. */
export type CallNative = (args?: unknown[]) => unknown;

/** A method with its receiver first. */
type Uncurried<T = unknown> = (self: object | string, args: unknown[]) => T;
type Getter = (self: unknown) => unknown;

export const { defineProperty, getOwnPropertyDescriptor } = Reflect;
export const apply = Reflect.apply as (target: object, self: unknown, args: unknown[]) => unknown;
export const getMember = Reflect.get as (target: object, key: PropertyKey) => unknown;
export const ownKeys = Reflect.ownKeys as (target: object) => readonly PropertyKey[];
export const getPrototypeOf = Object.getPrototypeOf as (value: object) => object | null;
export const setPrototypeOf = Object.setPrototypeOf as <T extends object>(
  value: T,
  prototype: object | null,
) => T;
export const hasOwn = takeMethod(Object.prototype, "hasOwnProperty") as Uncurried<boolean>;
export const isArray = Array.isArray as (value: unknown) => boolean;
export const iteratorSymbol: typeof Symbol.iterator = Symbol.iterator;
export const parseJson = JSON.parse as (text: string) => unknown;
export const stringifyJson = JSON.stringify as (value: unknown) => string;
export const NativeUint8Array = Uint8Array;
export const NativePromise = Promise;
export const NativeProxy = Proxy;
export const NativeDOMException = DOMException;
export const toText = String as (value: unknown) => string;
export const toNumber = Number as (value: unknown) => number;
export const charCodeAt = takeMethod(String.prototype, "charCodeAt") as Uncurried<number>;
const decodeBase64 = atob;
export const fromBase64 = (base64: string): string =>
  apply(decodeBase64, undefined, [base64]) as string;
/** The buffer of a typed array. */
export const bufferOf = takeGetter(getPrototypeOf(Uint8Array.prototype) as object, "buffer");
const NativeTextDecoder = TextDecoder;
const decode = takeMethod(TextDecoder.prototype, "decode");
let decoder: object | null = null;
/**
 * A character for each byte of a buffer or view: U+0000 to U+007F as they are, above them U+F780 to U+F7FF
 * (Encoding Standard, x-user-defined). Throws for anything else.
 */
export function bytesToText(source: unknown): string {
  decoder ??= new NativeTextDecoder("x-user-defined");
  return decode(decoder, [source]) as string;
}
const promiseThen = takeMethod(Promise.prototype, "then");
export const addEventListener = takeMethod(EventTarget.prototype, "addEventListener");
const removeEventListener = takeMethod(EventTarget.prototype, "removeEventListener");
export const signalAborted = takeGetter(AbortSignal.prototype, "aborted");
export const signalReason = takeGetter(AbortSignal.prototype, "reason");
const NativeAbortController = AbortController;
const abort = takeMethod(AbortController.prototype, "abort");
const signalOf = takeGetter(AbortController.prototype, "signal");
export const startPort = takeMethod(MessagePort.prototype, "start");
export const postMessage = takeMethod(MessagePort.prototype, "postMessage");
export const messageData = takeGetter(MessageEvent.prototype, "data");
const exceptionName = takeGetter(DOMException.prototype, "name");

/** A controller of our own: its signal, and what aborts it. */
export function newAbort(): {
  readonly signal: unknown;
  readonly abort: (reason?: unknown) => void;
} {
  const controller = new NativeAbortController();
  return {
    signal: signalOf(controller),
    abort: (reason) => {
      abort(controller, [reason]);
    },
  };
}

/** What nobody else has. */
export const abortReason: unknown = bare();

/** A signal aborted from the start, for that reason. */
export function abortedSignal(): unknown {
  const aborted = newAbort();
  aborted.abort(abortReason);
  return aborted.signal;
}

/** A method of that object. To be called while the page has not run yet. */
export function takeMethod(owner: object, name: string): Uncurried {
  const method = getMember(owner, name);
  if (typeof method !== "function") throw new TypeError(name);
  return (self, args) => apply(method, self, args);
}

/** A getter that the object has of its own. To be called while the page has not run yet. */
export function takeGetter(owner: object, name: string): Getter {
  const get = getOwnPropertyDescriptor(owner, name)?.get;
  if (get === undefined) throw new TypeError(name);
  return (self) => apply(get, self, []);
}

/** An object without a prototype, so that no key of it can be answered by the page. */
export function bare(): Record<string, unknown> {
  return { __proto__: null };
}

/** Of an ordinary member with that value. Without a prototype. */
export function dataDescriptor(value: unknown): PropertyDescriptor {
  return {
    __proto__: null,
    configurable: true,
    enumerable: true,
    writable: true,
    value,
  } as PropertyDescriptor;
}

/** An empty list without a prototype: it is filled by index and read by index. */
export function bareList(): unknown[] {
  const list: unknown[] = [];
  setPrototypeOf(list, null);
  return list;
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** What stands there of its own: the descriptor has no prototype, so absent fields are absent. */
export function ownDescriptor(owner: object, name: PropertyKey): PropertyDescriptor | undefined {
  const descriptor = getOwnPropertyDescriptor(owner, name);
  if (descriptor !== undefined) setPrototypeOf(descriptor, null);
  return descriptor;
}

/** Of an AbortSignal or undefined. @throws TypeError for anything else */
export function isAborted(signal: unknown): boolean {
  return signal !== undefined && signalAborted(signal) === true;
}

/** Runs `task` when a signal, or none, is aborted; the answer ends that. A page's own event counts for nothing. */
export function whenAborted(signal: unknown, task: () => void): () => void {
  const onAbort = (): void => {
    if (isAborted(signal)) task();
  };
  const change = (how: Uncurried): void => {
    if (isObject(signal)) how(signal, ["abort", onAbort]);
  };
  change(addEventListener);
  return () => {
    change(removeEventListener);
  };
}

/** The name of a DOMException; null for anything else, also what only inherits from it, as a page's getter may throw. */
export function domExceptionName(error: unknown): unknown {
  try {
    return exceptionName(error);
  } catch {
    return null;
  }
}

/** Runs one of the two callbacks when `promise`, a native one that no page code holds, settles. */
export function whenSettled(
  promise: object,
  onValue: (value: unknown) => void,
  onError: (error: unknown) => void,
): void {
  // Without a constructor `then` asks nobody which class to make.
  defineProperty(promise, "constructor", dataDescriptor(undefined));
  promiseThen(promise, [onValue, onError]);
}
