// The second copy in `storage.local`: one entry under a key of its own for each record, so that a save
// writes what it changed and no more. A `set` of several entries is one transaction in both browsers.

import browser from "webextension-polyfill";
import { WaykeyError } from "../errors.ts";
import type { CopyStore } from "../vault/copy-store.ts";

const PATIENCE_MS = 3000;
const PREFIX = "vault-copy/";

/** Newer browsers list keys without reading everything. */
type WithKeys = { getKeys?: () => Promise<string[]> };

async function keys(): Promise<readonly string[]> {
  const area = browser.storage.local as typeof browser.storage.local & WithKeys;
  return (await area.getKeys?.()) ?? Object.keys(await area.get(null));
}

/** Every write of the vault waits for this, so it must end. */
async function use<T>(work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new DOMException("The second copy does not answer", "TimeoutError"));
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.name : "unknown";
    throw new WaykeyError("vault/storage", `The second copy failed (${reason})`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

export const localCopy: CopyStore = {
  read: (names) =>
    use(async () => {
      const found = await browser.storage.local.get(names.map((name) => PREFIX + name));
      return names.map((name) => found[PREFIX + name]);
    }),
  names: () =>
    use(async () => {
      const ours = (await keys()).filter((key) => key.startsWith(PREFIX));
      return ours.map((key) => key.slice(PREFIX.length));
    }),
  write: (entries) =>
    use(async () => {
      const named = [...entries].map(([name, entry]) => [PREFIX + name, entry]);
      await browser.storage.local.set(Object.fromEntries(named) as Record<string, unknown>);
    }),
  remove: (names) =>
    use(async () => {
      await browser.storage.local.remove(names.map((name) => PREFIX + name));
    }),
};
