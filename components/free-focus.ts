// Whether the user has put the focus anywhere. What appears late takes the focus only where it lies
// free, and never scrolls the page to itself.

export function isFocusFree(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Focuses the element unless the focus is elsewhere already. */
export function takeFreeFocus(element: HTMLElement | null): void {
  if (isFocusFree()) element?.focus({ preventScroll: true });
}
