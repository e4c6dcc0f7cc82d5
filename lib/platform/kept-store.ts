// What is kept on the disk beside the vault and is no secret: `storage.local`, under keys of its own.

import browser from "webextension-polyfill";
import type { KeptStore } from "../app/ports.ts";
import { useStorageArea } from "./storage-area.ts";

export const keptStore: KeptStore = {
  get: (key) => useStorageArea(async () => (await browser.storage.local.get(key))[key]),
  set: (key, value) => useStorageArea(() => browser.storage.local.set({ [key]: value })),
};
