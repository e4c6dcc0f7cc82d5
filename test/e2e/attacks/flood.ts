// A page that asks and asks: many calls at once, and again after every refusal.

import { expect, it } from "vitest";
import { footprintOf } from "../rig/footprint.ts";
import { KIND } from "../rig/kind.ts";
import { isVerified, labGet, type LabOutcome, openLab } from "../rig/lab.ts";
import { addVirtualKey } from "../rig/virtual-key.ts";
import { type Counts, promptOf, type Stage } from "./stage.ts";

/** How soon the calls that lose have their answer; measured in Firefox, which is slower with ports. */
const MAX_ANSWER_MS = { chromium: 1_000, firefox: 3_000 };
const MIB = 1024 * 1024;
const MAX_GROWTH_BYTES = { chromium: MIB, firefox: 24 * MIB };

type Answer = { readonly outcome: LabOutcome; readonly ms: number };

export function declareFlood(stage: Stage, counts: Counts): void {
  const many = counts.parallelCalls;

  it(`lets ${many} calls at once open one window, and refuses all but one of them`, async () => {
    const { rig, user } = stage.given;
    const page = await openLab(rig);
    const allowCredentials = [stage.mine];
    const key = await addVirtualKey(rig, page);
    const before = await footprintOf(rig);
    await page.bringToFront();
    const answered = page.evaluate(
      async (list, count) => {
        type Lab = {
          get(options: object): Promise<LabOutcome>;
          challenge(): Promise<string>;
        };
        const { lab } = window as unknown as { lab: Lab };
        const options = {
          challenge: await lab.challenge(),
          allowCredentials: list,
          userVerification: "discouraged",
        };
        const began = performance.now();
        const calls = Array.from({ length: count }, async () => {
          const outcome = await lab.get(options);
          return { outcome, ms: performance.now() - began };
        });
        return Promise.all(calls);
      },
      allowCredentials,
      many,
    ) as Promise<readonly Answer[]>;
    await rig.prompt();
    expect(await rig.findPrompts()).toHaveLength(1);
    await user.allow();
    const answers = await answered;
    expect(await rig.findPrompts()).toHaveLength(0);
    const refused = answers.filter(({ outcome }) => !outcome.ok);
    const names = refused.map(({ outcome }) => (outcome.ok ? "" : outcome.error.name));
    expect(names).toEqual(Array.from({ length: many - 1 }, () => "NotAllowedError"));
    const slowest = Math.max(...refused.map(({ ms }) => ms));
    console.info(`the last of ${many - 1} refusals after ${slowest.toFixed(0)} ms`);
    expect(slowest).toBeLessThan(MAX_ANSWER_MS[KIND]);
    const granted = answers.find(({ outcome }) => outcome.ok);
    if (granted === undefined) throw new Error("no call was granted");
    expect(await isVerified(page, granted.outcome)).toBe(true);
    const after = await footprintOf(rig);
    expect(after.memoryBytes - before.memoryBytes).toBeLessThan(MAX_GROWTH_BYTES[KIND]);
    expect(after.ports ?? 0).toBeLessThanOrEqual(1);
    await key.remove();
    await page.close();
  });

  it("does not ask again in a tab where the user has cancelled three times in a row", async () => {
    const { rig, user } = stage.given;
    const page = await openLab(rig);
    const allowCredentials = [stage.mine];
    for (let turn = 0; turn < 3; turn++) {
      await page.bringToFront();
      const got = labGet(page, { allowCredentials });
      await user.decide(await rig.prompt(), "Cancel");
      expect(await got).toMatchObject({ ok: false, error: { name: "NotAllowedError" } });
    }
    await page.bringToFront();
    const fourth = labGet(page, { allowCredentials });
    const prompt = await promptOf(rig, fourth);
    if (prompt !== null) await user.decide(prompt, "Cancel");
    expect(prompt).toBeNull();
    expect(await fourth).toMatchObject({ ok: false, error: { name: "NotAllowedError" } });
    await page.close();
    const other = await openLab(rig);
    const got = labGet(other, { allowCredentials });
    await user.allow();
    expect(await isVerified(other, await got)).toBe(true);
    await other.close();
  });
}
