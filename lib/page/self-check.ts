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

/** One property on the way from `window` to a method, with what has to stand there: owner, name, expected. */
type Step = readonly [object, string, unknown];

/**
 * To be called before any code of the page, once the methods are replaced.
 * @param ours null where they could not be
 * @returns what to call for the state at that time
 */
export function captureSelfCheck(
  window: PageWindow,
  mayAsk: MayAsk,
  ours: OwnMethods | null,
): () => OverrideState {
  const { navigator } = window;
  const prototype: object = window.CredentialsContainer.prototype;
  const navigatorPrototype: object = window.Navigator.prototype;
  const { toString: toText } = window.Function.prototype as unknown as { toString: object };
  // What is expected where nothing that is found can be right.
  const nothing: object = bare();

  function standing(owner: object, name: string): unknown {
    const descriptor = ownDescriptor(owner, name);
    if (descriptor === undefined) return undefined;
    return getMember(descriptor, "get") ?? descriptor.value;
  }
  function nativeGetter(owner: object, name: string): object {
    const found = standing(owner, name);
    return typeof found === "function" && isNativeGetter(toText, found, name) ? found : nothing;
  }
  const credentialsGetter = nativeGetter(navigatorPrototype, "credentials");
  const container = containerOf(credentialsGetter, navigator);
  const steps: Step[] = [
    [window, "navigator", nativeGetter(window, "navigator")],
    [navigator, "credentials", undefined],
    [navigatorPrototype, "credentials", credentialsGetter],
    [prototype, "create", ours?.create ?? nothing],
    [prototype, "get", ours?.get ?? nothing],
  ];
  if (container !== null) {
    steps.push([container, "create", undefined], [container, "get", undefined]);
  }

  return () => {
    if (!mayAsk.atAll("create") || !mayAsk.atAll("get")) return "not-allowed";
    let state: OverrideState = "in-place";
    const isMoved =
      container === null ||
      getPrototypeOf(container) !== prototype ||
      getPrototypeOf(navigator) !== navigatorPrototype;
    if (isMoved) state = "replaced";
    for (let i = 0; i < steps.length; i++) {
      // By index: the page can replace what goes through a list.
      const step = steps[i] as Step;
      if (standing(step[0], step[1]) === step[2]) continue;
      if (isFixed(step[0], step[1])) return "locked";
      state = "replaced";
    }
    return state;
  };
}

/**
 * Whether it is the browser's own: its text has the name and no code, while that of a script's function
 * has code, and that of a proxy or a bound function no name (ECMAScript, Function.prototype.toString).
 */
function isNativeGetter(toText: object, getter: object, name: string): boolean {
  const text = String(apply(toText, getter, []));
  return new RegExp(`^function (?:get )?${name}\\(\\) \\{\\s+\\[native code\\]\\s+\\}$`, "u").test(
    text,
  );
}

/** What the browser's own getter says; null if it is not there, or the navigator is none of its own. */
function containerOf(getter: object, navigator: Navigator): object | null {
  if (typeof getter !== "function") return null;
  try {
    return apply(getter, navigator, []) as object;
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
