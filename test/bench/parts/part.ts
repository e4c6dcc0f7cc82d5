// What a part of the benchmarks is given, and what it gives back.

import type { World } from "../../e2e/rig/world.ts";
import type { PartResult } from "../measure/claims.ts";
import type { Seeds } from "../seeds.ts";

export type Bench = {
  readonly world: World;
  readonly seeds: Seeds;
  /** Runs at the part's end, in reverse order, whatever came of it. */
  readonly defer: (close: () => Promise<void> | void) => void;
};

export type Part = (bench: Bench) => Promise<PartResult>;
