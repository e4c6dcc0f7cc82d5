// Memory that outlives the worker: storage.session, for extension contexts alone.

import browser from "webextension-polyfill";
import type { SessionStore } from "../app/ports.ts";

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
  async get(key) {
    return (await browser.storage.session.get(key))[key];
  },
  async set(key, value) {
    await browser.storage.session.set({ [key]: value });
  },
  async remove(key) {
    await browser.storage.session.remove(key);
  },
};
