// Taking back what a transaction of IndexedDB has done so far.

/** Aborts the transaction, if it has not ended by itself. */
export function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
