// The second copy in `storage.local`. A `set` of several entries is one transaction in both browsers.

import browser from "webextension-polyfill";
import { bucketCopy, type CopyArea } from "../vault/copy-buckets.ts";
import { useStorageArea } from "./storage-area.ts";

export const COPY_PREFIX = "vault-copy/";
/** Under a number each, the copies that were left. */
export const COPIES_LEFT = "vault-copy-left/";

/** Newer browsers list keys without reading everything. */
type WithKeys = { getKeys?: () => Promise<string[]> };

async function allKeys(): Promise<readonly string[]> {
  const area = browser.storage.local as typeof browser.storage.local & WithKeys;
  return (await area.getKeys?.()) ?? Object.keys(await area.get(null));
}

/** The keys that begin so. @throws WaykeyError `vault/storage` */
export function copyKeys(prefix: string): Promise<readonly string[]> {
  return useStorageArea(async () => (await allKeys()).filter((key) => key.startsWith(prefix)));
}

const area: CopyArea = {
  keys: async () => {
    const keys = await copyKeys(COPY_PREFIX);
    return keys.map((key) => key.slice(COPY_PREFIX.length));
  },
  read: (keys) =>
    useStorageArea(async () => {
      const found = await browser.storage.local.get(keys.map((key) => COPY_PREFIX + key));
      return keys.map((key) => found[COPY_PREFIX + key]);
    }),
  write: (values) =>
    useStorageArea(async () => {
      const prefixed = [...values].map(([key, value]) => [COPY_PREFIX + key, value]);
      await browser.storage.local.set(Object.fromEntries(prefixed) as Record<string, unknown>);
    }),
  remove: (keys) =>
    useStorageArea(async () => {
      await browser.storage.local.remove(keys.map((key) => COPY_PREFIX + key));
    }),
};

export const localCopy = bucketCopy(area);
