// The popup's search field takes the focus when the user types a letter or presses "/" anywhere on the screen where
// nothing else is being typed.

import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** @param input the field, while there is one */
export function useSearchKeys(input: RefObject<HTMLInputElement | null>): void {
  // With the first picture of it, so that no key that answers what is seen is lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isOtherwiseUsed(event)) return;
      if (input.current === null) return;
      if (event.key === "/") event.preventDefault();
      else if (!/^[\p{L}\p{N}]$/u.test(event.key)) return;
      input.current.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** Shortcuts of the browser, and whatever is typed or picked somewhere else. */
function isOtherwiseUsed({ altKey, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  if (altKey || ctrlKey || metaKey) return true;
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, [contenteditable]") !== null
  );
}
