// Alarms that outlive the worker. The browser may fire them late, never early. A browser that refuses one fails
// in Waykey's own words.

import browser from "webextension-polyfill";
import type { Alarms } from "../app/ports.ts";
import { WaykeyError } from "../errors.ts";

async function use(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.name : "unknown";
    throw new WaykeyError("vault/storage", `The browser's alarms failed (${reason})`, { cause });
  }
}

export const extensionAlarms: Alarms = {
  set: (name, at) => use(() => browser.alarms.create(name, { when: at })),
  clear: (name) => use(() => browser.alarms.clear(name)),
};
