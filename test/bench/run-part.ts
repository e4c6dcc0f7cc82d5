// Runs one part of the benchmarks in the browser of WAYKEY_BROWSER and writes what it measured as JSON:
// `node test/bench/run-part.ts NAME FOLDER FILE`. A process of its own, so that no part finds what another left in memory.

import { writeFileSync } from "node:fs";
import { inAnyCase } from "../../lib/app/in-any-case.ts";
import { startWorld } from "../e2e/rig/world.ts";
import { PARTS } from "./parts.ts";
import { Seeds } from "./seeds.ts";

const [name = "", folder = "", file = ""] = process.argv.slice(2);
const found = PARTS.find((part) => part.name === name);
if (found === undefined) throw new RangeError(`There is no part "${name}"`);

const closings: (() => Promise<void> | void)[] = [];
try {
  const world = await startWorld();
  closings.push(() => world.close());
  const seeds = new Seeds(folder, world);
  const result = await found.run({ world, seeds, defer: (close) => closings.push(close) });
  writeFileSync(file, JSON.stringify(result));
} finally {
  await inAnyCase(closings.toReversed().map((close) => async () => close()));
}
process.exit();
