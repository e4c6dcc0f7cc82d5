// Writes to one store take turns within this process, so that they do not make each other's work void, nor
// put an older state over a newer one.
// Writers elsewhere are met by the commit's comparison of the manifest.

import type { CopyArea } from "./copy-buckets.ts";
import type { CopyStore } from "./copy-store.ts";
import type { VaultStore } from "./store.ts";

type Store = VaultStore | CopyStore | CopyArea;

const lastOf = new WeakMap<Store, Promise<unknown>>();

/** Runs `task` when all earlier tasks of the store have settled; its failure is its caller's. */
export function writeInTurn<T>(store: Store, task: () => Promise<T>): Promise<T> {
  const last = lastOf.get(store) ?? Promise.resolve();
  const run = last.then(task, task);
  lastOf.set(
    store,
    run.catch(() => undefined),
  );
  return run;
}
