// The browser's storage: how much of it is left, and which of the databases in it is the vault's. One that
// does not open any more is left as it is; the next one has another name. The one in use is the last of
// those that there are. Where the browser cannot list them, a note in `storage.local` says it.

import type { Storage } from "../app/ports.ts";
import { isWaykeyError } from "../errors.ts";
import { keptStore } from "./kept-store.ts";

const KEY = "database";
const NAME = /^waykey(?:-(\d{1,4}))?$/;

/** The number in the name of a database of ours; 0 for any other. */
function numberOf(name: string | undefined): number {
  const match = NAME.exec(name ?? "");
  return match === null ? 0 : Number(match[1] ?? "1");
}

async function listedNumber(): Promise<number | null> {
  try {
    const databases = await indexedDB.databases();
    return Math.max(0, ...databases.map(({ name }) => numberOf(name)));
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
  },
};
