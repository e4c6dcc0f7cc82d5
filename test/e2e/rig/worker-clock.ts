// Sets the clock of Waykey's background forward, as if it had been started so much later. It ends with the
// background: ended, or gone to sleep, the next one goes by the computer's clock again.

import type { Rig } from "./rig.ts";

type Clock = { readonly Date: DateConstructor };
type Background = { getBackgroundPage(): Promise<Clock> };

/** @param byMs against the computer's clock, in milliseconds */
export async function setWorkerClock(rig: Rig, byMs: number): Promise<void> {
  if (rig.kind === "chromium") {
    const worker = await rig.worker();
    await worker.evaluate((by) => {
      const { timeOrigin } = performance;
      Date.now = () => Math.round(timeOrigin + performance.now() + by);
    }, byMs);
    return;
  }
  const asker = await rig.openExtensionPage("prompt.html");
  await asker.evaluate(async (by) => {
    const { browser } = globalThis as unknown as { browser: { runtime: Background } };
    const background = await browser.runtime.getBackgroundPage();
    background.Date.now = () => Math.round(performance.timeOrigin + performance.now() + by);
  }, byMs);
  await asker.close();
}
