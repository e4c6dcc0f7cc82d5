// The second copy in `storage.local`. A `set` of several entries is one transaction in both browsers.

import browser from "webextension-polyfill";
import { bucketCopy, type CopyArea } from "../vault/copy-buckets.ts";
import { useStorageArea } from "./storage-area.ts";

const PREFIX = "vault-copy/";

/** Newer browsers list keys without reading everything. */
type WithKeys = { getKeys?: () => Promise<string[]> };

async function allKeys(): Promise<readonly string[]> {
  const area = browser.storage.local as typeof browser.storage.local & WithKeys;
  return (await area.getKeys?.()) ?? Object.keys(await area.get(null));
}

const area: CopyArea = {
  keys: () =>
    useStorageArea(async () => {
      const ours = (await allKeys()).filter((key) => key.startsWith(PREFIX));
      return ours.map((key) => key.slice(PREFIX.length));
    }),
  read: (keys) =>
    useStorageArea(async () => {
      const found = await browser.storage.local.get(keys.map((key) => PREFIX + key));
      return keys.map((key) => found[PREFIX + key]);
    }),
  write: (values) =>
    useStorageArea(async () => {
      const prefixed = [...values].map(([key, value]) => [PREFIX + key, value]);
      await browser.storage.local.set(Object.fromEntries(prefixed) as Record<string, unknown>);
    }),
  remove: (keys) =>
    useStorageArea(async () => {
      await browser.storage.local.remove(keys.map((key) => PREFIX + key));
    }),
};

export const localCopy = bucketCopy(area);
