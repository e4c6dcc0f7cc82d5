// Where the keyboard is in a document, however deep.

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
