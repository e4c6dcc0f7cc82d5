// Whether a document may have a field for a code at all, seen at little cost: most pages are done with here, and the
// reader of pages is not needed.

import { focusedElement } from "./focused-element.ts";
import { MAY_TAKE_CODE, mayTakeCode } from "./may-take-code.ts";
import type { ShadowRootOf } from "./runtime.ts";

/** The elements of most pages that can have no shadow root (DOM, attach a shadow root). */
const NO_HOSTS =
  "html,head,head *,script,style,link,template,a,abbr,b,br,button,code,col,em,fieldset,figure,form,hr,i,iframe,img,input," +
  "label,legend,li,ol,optgroup,option,picture,pre,select,small,source,strong,sub,sup,svg,svg *,table,tbody,td,textarea," +
  "tfoot,th,thead,tr,u,ul,video";

/** Others that can, and seldom do. */
const PLAIN_HOSTS =
  "article,aside,blockquote,body,div,footer,h1,h2,h3,h4,h5,h6,header,main,nav,p,section,span";

const MAY_BE_HOST = `:not(${NO_HOSTS})`;
const MAY_BE_OWN = `:not(${NO_HOSTS},${PLAIN_HOSTS})`;

/** The innermost element that has the focus or holds what has, unless it is one that can have no shadow root. */
const FOCUSED_HOST = ":focus-within:not(:has(:focus-within),a,button,input,select,textarea)";

/**
 * False only if there is no `input` that may take a code in the document, nor in the shadow roots of its own elements and of open
 * ones of others, and what has the focus has no closed shadow root either. The browser is asked by selectors, since it makes an
 * object for each element that a script gets.
 * @param isDeep false leaves out the shadow roots of others than its own elements, for which every one is to be gone through
 */
export function mayHoldField(
  document: Document,
  shadowRootOf: ShadowRootOf,
  isDeep: boolean,
): boolean {
  if (holdsInput(document, shadowRootOf, isDeep ? MAY_BE_HOST : MAY_BE_OWN)) return true;
  if (document.querySelector(FOCUSED_HOST) === null) return false;
  const focused = focusedElement(document);
  return focused !== null && shadowRootOf(focused) !== null;
}

function holdsInput(
  root: Document | ShadowRoot,
  shadowRootOf: ShadowRootOf,
  hosts: string,
): boolean {
  for (const input of root.querySelectorAll<HTMLInputElement>(MAY_TAKE_CODE)) {
    if (mayTakeCode(input)) return true;
  }
  for (const element of root.querySelectorAll(hosts)) {
    const isOwn = element.localName.includes("-");
    const shadow = isOwn ? shadowRootOf(element) : element.shadowRoot;
    if (shadow !== null && holdsInput(shadow, shadowRootOf, MAY_BE_HOST)) return true;
  }
  return false;
}
