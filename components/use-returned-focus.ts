// Gives the focus back to the button that opened a panel in its own place, once that panel closes.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** A ref for the button; it gets the focus each time `open` turns false. */
export function useReturnedFocus(open: boolean): RefObject<HTMLButtonElement | null> {
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (wasOpen.current && !open) opener.current?.focus();
    wasOpen.current = open;
  }, [open]);
  return opener;
}
