// Runs tasks one after another, so that a read and the write that depends on it stay together.

export type Mutex = <T>(task: () => Promise<T>) => Promise<T>;

/** A queue of its own: a task starts when the one before has settled; its failure is its caller's. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task, task);
    last = run.catch(() => undefined);
    return run;
  };
}
