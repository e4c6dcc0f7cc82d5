// Marks in the page's own timeline (User Timing Level 3), for `npm run bench`: nobody but the page and developer
// tools can read them.

import { useEffect, useLayoutEffect } from "preact/hooks";

export type Mark =
  /** The first code stands in the popup. */
  | "waykey-code-shown"
  /** What a prompt asks can be answered. */
  | "waykey-prompt-interactive";

function markFirst(name: Mark): void {
  if (performance.getEntriesByName(name).length === 0) performance.mark(name);
}

/** Marks that this has been drawn, the first time that `isThere`. */
export function useDrawnMark(name: Mark, isThere: boolean): void {
  useEffect(() => {
    if (isThere) markFirst(name);
  }, [name, isThere]);
}

/** Marks that this stands in the document and can be used, the first time. */
export function useInteractiveMark(name: Mark): void {
  useLayoutEffect(() => markFirst(name), [name]);
}
