// Alarms that outlive the worker. The browser may fire them late, never early.

import browser from "webextension-polyfill";
import type { Alarms } from "../app/ports.ts";

export const extensionAlarms: Alarms = {
  async set(name, at) {
    await Promise.resolve(browser.alarms.create(name, { when: at }));
  },
  async clear(name) {
    await browser.alarms.clear(name);
  },
};
