// The fill corpus: pages after those of real sites, and Waykey on each of them. Prints how often it
// takes a screen for what it is and fills what is to be filled; expects it but where a page is known to be beyond it.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KIND } from "../rig/kind.ts";
import { SEED, sampleOf } from "../rig/sample.ts";
import { useRig } from "../rig/use-rig.ts";
import { FAMILIES } from "./corpus.ts";
import { isKnown, missOf, scoreLines } from "./score.ts";
import { PAGES, serveCorpus } from "./served.ts";
import { type Visit, Visitor } from "./visit.ts";

/** For the largest family, on a machine that has other things to do as well. */
const FAMILY_MS = 180_000;

/** @param part of each family's pages, those that WAYKEY_SEED draws; 1 for all */
export function declareCorpus(part: number): void {
  const guests = serveCorpus();
  const name = part === 1 ? `all ${PAGES.length} pages` : `a part of ${PAGES.length} pages`;

  describe(`the fill corpus, ${name}, in ${KIND}`, () => {
    const given = useRig({
      vault: true,
      guests: async (url) => (await guests)(url),
    });
    const visits: Visit[] = [];
    let visitor: Visitor | null = null;

    beforeAll(async () => {
      visitor = await Visitor.prepare(given.rig);
    });

    afterAll(() => {
      const misses = visits.map(missOf).filter((miss) => miss !== null);
      const lines = [...scoreLines(visits), `${misses.length} misses`, ...misses];
      console.info(lines.join("\n"));
    });

    it.each(FAMILIES)("has a name for each page: $name", ({ pages }) => {
      expect(new Set(pages.map((page) => page.name)).size).toBe(pages.length);
    });

    it.each(FAMILIES)(
      "is told apart and filled: $name",
      { timeout: FAMILY_MS },
      async ({ pages }) => {
        const misses: string[] = [];
        for (const page of sampleOf(pages, Math.ceil(pages.length * part))) {
          const visit = await visitor?.visit(page);
          if (visit === undefined) continue;
          visits.push(visit);
          const miss = missOf(visit);
          if (miss !== null && !isKnown(visit)) misses.push(miss);
        }
        expect(misses, `WAYKEY_SEED=${SEED}`).toEqual([]);
      },
    );
  });
}
