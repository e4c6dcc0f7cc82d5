// The second copy in memory for tests: what `storage.local` is to the extension, with ways to fail and to
// be damaged.

import { WaykeyError } from "../../../lib/errors.ts";
import type { CopyEntry, CopyStore } from "../../../lib/vault/copy-store.ts";

export class MemoryCopy implements CopyStore {
  readonly entries = new Map<string, unknown>();
  writes = 0;
  /** Entries written so far. */
  written = 0;
  fails = false;
  /** Runs after every write, before it is read back. */
  onWritten: () => void | Promise<void> = () => undefined;

  async read(names: readonly string[]): Promise<readonly unknown[]> {
    this.#check();
    return structuredClone(names.map((name) => this.entries.get(name)));
  }

  async names(): Promise<readonly string[]> {
    this.#check();
    return [...this.entries.keys()];
  }

  async write(entries: ReadonlyMap<string, CopyEntry>): Promise<void> {
    this.#check();
    this.writes++;
    this.written += entries.size;
    for (const [name, entry] of entries) this.entries.set(name, structuredClone(entry));
    await this.onWritten();
  }

  async remove(names: readonly string[]): Promise<void> {
    this.#check();
    for (const name of names) this.entries.delete(name);
  }

  /** Another copy with the same entries. */
  snapshot(): MemoryCopy {
    const copy = new MemoryCopy();
    for (const [name, entry] of this.entries) copy.entries.set(name, structuredClone(entry));
    return copy;
  }

  #check(): void {
    if (this.fails) throw new WaykeyError("vault/storage", "The second copy cannot be reached");
  }
}
