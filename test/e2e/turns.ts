// The usual run takes the main job, which goes through all that Waykey is for, in both browsers, and of the other
// files an eighth, each in one browser: on eight days each file has its turn, on the next eight in the other browser. All
// of them run in both browsers by `npm run test:e2e`, in `npm run test:soak` and whenever they are named.

import { readdirSync } from "node:fs";
import { type Cost, COSTS } from "./costs.ts";
import type { BrowserKind } from "./rig/browsers.ts";

const FOLDER = "test/e2e";

/** After so many days every file has had its turn in one browser, after twice as many in both. */
export const DAYS = 8;

/** The days after which all begins anew. */
export const ROUND = 2 * DAYS;

export const EVERY_DAY = [pathOf("main-job")];

export const IN_TURNS = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".e2e.ts"))
  .map((name) => `${FOLDER}/${name}`)
  .filter((path) => !EVERY_DAY.includes(path))
  .toSorted();

function pathOf(name: string): string {
  return `${FOLDER}/${name}.e2e.ts`;
}

/** @throws RangeError if the table of costs does not have the file */
export function costOf(path: string): Cost {
  const name = path.slice(FOLDER.length + 1, -".e2e.ts".length);
  const cost = COSTS[name];
  if (cost === undefined) throw new RangeError(`test/e2e/costs.ts must say what ${name} takes`);
  return cost;
}

/** On which days of a round a file runs, and in which browser. */
type Turn = Readonly<Record<BrowserKind, number>>;

const TURNS: readonly Turn[] = Array.from({ length: ROUND }, (_, day) => ({
  chromium: day,
  firefox: (day + DAYS) % ROUND,
}));

/** The dearest first, each where the fuller of its two days stays emptiest. */
function deal(): ReadonlyMap<string, Turn> {
  const loads = Array.from({ length: ROUND }, () => 0);
  const loadOn = (day: number) => loads[day] ?? 0;
  const dealt = new Map<string, Turn>();
  const dearness = (path: string) => costOf(path).chromium + costOf(path).firefox;
  for (const path of IN_TURNS.toSorted((a, b) => dearness(b) - dearness(a))) {
    const cost = costOf(path);
    const after = ({ chromium, firefox }: Turn) => [
      loadOn(chromium) + cost.chromium,
      loadOn(firefox) + cost.firefox,
    ];
    const worst = (turn: Turn) => Math.max(...after(turn));
    const turn = TURNS.reduce((best, each) => (worst(each) < worst(best) ? each : best));
    loads[turn.chromium] = loadOn(turn.chromium) + cost.chromium;
    loads[turn.firefox] = loadOn(turn.firefox) + cost.firefox;
    dealt.set(path, turn);
  }
  return dealt;
}

const DEALT = deal();

/**
 * The files that have no turn in that browser today.
 * @param day any number that grows by one each day; null: no file is left out
 */
export function leftOut(kind: BrowserKind, day: number | null): readonly string[] {
  if (day === null) return [];
  return IN_TURNS.filter((path) => DEALT.get(path)?.[kind] !== day % ROUND);
}
