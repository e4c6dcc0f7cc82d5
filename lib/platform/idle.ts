// Whether anybody is at the computer, as the browser says it. It takes no time under 15 seconds.

import browser from "webextension-polyfill";
import type { Idle } from "../app/ports.ts";

const SHORTEST_SECONDS = 15;

export const systemIdle: Idle = {
  async watch(seconds) {
    await Promise.resolve(browser.idle.setDetectionInterval(Math.max(seconds, SHORTEST_SECONDS)));
  },
  async isAway(seconds) {
    return (await browser.idle.queryState(Math.max(seconds, SHORTEST_SECONDS))) !== "active";
  },
};
