// A vault store in memory that finds tags by a map, as a database does by its index: for tests of scale.
// It checks no expectation but the manifest's, and cannot be damaged from outside.

import { WaykeyError } from "../../../lib/errors.ts";
import type { VaultChange } from "../../../lib/vault/store.ts";
import { isSameStored } from "../../../lib/vault/stored-json.ts";
import { withWritten } from "../../../lib/vault/written.ts";
import { MemoryStore } from "./memory-store.ts";

export class QuickStore extends MemoryStore {
  /** Outer ids by tag. */
  readonly #idByTag = new Map<string, string>();

  override async readByTags(tags: readonly string[]): Promise<readonly unknown[]> {
    return structuredClone(tags.map((tag) => this.records.get(this.#idByTag.get(tag) ?? "")));
  }

  override async hasTags(tags: readonly string[]): Promise<readonly boolean[]> {
    return tags.map((tag) => this.#idByTag.has(tag));
  }

  override async commit(change: VaultChange): Promise<void> {
    const { put = [], header, manifest, expectManifest } = change;
    if (expectManifest !== undefined && !isSameStored(this.manifest, expectManifest.stored)) {
      throw new WaykeyError("vault/conflict", "The vault was written meanwhile");
    }
    this.ownWrites = withWritten(this.ownWrites, header, manifest);
    if (header !== undefined) this.header = structuredClone(header);
    if (manifest !== undefined) this.manifest = structuredClone(manifest);
    for (const record of put) {
      this.records.set(record.id, structuredClone(record));
      for (const tag of record.tags) this.#idByTag.set(tag, record.id);
    }
    if (change.copied !== undefined) {
      await super.commit(change);
      return;
    }
    this.commits++;
    this.changes++;
    for (const { id } of put) this.changed.set(id, this.changes);
  }
}
