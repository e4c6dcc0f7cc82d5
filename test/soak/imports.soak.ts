// A hundred thousand damaged files of other authenticators, in parts of ten thousand (WAYKEY_SEED chooses others), and
// the costliest that Ente Auth makes.

import { expect, it } from "vitest";
import { SEED } from "../e2e/rig/sample.ts";
import { contentOf } from "../unit/exchange/formats/read.ts";
import { ente } from "../unit/exchange/formats/samples.ts";
import { mutateFiles } from "../unit/exchange/formats/mutated-files.ts";

const PARTS = 10;
const MEMORY = 200 * 1024 * 1024;

it.each(Array.from({ length: PARTS }, (_, part) => part))(
  "reads or refuses each of 10,000 damaged files, part %i",
  async (part) => {
    const before = process.memoryUsage().rss;
    const { slowestMs, unforeseen, opened, refused } = await mutateFiles(10_000, SEED + part);
    expect(unforeseen).toEqual([]);
    expect(opened + refused).toBe(10_000);
    expect(slowestMs).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(MEMORY);
  },
);

it.each(["moderate", "sensitive"] as const)("opens Ente Auth's %s export", async (cost) => {
  const begun = performance.now();
  expect((await contentOf(ente(cost))).entries).toHaveLength(1);
  console.info(`${cost}: opened in ${Math.round(performance.now() - begun)} ms`);
});
