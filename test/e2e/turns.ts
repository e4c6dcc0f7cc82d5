// Files of which the usual run takes each in one browser, the other one the day after: they try what no user
// does, at length. All of them run in both browsers in `npm run test:soak` and whenever they are named.

import type { BrowserKind } from "./rig/browsers.ts";

export const IN_TURNS = [
  "attacks",
  "disk",
  "durability",
  "faults",
  "fields",
  "fill-traps",
  "hostile-pictures",
  "two-copies",
  "untouched",
].map((name) => `test/e2e/${name}.e2e.ts`);

/**
 * The files that are the other browser's today.
 * @param day any number that grows by one each day; null: no file is left out
 */
export function leftOut(kind: BrowserKind, day: number | null): readonly string[] {
  if (day === null) return [];
  const turn = day + (kind === "chromium" ? 0 : 1);
  return IN_TURNS.filter((_file, index) => (index + turn) % 2 === 1);
}
