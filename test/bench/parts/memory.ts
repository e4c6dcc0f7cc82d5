// What the worker and the popup occupy at three sizes of the vault: a worker that has woken and made a code, and a popup that shows
// the accounts.

import type { Page } from "puppeteer";
import { workerAnswer } from "../../e2e/durability/worker-call.ts";
import { footprintOf } from "../../e2e/rig/footprint.ts";
import { KIND } from "../../e2e/rig/kind.ts";
import { ratio } from "../measure/claims.ts";
import { type Arm, interleave } from "../measure/rounds.ts";
import type { Part } from "./part.ts";

const SIZES = [10, 1000, 10_000] as const;
const ROUNDS = 3;
const MIB = 2 ** 20;

/** What each figure is of. Firefox tells of the extension's process alone: of its worker and its open pages together. */
const NAMES = {
  chromium: { worker: "memory of the worker", popup: "memory of the popup" },
  firefox: {
    worker: "memory of the extension's process with an idle page",
    popup: "memory of the extension's process with the popup open, too",
  },
}[KIND];

/** Bytes, after a garbage collection, as of the worker. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}

export const memory: Part = async (bench) => {
  const arms: Record<string, Arm> = {};
  for (const size of SIZES) {
    const { rig, page, close } = await bench.seeds.start(size);
    bench.defer(close);
    const held = async () => (await footprintOf(rig)).memoryBytes / MIB;
    arms[`${size}`] = async () => {
      await rig.killWorker();
      await workerAnswer(page, "otp.codes", { ids: ["otp-0"] });
      const worker = await held();
      const popup = await rig.openExtensionPage("popup.html");
      await popup.waitForSelector(".account");
      const shown =
        KIND === "chromium" ? { popup: await heapOf(popup) } : { popup: (await held()) * MIB };
      await popup.close();
      return { worker, popup: shown.popup / MIB };
    };
  }
  const rounds = await interleave(arms, ROUNDS);
  return {
    tables: [{ title: "Memory", unit: "MiB", rounds }],
    claims: (["worker", "popup"] as const).map((part) =>
      ratio({
        name: `${NAMES[part]}, at 10,000 records against 10`,
        rounds,
        arm: `10000 ${part}`,
        against: `10 ${part}`,
      }),
    ),
  };
};
