// The browser's storage: how much of it is left, and which of the databases in it is the vault's. One that
// does not open any more is left as it is; the next one has another name. The one in use is the last of
// those that there are. Where the browser cannot list them, a note in `storage.local` says it.

import type { Storage } from "../app/ports.ts";
import { isWaykeyError } from "../errors.ts";
import { keptStore } from "./kept-store.ts";
import { leaveCopy, readCopies, readDatabases } from "./left-vaults.ts";

const KEY = "database";
const NAME = /^waykey(?:-(\d{1,4}))?$/;

/** The number in the name of a database of ours; 0 for any other. */
function numberOf(name: string): number {
  const match = NAME.exec(name);
  return match === null ? 0 : Number(match[1] ?? "1");
}

async function listedNumber(): Promise<number | null> {
  const names = await listedNames();
  return names === null ? null : Math.max(0, ...names.map((name) => numberOf(name)));
}

/** Null where the browser can't list them. */
async function listedNames(): Promise<readonly string[] | null> {
  try {
    const databases = await indexedDB.databases();
    return databases.map(({ name }) => name ?? "");
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return null;
    throw error;
  }
}

async function notedNumber(): Promise<number> {
  try {
    const noted = await keptStore.get(KEY);
    return typeof noted === "number" && Number.isSafeInteger(noted) ? noted : 1;
  } catch (error) {
    if (isWaykeyError(error, "vault/storage")) return 1;
    throw error;
  }
}

/** The one that was begun anew: it is not there before the store opens it. */
let begun: number | null = null;

async function currentNumber(): Promise<number> {
  return begun ?? (await listedNumber()) ?? notedNumber();
}

function nameOf(number: number): string {
  return number <= 1 ? "waykey" : `waykey-${number}`;
}

let onAnew: () => void = () => undefined;

/** @param listener called when a new database was begun: the one before is not to be used any more */
export function onStartAnew(listener: () => void): void {
  onAnew = listener;
}

/** Of the databases before the one in use; none where the browser does not list them. */
async function leftNames(): Promise<readonly string[]> {
  const current = await currentNumber();
  const names = (await listedNames()) ?? [];
  return names.filter((name) => numberOf(name) > 0 && numberOf(name) < current);
}

/** The name of the database in use. */
export async function databaseName(): Promise<string> {
  return nameOf(await currentNumber());
}

export const extensionStorage: Storage = {
  async room() {
    try {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined || usage === undefined ? null : quota - usage;
    } catch (error) {
      if (error instanceof TypeError || error instanceof DOMException) return null;
      throw error;
    }
  },
  async startAnew() {
    const next = Math.max(1, await currentNumber()) + 1;
    await keptStore.set(KEY, next);
    begun = next;
    onAnew();
  },
  leaveCopy,
  async left() {
    return { databases: await readDatabases(await leftNames()), copies: await readCopies() };
  },
};
