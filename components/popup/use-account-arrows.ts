// The arrow keys in the list of accounts: up and down from one account to the next, staying on its codes if
// the focus is on one; from the search field down into the list, and from its top back there.

import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
const OPEN = ".account-open";
const COPY = ".code-row > .button:last-child:enabled";

export function useAccountArrows(list: RefObject<HTMLElement | null>): void {
  // With the first picture of it, so that no key that answers what is seen is lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target, altKey, ctrlKey, metaKey, shiftKey } = event;
      const step = STEPS[key];
      if (
        step === undefined ||
        event.defaultPrevented ||
        altKey ||
        ctrlKey ||
        metaKey ||
        shiftKey
      ) {
        return;
      }
      const next = target instanceof Element ? neighbour(list.current, target, step) : null;
      if (next === null) return;
      event.preventDefault();
      next.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [list]);
}

/** What the focus goes to from `from`; null where the key has its usual meaning. */
function neighbour(list: HTMLElement | null, from: Element, step: number): HTMLElement | null {
  const cards = [...(list?.children ?? [])];
  const search = document.querySelector<HTMLElement>('input[type="search"]');
  const at = cards.findIndex((card) => card.contains(from));
  if (at === -1) {
    const isDown = from === search && step > 0;
    return isDown ? (cards[0]?.querySelector<HTMLElement>(OPEN) ?? null) : null;
  }
  if (at + step < 0) return search;
  const card = cards[at + step];
  const copy = from.closest(OPEN) === null ? card?.querySelector<HTMLElement>(COPY) : null;
  return copy ?? card?.querySelector<HTMLElement>(OPEN) ?? null;
}
