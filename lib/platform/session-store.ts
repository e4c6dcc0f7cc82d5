// Memory that outlives the worker: storage.session, for extension contexts alone.

import browser from "webextension-polyfill";
import type { SessionStore } from "../app/ports.ts";
import { useStorageArea } from "./storage-area.ts";

type AccessLevel = {
  setAccessLevel?: (options: { accessLevel: "TRUSTED_CONTEXTS" }) => Promise<void>;
};

/**
 * Keeps content scripts out of storage.session and storage.local, where the browser lets that be said:
 * Firefox does not for storage.local.
 */
export async function closeStorageToPages(): Promise<void> {
  const { session, local } = browser.storage;
  for (const area of [session, local] as (typeof session & AccessLevel)[]) {
    await area.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
  }
}

export const sessionStore: SessionStore = {
  get: (key) => useStorageArea(async () => (await browser.storage.session.get(key))[key]),
  set: (key, value) => useStorageArea(() => browser.storage.session.set({ [key]: value })),
  remove: (key) => useStorageArea(() => browser.storage.session.remove(key)),
};
