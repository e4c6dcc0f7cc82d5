// All that a run of the benchmarks measured.

import type { BrowserKind } from "../../e2e/rig/browsers.ts";
import type { PartResult } from "../measure/claims.ts";
import type { Machine } from "./machine.ts";

export type TakenPart = {
  readonly name: string;
  readonly title: string;
  readonly browser: BrowserKind;
  readonly result: PartResult;
};

export type Results = {
  /** ISO 8601. */
  readonly takenAt: string;
  readonly machine: Machine;
  readonly parts: readonly TakenPart[];
};

export const BROWSER_NAMES: Readonly<Record<BrowserKind, string>> = {
  chromium: "Chromium",
  firefox: "Firefox",
};

/** Names the parts' pictures. */
export const idOf = ({ name, browser }: TakenPart): string => `${name}-${browser}`;
