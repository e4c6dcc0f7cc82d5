// What is kept on the disk beside the vault and is no secret: `storage.local`, under keys of its own.

import browser from "webextension-polyfill";
import type { KeptStore } from "../app/ports.ts";

export const keptStore: KeptStore = {
  async get(key) {
    return (await browser.storage.local.get(key))[key];
  },
  async set(key, value) {
    await browser.storage.local.set({ [key]: value });
  },
};
