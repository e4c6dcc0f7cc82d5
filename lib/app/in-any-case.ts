// Work of several parts each of which is to be done whatever becomes of the others, as a lock is.

/** Runs every step in turn. @throws what the first of those that failed threw, when all have run */
export async function inAnyCase(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Waits for all of them, which are under way. @throws what the first of those that failed threw, when all have settled */
export async function allOf(work: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}
