// Notices when the top document asks for a code that Waykey fills, and when such a field takes the focus. It
// looks when the document is there, at each change of focus, and shortly after each act of the user, by
// which pages move on without a reload; so a page that changes by itself costs nothing.

import type { CodeKind } from "./field-finder.ts";
import type { After } from "./runtime.ts";

/** The kind of code that is asked for, and whether its field has the focus. */
export type Wanted = { readonly kind: CodeKind; readonly isFocused: boolean };

export type CodeWatchInput = {
  readonly window: Window & typeof globalThis;
  readonly after: After;
  readonly look: () => Wanted | null;
  readonly onWanted: (isWanted: boolean) => void;
  /** Once for each time that a field of the kind comes up. */
  readonly onFocus: () => void;
};

/** So soon after a key or a click a page has moved on, if it does. */
const LOOK_AFTER_MS = 250;

/** Starts watching. */
export function watchForCodes({ window, after, look, onWanted, onFocus }: CodeWatchInput): void {
  let wanted: CodeKind | null = null;
  let isFocusTold = false;
  let isDue = false;

  function lookNow(): void {
    isDue = false;
    const now = look();
    const kind = now?.kind ?? null;
    if (kind !== wanted) {
      if ((kind === null) !== (wanted === null)) onWanted(kind !== null);
      wanted = kind;
      isFocusTold = false;
    }
    if (now?.isFocused === true && !isFocusTold) {
      isFocusTold = true;
      onFocus();
    }
  }

  function lookSoon(): void {
    if (isDue) return;
    isDue = true;
    after(LOOK_AFTER_MS, lookNow);
  }

  const onTrusted = (event: Event): void => {
    if (event.isTrusted) lookSoon();
  };
  for (const type of ["focusin", "click"]) {
    window.addEventListener(type, onTrusted, { capture: true, passive: true });
  }
  // Not at every key: nobody's typing is to wait for a look at the whole screen.
  const onKey = (event: KeyboardEvent): void => {
    if (event.isTrusted && event.key === "Enter") lookSoon();
  };
  window.addEventListener("keyup", onKey, { capture: true, passive: true });
  if (window.document.readyState === "complete") lookSoon();
  else window.addEventListener("load", onTrusted, { capture: true, once: true });
}

/** The element that has the focus, in shadow roots and frames of the same origin too. */
export function focusedElement(document: Document): Element | null {
  let focused = document.activeElement;
  for (;;) {
    const inside =
      focused?.shadowRoot?.activeElement ??
      (focused?.tagName === "IFRAME"
        ? (focused as HTMLIFrameElement).contentDocument?.activeElement
        : null);
    if (inside === null || inside === undefined) return focused;
    focused = inside;
  }
}
