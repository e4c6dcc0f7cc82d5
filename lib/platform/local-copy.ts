// The second copy in `storage.local`: one entry under a key of its own for each record, so that a save
// writes what it changed and no more. A `set` of several entries is one transaction in both browsers.

import browser from "webextension-polyfill";
import type { CopyStore } from "../vault/copy-store.ts";
import { useStorageArea } from "./storage-area.ts";

const PREFIX = "vault-copy/";

/** Newer browsers list keys without reading everything. */
type WithKeys = { getKeys?: () => Promise<string[]> };

async function keys(): Promise<readonly string[]> {
  const area = browser.storage.local as typeof browser.storage.local & WithKeys;
  return (await area.getKeys?.()) ?? Object.keys(await area.get(null));
}

export const localCopy: CopyStore = {
  read: (names) =>
    useStorageArea(async () => {
      const found = await browser.storage.local.get(names.map((name) => PREFIX + name));
      return names.map((name) => found[PREFIX + name]);
    }),
  names: () =>
    useStorageArea(async () => {
      const ours = (await keys()).filter((key) => key.startsWith(PREFIX));
      return ours.map((key) => key.slice(PREFIX.length));
    }),
  write: (entries) =>
    useStorageArea(async () => {
      const named = [...entries].map(([name, entry]) => [PREFIX + name, entry]);
      await browser.storage.local.set(Object.fromEntries(named) as Record<string, unknown>);
    }),
  remove: (names) =>
    useStorageArea(async () => {
      await browser.storage.local.remove(names.map((name) => PREFIX + name));
    }),
};
