// A vault store in memory for tests: atomic as the port demands, with ways to fail, to let another
// writer in between, and to damage what lies there.

import { WaykeyError } from "../../../lib/errors.ts";
import type { SealedRecord, VaultChange, VaultStore } from "../../../lib/vault/store.ts";
import { isSameHeader } from "../../../lib/vault/stored-header.ts";

function hasTag(stored: unknown, tag: string): boolean {
  if (typeof stored !== "object" || stored === null || !("tags" in stored)) return false;
  return Array.isArray(stored.tags) && stored.tags.includes(tag);
}

export class MemoryStore implements VaultStore {
  header: unknown;
  readonly records = new Map<string, unknown>();
  commits = 0;
  /** The next commit throws `vault/storage`: before it writes anything, or after it wrote it all. */
  failNextCommit: "before" | "after" | null = null;
  /** Runs at the start of every commit, before its expectations are checked. */
  onCommit: (change: VaultChange) => void | Promise<void> = () => undefined;
  /** Runs at the end of every commit that went through. */
  onCommitted: (change: VaultChange) => void = () => undefined;

  async readHeader(): Promise<unknown> {
    return structuredClone(this.header);
  }

  async read(id: string): Promise<unknown> {
    return structuredClone(this.records.get(id));
  }

  async readAll(): Promise<readonly unknown[]> {
    return structuredClone([...this.records.values()]);
  }

  async readByTag(tag: string): Promise<readonly unknown[]> {
    return structuredClone([...this.records.values()].filter((stored) => hasTag(stored, tag)));
  }

  async commit(change: VaultChange): Promise<void> {
    await this.onCommit(change);
    const failure = this.failNextCommit;
    this.failNextCommit = null;
    if (failure === "before") throw new WaykeyError("vault/storage", "The disk is full");
    this.#checkExpectations(change);
    if (change.header !== undefined) this.header = structuredClone(change.header);
    for (const id of change.remove ?? []) this.records.delete(id);
    for (const record of change.put ?? []) this.records.set(record.id, structuredClone(record));
    this.commits++;
    this.onCommitted(change);
    if (failure === "after") throw new WaykeyError("vault/storage", "The disk went away");
  }

  /** The stored record of that id, to be damaged in place. */
  sealed(id: string): { -readonly [K in keyof SealedRecord]: SealedRecord[K] } {
    const stored = this.records.get(id);
    if (stored === undefined) throw new RangeError(`id "${id}" must be there`);
    return stored as SealedRecord;
  }

  #checkExpectations(change: VaultChange): void {
    const conflict = new WaykeyError("vault/conflict", "An expectation does not hold");
    if (change.expectNoHeader === true && this.header !== undefined) throw conflict;
    const { expectHeader } = change;
    if (expectHeader !== undefined && !isSameHeader(this.header, expectHeader)) throw conflict;
    for (const { id, revision } of change.expect ?? []) {
      const held = this.records.has(id) ? this.sealed(id).revision : null;
      if (held !== revision) throw conflict;
    }
  }
}
