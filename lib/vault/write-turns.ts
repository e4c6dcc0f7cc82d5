// Writes to one store take turns within this process, so that they do not make each other's work void.
// Writers elsewhere are met by the commit's comparison of the manifest.

import type { VaultStore } from "./store.ts";

const lastOf = new WeakMap<VaultStore, Promise<unknown>>();

/** Runs `task` when all earlier tasks of the store have settled; its failure is its caller's. */
export function writeInTurn<T>(store: VaultStore, task: () => Promise<T>): Promise<T> {
  const last = lastOf.get(store) ?? Promise.resolve();
  const run = last.then(task, task);
  lastOf.set(
    store,
    run.catch(() => undefined),
  );
  return run;
}
