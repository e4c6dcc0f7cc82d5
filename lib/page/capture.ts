// The built-ins the page shim works with, taken before any code of the page has run. A page that
// patches prototypes later changes what its own calls see, and nothing the shim does. Objects handed
// to these functions as handlers or descriptors must have no prototype, for the same reason.

export type PageWindow = Window & typeof globalThis;

export type NativeMethod = (this: unknown, ...args: unknown[]) => unknown;

export type Natives = ReturnType<typeof captureNatives>;

/** Every name is the built-in's own, uncurried where it is a method: the receiver comes first. */
export function captureNatives(window: PageWindow) {
  const { get: getMember, defineProperty, getOwnPropertyDescriptor, ownKeys } = window.Reflect;
  const apply = window.Reflect.apply as (target: object, self: unknown, args: unknown[]) => unknown;
  const { create, getPrototypeOf, setPrototypeOf, prototype: objectPrototype } = window.Object;
  const { parse, stringify } = window.JSON;
  const { ArrayBuffer, Uint8Array, Promise, DOMException, AbortController } = window;
  const makeProxy = window.Proxy;

  function method(prototype: object, name: string): (self: object, args: unknown[]) => unknown {
    const value: unknown = getMember(prototype, name);
    if (typeof value !== "function") throw new TypeError(`The built-in ${name} is missing`);
    return (self, args) => apply(value, self, args);
  }

  function getter(prototype: object, name: string): (self: unknown) => unknown {
    const get = getOwnPropertyDescriptor(prototype, name)?.get;
    if (get === undefined) throw new TypeError(`The built-in getter ${name} is missing`);
    return (self) => apply(get, self, []);
  }

  const { WeakSet } = window;
  const addToSet = method(WeakSet.prototype, "add");
  const isInSet = method(WeakSet.prototype, "has");
  const setTimer = method(window, "setTimeout");
  const clearTimer = method(window, "clearTimeout");
  const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype) as object;
  const abort = method(AbortController.prototype, "abort");
  const signalOf = getter(AbortController.prototype, "signal");
  const aborted = new AbortController();
  const abortReason = create(null) as object;
  aborted.abort(abortReason);

  return {
    /** To take one more method or getter while the page has not run yet. */
    method,
    getter,
    apply,
    getMember: getMember as (target: object, key: PropertyKey) => unknown,
    defineProperty,
    getOwnPropertyDescriptor,
    ownKeys: ownKeys as (target: object) => readonly PropertyKey[],
    getPrototypeOf: getPrototypeOf as (value: object) => object | null,
    create: create as (prototype: object | null) => object,
    setPrototypeOf,
    /** The text of a function, which for a native one names it and shows no code. */
    sourceOf: method(window.Function.prototype, "toString"),
    isArray: window.Array.isArray as (value: unknown) => boolean,
    hasOwn: method(objectPrototype, "hasOwnProperty"),
    isPrototypeOf: method(objectPrototype, "isPrototypeOf"),
    iterator: window.Symbol.iterator,
    parseJson: parse as (text: string) => unknown,
    stringifyJson: stringify as (value: unknown) => string,
    ArrayBuffer,
    Uint8Array,
    Promise,
    proxy: <T extends object>(target: T, handler: ProxyHandler<T>): T =>
      new makeProxy(target, handler),
    toText: window.String as (value: unknown) => string,
    toNumber: window.Number as (value: unknown) => number,
    DOMException,
    domExceptionPrototype: DOMException.prototype as object,
    promiseThen: method(Promise.prototype, "then"),
    arrayBufferLength: getter(ArrayBuffer.prototype, "byteLength"),
    typedArray: {
      buffer: getter(typedArrayPrototype, "buffer"),
      byteOffset: getter(typedArrayPrototype, "byteOffset"),
      byteLength: getter(typedArrayPrototype, "byteLength"),
    },
    dataView: {
      buffer: getter(window.DataView.prototype, "buffer"),
      byteOffset: getter(window.DataView.prototype, "byteOffset"),
      byteLength: getter(window.DataView.prototype, "byteLength"),
    },
    /** Runs `task` after a delay; the answer cancels it. */
    after: (delayMs: number, task: () => void): (() => void) => {
      const timer = setTimer(window, [task, delayMs]);
      return () => {
        clearTimer(window, [timer]);
      };
    },
    addEventListener: method(window.EventTarget.prototype, "addEventListener"),
    removeEventListener: method(window.EventTarget.prototype, "removeEventListener"),
    signalAborted: getter(window.AbortSignal.prototype, "aborted"),
    signalReason: getter(window.AbortSignal.prototype, "reason"),
    /** A signal aborted from the start, with a reason nobody else has. */
    abortedSignal: aborted.signal as unknown,
    abortReason: abortReason as unknown,
    /** A controller of our own: its signal, and what aborts it. */
    newAbort: (): { readonly signal: unknown; readonly abort: () => void } => {
      const controller = new AbortController();
      return {
        signal: signalOf(controller),
        abort: () => {
          abort(controller, []);
        },
      };
    },
    /** A set of objects that nobody else can read. */
    newWeakSet: (): {
      readonly add: (value: object) => void;
      readonly has: (value: object) => boolean;
    } => {
      const set = new WeakSet();
      return {
        add: (value) => {
          addToSet(set, [value]);
        },
        has: (value) => isInSet(set, [value]) === true,
      };
    },
    exceptionName: getter(DOMException.prototype, "name"),
    startPort: method(window.MessagePort.prototype, "start"),
    postMessage: method(window.MessagePort.prototype, "postMessage"),
    messageData: getter(window.MessageEvent.prototype, "data"),
  };
}

/** An object without a prototype, so that no key of it can be answered by the page. */
export function bare(natives: Natives): Record<string, unknown> {
  return natives.create(null) as Record<string, unknown>;
}

/** An empty list without a prototype: it is filled by index and read by index. */
export function bareList(natives: Natives): unknown[] {
  const list: unknown[] = [];
  natives.setPrototypeOf(list, null);
  return list;
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** What stands there of its own: the descriptor has no prototype, so absent fields are absent. */
export function ownDescriptor(
  natives: Natives,
  owner: object,
  name: PropertyKey,
): PropertyDescriptor | undefined {
  const descriptor = natives.getOwnPropertyDescriptor(owner, name);
  if (descriptor !== undefined) natives.setPrototypeOf(descriptor, null);
  return descriptor;
}

/** Of an AbortSignal or undefined. @throws TypeError for anything else */
export function isAborted(natives: Natives, signal: unknown): boolean {
  return signal !== undefined && natives.signalAborted(signal) === true;
}

/** Runs one of the two callbacks when `promise`, a native one that no page code holds, settles. */
export function whenSettled(
  natives: Natives,
  promise: object,
  onValue: (value: unknown) => void,
  onError: (error: unknown) => void,
): void {
  const descriptor = bare(natives) as PropertyDescriptor;
  descriptor.value = undefined;
  // Without a constructor `then` asks nobody which class to make.
  natives.defineProperty(promise, "constructor", descriptor);
  natives.promiseThen(promise, [onValue, onError]);
}
