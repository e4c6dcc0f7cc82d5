// A long list is drawn in two steps: first what fits into a popup, so that opening it and each key of a search
// are answered at once, and the rest when the browser has time.

import { useEffect, useState } from "preact/hooks";

/** More than a popup of 600 px shows at once. */
const FIRST_ROWS = 8;

/** By then the rest is drawn, however busy the browser is. */
const REST_AFTER_MS = 200;

/**
 * @param query what is shown; where it changes, the list begins anew
 * @param least how many rows are needed at once, as for one that takes the focus
 * @param room how many are to be drawn in the end
 * @returns how many are to be drawn now
 */
export function useDrawnRows(query: string, least: number, room: number): number {
  const [whole, setWhole] = useState<string | null>(null);
  useEffect(() => {
    const turn = requestIdleCallback(() => setWhole(query), { timeout: REST_AFTER_MS });
    return () => {
      cancelIdleCallback(turn);
      setWhole(null);
    };
  }, [query]);
  return whole === query ? room : Math.min(room, Math.max(least, FIRST_ROWS));
}
