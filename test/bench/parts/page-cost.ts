// What a page of Headway's costs more with Waykey: its log-in page, loaded in a browser without it, in one whose
// worker runs and in one whose worker is stopped; and with an extension that does nothing, for what the browser itself
// takes for two scripts in a page. Counted until a second after the page's load. A page of another site
// must not get a single script.

import { statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { outputOf } from "../../e2e/rig/browsers.ts";
import { type Rig, startRig } from "../../e2e/rig/rig.ts";
import { workerAnswer } from "../../e2e/durability/worker-call.ts";
import { type Claim, count, pairedDifference } from "../measure/claims.ts";
import { interleave } from "../measure/rounds.ts";
import type { Round } from "../measure/statistics.ts";
import { startBareRig } from "./bare-rig.ts";
import type { Part } from "./part.ts";

const ROUNDS = 30;
const IN_SCOPE = "https://headway.co/login";
const OUT_OF_SCOPE = "https://evilheadway.co/login";

/** Seconds in the browser's metrics. */
const MS = 1000;

/** How long after its load a page is watched, in milliseconds. */
const WATCHED_MS = 1000;

const ARMS = {
  warm: "Waykey, worker running",
  stopped: "Waykey, worker stopped",
  bare: "an extension that does nothing",
} as const;

/** Loads the page in a new tab and closes it. */
async function load(rig: Rig): Promise<Round> {
  const page = await rig.browser.newPage();
  const session = await page.createCDPSession();
  await session.send("Performance.enable");
  await page.goto(IN_SCOPE, { waitUntil: "load" });
  const { content, loaded } = await page.evaluate(async (watched) => {
    await new Promise((resolve) => setTimeout(resolve, watched));
    const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return { content: entry?.domContentLoadedEventEnd ?? 0, loaded: entry?.loadEventEnd ?? 0 };
  }, WATCHED_MS);
  const { metrics } = await session.send("Performance.getMetrics");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await page.close();
  const metric = (name: string) => (metrics.find((each) => each.name === name)?.value ?? 0) * MS;
  return {
    script: metric("ScriptDuration"),
    tasks: metric("TaskDuration"),
    DOMContentLoaded: content,
    load: loaded,
    "heap bytes": usedSize,
  };
}

/** How many scripts of any extension's a page at `url` gets. */
async function scriptsOfExtensions(rig: Rig, url: string): Promise<number> {
  const page: Page = await rig.browser.newPage();
  const session = await page.createCDPSession();
  const scripts = new Set<string>();
  session.on("Debugger.scriptParsed", (script) => {
    if (script.url.startsWith("chrome-extension://")) scripts.add(script.url);
  });
  await session.send("Debugger.enable");
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), WATCHED_MS);
  await page.close();
  return scripts.size;
}

function bytesOf(script: string): number {
  return statSync(join(outputOf("chromium"), script)).size;
}

export const pageCost: Part = async (bench) => {
  const seeded = await bench.seeds.start(10);
  bench.defer(() => seeded.close());
  const without = await startRig("chromium", bench.world, { withoutExtension: true });
  bench.defer(() => without.close());
  const bare = await startBareRig(bench);
  const rounds = await interleave(
    {
      without: () => load(without),
      bare: () => load(bare),
      warm: async () => {
        await workerAnswer(seeded.page, "vault.status", null);
        return load(seeded.rig);
      },
      stopped: async () => {
        await seeded.rig.killWorker();
        return load(seeded.rig);
      },
    },
    ROUNDS,
    2,
  );
  const more = (
    arm: keyof typeof ARMS,
    name: string,
    unit: "ms" | "bytes",
    bound: Claim["bound"],
  ): Claim =>
    pairedDifference({
      name: `${name}, more with ${ARMS[arm]}`,
      rounds,
      arm: `${arm} ${name}`,
      against: `without ${name}`,
      unit,
      bound,
    });
  const claims = (["warm", "stopped"] as const).flatMap((arm) => [
    more(arm, "script", "ms", { atMost: 1 }),
    more(arm, "tasks", "ms", { atMost: 3 }),
    more(arm, "DOMContentLoaded", "ms", null),
    more(arm, "load", "ms", { includes: 0 }),
    more(arm, "heap bytes", "bytes", null),
  ]);
  const times = rounds.map((round) =>
    Object.fromEntries(Object.entries(round).filter(([name]) => !name.endsWith("heap bytes"))),
  );
  return {
    tables: [{ title: "A page of Headway's", unit: "ms", rounds: times }],
    claims: [
      ...claims,
      ...(["script", "tasks", "load"] as const).map((name) => more("bare", name, "ms", null)),
      count(
        "scripts in every page of Headway's",
        "bytes",
        bytesOf("content-scripts/page.js") + bytesOf("content-scripts/bridge.js"),
      ),
      count("script in a page with fields, besides", "bytes", bytesOf("page-reader.js")),
      count("scripts in a page of Headway's", "", await scriptsOfExtensions(seeded.rig, IN_SCOPE)),
      count(
        "scripts in a page of another site",
        "",
        await scriptsOfExtensions(seeded.rig, OUT_OF_SCOPE),
        { atMost: 0 },
      ),
    ],
  };
};
