// Counts happenings per key within a sliding window, to slow down guessing. The clock is a port.

export class Limiter {
  readonly #max: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #times = new Map<string, number[]>();

  constructor(max: number, windowMs: number, now: () => number) {
    this.#max = max;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** True when `max` happenings of this key lie within the window. */
  isSpent(key: string): boolean {
    return this.#recent(key).length >= this.#max;
  }

  count(key: string): void {
    this.#times.set(key, [...this.#recent(key), this.#now()]);
  }

  forget(key: string): void {
    this.#times.delete(key);
  }

  #recent(key: string): number[] {
    const since = this.#now() - this.#windowMs;
    return (this.#times.get(key) ?? []).filter((time) => time > since);
  }
}
