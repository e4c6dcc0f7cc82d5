// Whether a document may have a field for a code at all, seen at little cost: most pages are done with here, and the
// reader of pages is not needed.

import { focusedElement } from "./focused-element.ts";
import { mayTakeCode } from "./may-take-code.ts";
import type { ShadowRootOf } from "./runtime.ts";

/**
 * False only if there is no `input` that may take a code in the document, nor in the shadow roots of its own elements and of open
 * ones of others, and what has the focus has no closed shadow root either.
 */
export function mayHoldField(document: Document, shadowRootOf: ShadowRootOf): boolean {
  if (holdsInput(document, shadowRootOf)) return true;
  const focused = focusedElement(document);
  return focused !== null && shadowRootOf(focused) !== null;
}

function holdsInput(root: Document | ShadowRoot, shadowRootOf: ShadowRootOf): boolean {
  if ([...root.querySelectorAll("input")].some(mayTakeCode)) return true;
  for (const element of root.querySelectorAll("*")) {
    const isOwn = element.localName.includes("-");
    const shadow = isOwn ? shadowRootOf(element) : element.shadowRoot;
    if (shadow !== null && holdsInput(shadow, shadowRootOf)) return true;
  }
  return false;
}
