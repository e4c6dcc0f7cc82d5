// Shadow roots that a page has closed, which the browsers open to extensions' content scripts alone.

import type { ShadowRootOf } from "../page/runtime.ts";

type ChromeDom = { readonly openOrClosedShadowRoot: (host: HTMLElement) => ShadowRoot | null };
type FirefoxElement = Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null };

/**
 * Chromium's; Firefox has a property of each element instead. Asked for where a page has something to look into: the
 * browser makes it at the first question.
 */
const domApi = () => (globalThis as { chrome?: { dom?: ChromeDom } }).chrome?.dom;

export const shadowRootOf: ShadowRootOf = (element) => {
  if (element.shadowRoot !== null) return element.shadowRoot;
  const dom = domApi();
  if (dom === undefined) return (element as FirefoxElement).openOrClosedShadowRoot ?? null;
  return element instanceof HTMLElement ? dom.openOrClosedShadowRoot(element) : null;
};
