// What the figures were taken on. The machine's name is not among it.

import { execFileSync } from "node:child_process";
import { cpus, release, totalmem } from "node:os";
import { type BrowserKind, executableOf } from "../../e2e/rig/browsers.ts";

export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly browsers: Readonly<Partial<Record<BrowserKind, string>>>;
};

function versionOf(kind: BrowserKind): string {
  const said = execFileSync(executableOf(kind), ["--version"], { encoding: "utf8" });
  return /\d+(?:\.\d+)+\w*/.exec(said)?.[0] ?? said.trim();
}

export function describeMachine(kinds: readonly BrowserKind[]): Machine {
  const [first, ...others] = cpus();
  return {
    processor: first?.model.trim() ?? "unknown",
    cores: others.length + 1,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `Linux ${release()}`,
    node: process.versions.node,
    browsers: Object.fromEntries(kinds.map((kind) => [kind, versionOf(kind)])),
  };
}
