// Gives the focus back to the button that opened a panel in its own place, once that panel closes.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * A ref for the button; it gets the focus each time `open` turns false, or `fallback` does where the
 * button has gone meanwhile.
 */
export function useReturnedFocus(
  open: boolean,
  fallback?: RefObject<HTMLButtonElement | null>,
): RefObject<HTMLButtonElement | null> {
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (wasOpen.current && !open) (opener.current ?? fallback?.current)?.focus();
    wasOpen.current = open;
  }, [open, fallback]);
  return opener;
}
