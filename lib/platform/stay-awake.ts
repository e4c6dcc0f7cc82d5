// Work that no event waits for: both browsers end a worker 30 s after its last event or call of the extension
// API, whatever it does.

import browser from "webextension-polyfill";
import type { StayAwake } from "../app/ports.ts";

const CALL_EVERY_MS = 10_000;
/** What takes longer hangs, and keeps no worker awake for ever. */
const MOST_CALLS = 60;

export const stayAwake: StayAwake = async (work) => {
  let calls = 0;
  const timer = setInterval(() => {
    void browser.runtime.getPlatformInfo();
    calls += 1;
    if (calls === MOST_CALLS) clearInterval(timer);
  }, CALL_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
};
