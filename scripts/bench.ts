// `npm run bench`: measures Waykey side by side with what bounds it, and writes docs/benchmarks.md with its pictures and
// data. `-- ceremonies popup` runs those parts alone and prints them; `--browser=chromium` takes one browser alone. With
// `--check` it fails where a bound is not kept.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { holds, type PartResult } from "../test/bench/measure/claims.ts";
import { PARTS } from "../test/bench/parts.ts";
import { describeMachine } from "../test/bench/report/machine.ts";
import { writeMarkdown } from "../test/bench/report/markdown.ts";
import { drawTable } from "../test/bench/report/plot.ts";
import { idOf, type Results, type TakenPart } from "../test/bench/report/results.ts";
import type { BrowserKind } from "../test/e2e/rig/browsers.ts";
import { buildExtension } from "./build-extension.ts";

const DOCUMENT = join("docs", "benchmarks.md");
const FOLDER = join("docs", "benchmarks");
const BROWSERS = ["chromium", "firefox"] as const;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

type Choice = {
  readonly names: readonly string[];
  readonly browsers: readonly BrowserKind[];
  readonly check: boolean;
};

/** @throws RangeError for an argument that means nothing */
function parse(args: readonly string[]): Choice {
  const names = args.filter((arg) => !arg.startsWith("--"));
  const known = PARTS.map(({ name }) => name);
  const options = new Map(BROWSERS.map((kind) => [`--browser=${kind}`, kind]));
  const wrong = args.find((arg) => !known.includes(arg) && !options.has(arg) && arg !== "--check");
  if (wrong !== undefined) {
    const allowed = [...known, ...options.keys(), "--check"].join(", ");
    throw new RangeError(`"${wrong}" is unknown. Say none or some of: ${allowed}.`);
  }
  const chosen = BROWSERS.filter((kind) => args.includes(`--browser=${kind}`));
  return {
    names,
    browsers: chosen.length === 0 ? BROWSERS : chosen,
    check: args.includes("--check"),
  };
}

async function take(name: string, browser: BrowserKind, seeds: string): Promise<PartResult> {
  const file = join(seeds, `${name}-${browser}.json`);
  const env = { ...process.env, WAYKEY_BROWSER: browser };
  const part = spawn(process.execPath, ["test/bench/run-part.ts", name, seeds, file], {
    env,
    stdio: "inherit",
  });
  const [code] = (await once(part, "exit")) as [number | null];
  if (code !== 0) throw new Error(`The part ${name} failed in ${browser}`);
  return JSON.parse(readFileSync(file, "utf8")) as PartResult;
}

function print({ title, browser, result }: TakenPart, seconds: number): void {
  say(`\n${title}, ${browser}: ${seconds.toFixed(0)} s`);
  for (const claim of result.claims) {
    const { estimate, low, high } = claim.value;
    const verdict = claim.bound === null ? "      " : holds(claim) ? "kept  " : "BROKEN";
    const range = low === high ? "" : ` (${low.toFixed(2)} to ${high.toFixed(2)})`;
    say(`  ${verdict} ${estimate.toFixed(2)} ${claim.unit}${range}  ${claim.name}`);
  }
}

function write(results: Results): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  writeFileSync(join(FOLDER, "results.json"), `${JSON.stringify(results)}\n`);
  for (const part of results.parts) {
    for (const [i, table] of part.result.tables.entries()) {
      writeFileSync(join(FOLDER, `${idOf(part)}-${i + 1}.svg`), drawTable(table));
    }
  }
  writeFileSync(DOCUMENT, writeMarkdown(results));
}

async function bench(args: readonly string[]): Promise<boolean> {
  const { names, browsers, check } = parse(args);
  for (const kind of browsers) buildExtension(kind);
  const seeds = mkdtempSync(join(tmpdir(), "waykey-seeds-"));
  const parts: TakenPart[] = [];
  try {
    for (const { name, title, browsers: fitting } of PARTS) {
      if (names.length > 0 && !names.includes(name)) continue;
      for (const browser of fitting.filter((kind) => browsers.includes(kind))) {
        const begun = performance.now();
        const part = { name, title, browser, result: await take(name, browser, seeds) };
        parts.push(part);
        print(part, (performance.now() - begun) / 1000);
      }
    }
  } finally {
    rmSync(seeds, { recursive: true, force: true, maxRetries: 5 });
  }
  const isWhole = names.length === 0 && browsers.length === BROWSERS.length;
  if (isWhole) {
    write({ takenAt: new Date().toISOString(), machine: describeMachine(browsers), parts });
    say(`\nWritten: ${DOCUMENT}`);
  }
  const broken = parts.flatMap(({ result }) => result.claims.filter((claim) => !holds(claim)));
  say(`\n${broken.length} bounds not kept`);
  return !check || broken.length === 0;
}

try {
  process.exitCode = (await bench(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`waykey: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
