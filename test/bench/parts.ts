// The parts of the benchmarks, in their order, and the browsers each is taken in.

import type { BrowserKind } from "../e2e/rig/browsers.ts";
import { ceremonies } from "./parts/ceremonies.ts";
import { memory } from "./parts/memory.ts";
import { pageCost } from "./parts/page-cost.ts";
import type { Part } from "./parts/part.ts";
import { popup } from "./parts/popup.ts";
import { reading } from "./parts/reading.ts";
import { unlock } from "./parts/unlock.ts";
import { vault } from "./parts/vault.ts";

export type NamedPart = {
  readonly name: string;
  readonly title: string;
  readonly browsers: readonly BrowserKind[];
  readonly run: Part;
};

const BOTH = ["chromium", "firefox"] as const;

export const PARTS: readonly NamedPart[] = [
  { name: "ceremonies", title: "Ceremonies", browsers: BOTH, run: ceremonies },
  { name: "page-cost", title: "What a page costs", browsers: ["chromium"], run: pageCost },
  { name: "unlock", title: "Unlocking", browsers: BOTH, run: unlock },
  { name: "popup", title: "The popup", browsers: BOTH, run: popup },
  { name: "vault", title: "The vault", browsers: BOTH, run: vault },
  { name: "reading", title: "Reading pictures and pages", browsers: BOTH, run: reading },
  { name: "memory", title: "Memory", browsers: BOTH, run: memory },
];
