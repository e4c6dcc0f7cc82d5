// What the worker and the popup occupy at three sizes of the vault: after an unlock, and after everything was listed.

import { workerAnswer } from "../../e2e/durability/worker-call.ts";
import { footprintOf } from "../../e2e/rig/footprint.ts";
import { KIND } from "../../e2e/rig/kind.ts";
import { ratio } from "../measure/claims.ts";
import { type Arm, interleave } from "../measure/rounds.ts";
import type { Part } from "./part.ts";

const SIZES = [10, 1000, 10_000] as const;
const ROUNDS = 3;
const MIB = 2 ** 20;

/** In Firefox the whole process of the extension, its open pages included. */
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
        KIND === "chromium"
          ? { popup: (await popup.metrics()).JSHeapUsedSize ?? 0 }
          : { popup: (await held()) * MIB };
      await popup.close();
      return { worker, popup: shown.popup / MIB };
    };
  }
  const rounds = await interleave(arms, ROUNDS);
  return {
    tables: [{ title: "Memory", unit: "MiB", rounds }],
    claims: ["worker", "popup"].map((part) =>
      ratio({
        name: `memory of the ${part}, at 10,000 records against 10`,
        rounds,
        arm: `10000 ${part}`,
        against: `10 ${part}`,
      }),
    ),
  };
};
