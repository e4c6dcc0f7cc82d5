// Work on thousands of records that is done some at a time, so that neither its promises nor what it holds in
// memory grow with the vault.

/** How many records are worked on at a time. */
export const BATCH = 64;

/**
 * As `Promise.all` over what `work` answers, in the order of the items, with no more than a batch under way.
 * @param onBatch told after each batch of how many items that makes, and waited for; what it throws ends the work
 */
export async function mapInBatches<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
  onBatch: (done: number) => void | Promise<void> = () => undefined,
): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    const batch = items.slice(start, start + BATCH);
    results.push(...(await Promise.all(batch.map((item, i) => work(item, start + i)))));
    await onBatch(results.length);
  }
  return results;
}
