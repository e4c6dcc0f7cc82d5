// Sets the clock of Waykey's background forward, as if it had been started so much later. It ends with the
// background: ended, or gone to sleep, the next one goes by the computer's clock again.

import type { Page } from "puppeteer";
import type { Rig } from "./rig.ts";

type Clock = { readonly Date: DateConstructor };
type Background = { getBackgroundPage(): Promise<Clock> };

/**
 * @param asker an open page of the extension. Firefox's clock ends with it
 * @param byMs against the computer's clock, in milliseconds
 */
export async function setWorkerClock(rig: Rig, asker: Page, byMs: number): Promise<void> {
  if (rig.kind === "chromium") {
    const worker = await rig.worker();
    await worker.evaluate((by) => {
      Date.now = () => Math.round(performance.timeOrigin + performance.now() + by);
    }, byMs);
    return;
  }
  await asker.evaluate(async (by) => {
    const { browser } = globalThis as unknown as { browser: { runtime: Background } };
    const background = await browser.runtime.getBackgroundPage();
    background.Date.now = () => Math.round(performance.timeOrigin + performance.now() + by);
  }, byMs);
}
