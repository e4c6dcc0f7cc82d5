// The fill corpus: pages after those of real sites, and Waykey on each of them. Prints how often it
// takes a screen for what it is and fills what is to be filled; expects it always.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FAMILIES } from "./fields/corpus.ts";
import { PAGES, serveCorpus } from "./fields/served.ts";
import { missOf, scoreLines } from "./fields/score.ts";
import { type Visit, Visitor } from "./fields/visit.ts";
import { KIND } from "./rig/kind.ts";
import { useRig } from "./rig/use-rig.ts";

/** For the largest family, on a machine that has other things to do as well. */
const FAMILY_MS = 180_000;

const guests = await serveCorpus();

describe(`the fill corpus of ${PAGES.length} pages in ${KIND}`, () => {
  const given = useRig({ vault: true, guests });
  const visits: Visit[] = [];
  let visitor: Visitor | null = null;

  beforeAll(async () => {
    visitor = await Visitor.prepare(given.rig);
  });

  afterAll(() => {
    const misses = visits.map(missOf).filter((miss) => miss !== null);
    const lines = [...scoreLines(visits), `${misses.length} misses`, ...misses];
    console.log(lines.join("\n"));
  });

  it.each(FAMILIES)("has a name for each page: $name", ({ pages }) => {
    expect(new Set(pages.map(({ name }) => name)).size).toBe(pages.length);
  });

  it.each(FAMILIES)(
    "is told apart and filled: $name",
    { timeout: FAMILY_MS },
    async ({ pages }) => {
      const misses: string[] = [];
      for (const page of pages) {
        const visit = await visitor?.visit(page);
        if (visit === undefined) continue;
        visits.push(visit);
        const miss = missOf(visit);
        if (miss !== null) misses.push(miss);
      }
      expect(misses).toEqual([]);
    },
  );
});
