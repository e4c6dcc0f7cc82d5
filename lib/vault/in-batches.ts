// Work on thousands of records that is done some at a time, so that neither its promises nor what it holds in
// memory grow with the vault.

/** How many records are worked on at a time. */
const BATCH = 64;

/** As `Promise.all` over what `work` answers, in the order of the items, with no more than a batch under way. */
export async function mapInBatches<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    const batch = items.slice(start, start + BATCH);
    results.push(...(await Promise.all(batch.map((item, i) => work(item, start + i)))));
  }
  return results;
}
