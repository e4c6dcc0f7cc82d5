// An area of keys and values in memory, as `storage.local` is one: it holds JSON and gives copies of it.

import { WaykeyError } from "../../../lib/errors.ts";
import type { CopyArea } from "../../../lib/vault/copy-buckets.ts";

export class MemoryArea implements CopyArea {
  readonly values = new Map<string, string>();
  /** Keys of each write. */
  readonly writes: string[][] = [];
  /** Calls that still succeed. */
  left = Infinity;

  async keys(): Promise<readonly string[]> {
    this.#count();
    return [...this.values.keys()];
  }

  async read(keys: readonly string[]): Promise<readonly unknown[]> {
    this.#count();
    return keys.map((key) => {
      const value = this.values.get(key);
      return value === undefined ? undefined : (JSON.parse(value) as unknown);
    });
  }

  async write(values: ReadonlyMap<string, unknown>): Promise<void> {
    this.#count();
    this.writes.push([...values.keys()]);
    for (const [key, value] of values) this.values.set(key, JSON.stringify(value));
  }

  async remove(keys: readonly string[]): Promise<void> {
    this.#count();
    for (const key of keys) this.values.delete(key);
  }

  #count(): void {
    if (this.left-- <= 0) throw new WaykeyError("vault/storage", "The area cannot be reached");
  }
}
