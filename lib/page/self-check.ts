// Whether a page's call of navigator.credentials.create or get still meets Waykey's functions, or what
// another script or extension put before them. It looks with captured built-ins and calls nothing of
// the page.

import type { OverrideState } from "../rpc/ceremony-messages.ts";
import { type Natives, ownDescriptor, type PageWindow } from "./capture.ts";

/** One property on the way from `window` to a method: what stands there was put there by us or before. */
type Step = { readonly owner: object; readonly name: string; readonly expected: unknown };

/**
 * To be called before any code of the page, once the methods are replaced.
 * @returns what to call for the state at that time
 */
export function captureSelfCheck(window: PageWindow, natives: Natives): () => OverrideState {
  const { navigator } = window;
  const container: object = navigator.credentials;
  const prototype: object = window.CredentialsContainer.prototype;
  const navigatorPrototype: object = window.Navigator.prototype;

  function standing(owner: object, name: string): unknown {
    const descriptor = ownDescriptor(natives, owner, name);
    if (descriptor === undefined) return undefined;
    return natives.getMember(descriptor, "get") ?? descriptor.value;
  }
  const keep = (owner: object, name: string): Step => ({
    owner,
    name,
    expected: standing(owner, name),
  });
  const steps: readonly Step[] = [
    keep(window, "navigator"),
    keep(navigator, "credentials"),
    keep(navigatorPrototype, "credentials"),
    keep(container, "create"),
    keep(container, "get"),
    keep(prototype, "create"),
    keep(prototype, "get"),
  ];

  return () => {
    let state: OverrideState = "in-place";
    const isMoved =
      natives.getPrototypeOf(container) !== prototype ||
      natives.getPrototypeOf(navigator) !== navigatorPrototype;
    if (isMoved) state = "replaced";
    for (let i = 0; i < steps.length; i++) {
      const { owner, name, expected } = steps[i] as Step;
      if (standing(owner, name) === expected) continue;
      if (isFixed(natives, owner, name)) return "locked";
      state = "replaced";
    }
    return state;
  };
}

/** Nobody can put the old value back: neither by a new definition nor by an assignment. */
function isFixed(natives: Natives, owner: object, name: string): boolean {
  const descriptor = ownDescriptor(natives, owner, name);
  return (
    descriptor !== undefined && descriptor.configurable === false && descriptor.writable !== true
  );
}
