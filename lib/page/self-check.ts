// Whether a page's call of navigator.credentials.create or get meets Waykey's functions, or what another
// script or extension put before them, be it before or after Waykey came; and whether the page's own
// Permissions Policy leaves Waykey anything to do. It looks with captured built-ins and calls nothing of
// the page.

import type { OverrideState } from "../rpc/ceremony-messages.ts";
import {
  apply,
  bare,
  getMember,
  getPrototypeOf,
  type NativeMethod,
  ownDescriptor,
  type PageWindow,
} from "./capture.ts";
import type { MayAsk } from "./may-ask.ts";

/** Our functions on CredentialsContainer.prototype. */
export type OwnMethods = { readonly create: NativeMethod; readonly get: NativeMethod };

/**
 * To be called before any code of the page, once the methods are replaced. What it takes then it looks at only when
 * it is asked.
 * @param ours null where they could not be
 * @returns what to call for the state at that time
 */
export function captureSelfCheck(
  window: PageWindow,
  mayAsk: MayAsk,
  ours: OwnMethods | null,
): () => OverrideState {
  const prototype: object = window.CredentialsContainer.prototype;
  const navigatorPrototype: object = window.Navigator.prototype;
  const toText = getMember(window.Function.prototype, "toString") as object;
  const navigatorGetter = standing(window, "navigator");
  const credentialsGetter = standing(navigatorPrototype, "credentials");

  return () => {
    if (!mayAsk.atAll("create") || !mayAsk.atAll("get")) return "not-allowed";
    // What is expected where nothing that is found can be right.
    const nothing: object = bare();
    const native = (getter: unknown, name: string): object =>
      typeof getter === "function" && isNativeGetter(toText, getter, name) ? getter : nothing;
    const ownNavigator = native(navigatorGetter, "navigator");
    const ownCredentials = native(credentialsGetter, "credentials");
    const navigator = answerOf(ownNavigator, window);
    const container = navigator === null ? null : answerOf(ownCredentials, navigator);
    let state: OverrideState = "in-place";
    const look = (owner: object | null, name: string, expected: unknown): void => {
      if (owner === null || state === "locked" || standing(owner, name) === expected) return;
      state = isFixed(owner, name) ? "locked" : "replaced";
    };
    if (
      navigator === null ||
      container === null ||
      getPrototypeOf(container) !== prototype ||
      getPrototypeOf(navigator) !== navigatorPrototype
    ) {
      state = "replaced";
    }
    look(window, "navigator", ownNavigator);
    look(navigator, "credentials", undefined);
    look(navigatorPrototype, "credentials", ownCredentials);
    look(prototype, "create", ours?.create ?? nothing);
    look(prototype, "get", ours?.get ?? nothing);
    look(container, "create", undefined);
    look(container, "get", undefined);
    return state;
  };
}

function standing(owner: object, name: string): unknown {
  const descriptor = ownDescriptor(owner, name);
  if (descriptor === undefined) return undefined;
  return getMember(descriptor, "get") ?? descriptor.value;
}

/**
 * Whether it is the browser's own: its text has the name and no code, while that of a script's function
 * has code, and that of a proxy or a bound function no name (ECMAScript, Function.prototype.toString). Chromium writes
 * it on one line, Firefox on three, and the latter not always that it is a getter.
 */
function isNativeGetter(toText: object, getter: object, name: string): boolean {
  const text = apply(toText, getter, []);
  return (
    text === `function get ${name}() { [native code] }` ||
    text === `function get ${name}() {\n    [native code]\n}` ||
    text === `function ${name}() {\n    [native code]\n}`
  );
}

/** What the browser's own getter says; null if it is not there, or the owner is none of its own. */
function answerOf(getter: object, owner: object): object | null {
  if (typeof getter !== "function") return null;
  try {
    return apply(getter, owner, []) as object;
  } catch {
    return null;
  }
}

/** Nobody can put the old value back: neither by a new definition nor by an assignment. */
function isFixed(owner: object, name: string): boolean {
  const descriptor = ownDescriptor(owner, name);
  return (
    descriptor !== undefined && descriptor.configurable === false && descriptor.writable !== true
  );
}
