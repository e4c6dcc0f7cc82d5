// What was left when Waykey went on with another database or another second copy: as it lies there, for the
// file that the user saves.

import { openDB } from "idb";
import browser from "webextension-polyfill";
import { isWaykeyError } from "../errors.ts";
import { COPY_PREFIX, COPIES_LEFT, copyKeys } from "./local-copy.ts";
import { useStorageArea } from "./storage-area.ts";

/** Keys of `storage.local` that are moved together. */
const BATCH = 64;

/** By their keys what lies in each object store; null for a database that does not open. */
type LeftDatabase = Readonly<Record<string, readonly (readonly [unknown, unknown])[]>> | null;

/** What each of these databases holds, by name. */
export async function readDatabases(
  names: readonly string[],
): Promise<Readonly<Record<string, LeftDatabase>>> {
  const all: [string, LeftDatabase][] = [];
  for (const name of names) all.push([name, await readDatabase(name)]);
  return Object.fromEntries(all);
}

async function readDatabase(name: string): Promise<LeftDatabase> {
  try {
    const database = await openDB(name);
    try {
      const stores: [string, (readonly [unknown, unknown])[]][] = [];
      for (const store of database.objectStoreNames) {
        const [keys, values] = await Promise.all([
          database.getAllKeys(store),
          database.getAll(store),
        ]);
        stores.push([store, keys.map((key, i) => [key, values[i] as unknown] as const)]);
      }
      return Object.fromEntries(stores);
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** What the second copies hold that were left, by their keys; null where it can't be read. */
export async function readCopies(): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    return await read(await copyKeys(COPIES_LEFT));
  } catch (error) {
    if (isWaykeyError(error, "vault/storage")) return null;
    throw error;
  }
}

/**
 * Moves the second copy to where it is left. Nothing of it is removed before all of it lies there; cut off in
 * between, it can be done again.
 * @throws WaykeyError `vault/storage`
 */
export async function leaveCopy(): Promise<void> {
  const keys = await copyKeys(COPY_PREFIX);
  if (keys.length === 0) return;
  const taken = (await copyKeys(COPIES_LEFT)).map((key) => Number(key.split("/", 2)[1]));
  const place = `${COPIES_LEFT}${Math.max(0, ...taken) + 1}/`;
  for (let start = 0; start < keys.length; start += BATCH) {
    const found = await read(keys.slice(start, start + BATCH));
    const moved = Object.entries(found).map(([key, value]) => [
      place + key.slice(COPY_PREFIX.length),
      value,
    ]);
    await useStorageArea(() =>
      browser.storage.local.set(Object.fromEntries(moved) as Record<string, unknown>),
    );
  }
  await useStorageArea(() => browser.storage.local.remove([...keys]));
}

function read(keys: readonly string[]): Promise<Record<string, unknown>> {
  return useStorageArea(() => browser.storage.local.get([...keys]));
}
