// The usual run takes a few files in both browsers, which go through all that Waykey is for, and each of the
// others in one browser, the other one the day after. All of them run in both browsers by `npm run test:e2e`, in
// `npm run test:soak` and whenever they are named.

import { readdirSync } from "node:fs";
import type { BrowserKind } from "./rig/browsers.ts";

const FOLDER = "test/e2e";

/** The main job with its authenticator, recovery codes and backup; passkeys in all their ways; the independent oracle. */
export const EVERY_DAY = ["conditional", "main-job", "oracle", "passkeys"].map(pathOf);

export const IN_TURNS = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".e2e.ts"))
  .map((name) => `${FOLDER}/${name}`)
  .filter((path) => !EVERY_DAY.includes(path))
  .toSorted();

function pathOf(name: string): string {
  return `${FOLDER}/${name}.e2e.ts`;
}

/**
 * The files that are the other browser's today.
 * @param day any number that grows by one each day; null: no file is left out
 */
export function leftOut(kind: BrowserKind, day: number | null): readonly string[] {
  if (day === null) return [];
  const turn = day + (kind === "chromium" ? 0 : 1);
  return IN_TURNS.filter((_file, index) => (index + turn) % 2 === 1);
}
