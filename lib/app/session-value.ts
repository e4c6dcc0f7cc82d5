// What lies under one key of the session store that its owner alone writes. Read once in a worker's life: every look at
// the store is a way to the browser's process and back, and a ceremony looks often.

import type { SessionStore } from "./ports.ts";

/** One key's value. Its owner's writes take turns; what is given out is not to be changed. */
export class SessionValue<T> {
  readonly #store: SessionStore;
  readonly #key: string;
  readonly #empty: T;
  /** What is known to lie there; null while nothing is. */
  #held: { readonly value: T } | null = null;
  #failures = 0;

  /** @param empty where nothing lies */
  constructor(store: SessionStore, key: string, empty: T) {
    this.#store = store;
    this.#key = key;
    this.#empty = empty;
  }

  /** @throws WaykeyError `vault/storage` */
  async get(): Promise<T> {
    if (this.#held !== null) return this.#held.value;
    const failures = this.#failures;
    const value = ((await this.#store.get(this.#key)) ?? this.#empty) as T;
    // Of a write that failed meanwhile nobody knows whether this was read before it or after.
    if (failures === this.#failures) this.#held ??= { value };
    return this.#held?.value ?? value;
  }

  /** After a failure the store is read again. @throws WaykeyError `vault/storage` */
  async set(value: T): Promise<void> {
    try {
      await this.#store.set(this.#key, value);
    } catch (error) {
      this.#held = null;
      this.#failures++;
      throw error;
    }
    this.#held = { value };
  }
}
