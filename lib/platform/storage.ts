// The browser's storage: how much of it is left, and which of the databases in it is the vault's. One that
// does not open any more is left as it is; the next one has another name.

import type { Storage } from "../app/ports.ts";
import { keptStore } from "./kept-store.ts";

const KEY = "database";
const FIRST_NAME = "waykey";

async function generation(): Promise<number> {
  const stored = await keptStore.get(KEY);
  return typeof stored === "number" && Number.isSafeInteger(stored) ? stored : 1;
}

/** The name of the database in use. */
export async function databaseName(): Promise<string> {
  const n = await generation();
  return n === 1 ? FIRST_NAME : `${FIRST_NAME}-${n}`;
}

export const extensionStorage: Storage = {
  async room() {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : quota - usage;
  },
  async startAnew() {
    await keptStore.set(KEY, (await generation()) + 1);
  },
};
