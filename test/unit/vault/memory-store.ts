// A vault store in memory for tests: atomic as the port demands, with ways to fail, to let another
// writer in between, and to damage what lies there.

import { WaykeyError } from "../../../lib/errors.ts";
import type {
  Copied,
  Repair,
  SealedManifest,
  SealedRecord,
  VaultChange,
  VaultStore,
} from "../../../lib/vault/store.ts";
import { isHeaderLike, isSameHeader } from "../../../lib/vault/stored-header.ts";
import { isSameStored } from "../../../lib/vault/stored-json.ts";
import { lastWritten, type Written, withWritten } from "../../../lib/vault/written.ts";
import { computeOuterIdIndependently } from "./independent-vault.ts";

function hasTag(stored: unknown, tag: string): boolean {
  if (typeof stored !== "object" || stored === null || !("tags" in stored)) return false;
  return Array.isArray(stored.tags) && stored.tags.includes(tag);
}

function conflict(): never {
  throw new WaykeyError("vault/conflict", "An expectation does not hold");
}

export class MemoryStore implements VaultStore {
  header: unknown;
  manifest: unknown;
  staged: unknown;
  /** By outer id. */
  readonly records = new Map<string, unknown>();
  /** The layout of version 1, by id. */
  readonly version1 = { header: undefined as unknown, records: new Map<string, unknown>() };
  readonly changed = new Map<string, number>();
  changes = 0;
  copied: Copied | null = null;
  ownWrites: Written = { headers: [], manifests: [] };
  waiting: readonly unknown[] = [];
  untold: readonly unknown[] = [];
  readonly aside: unknown[] = [];
  /** Without those that only note what the second copy holds, as of the hooks below. */
  commits = 0;
  /** The next commit that notes what the second copy holds throws `vault/storage` and notes nothing. */
  failNextNote = false;
  /** The next commit of a write throws `vault/storage`: before it writes anything, or after it wrote it all. */
  failNextCommit: "before" | "after" | null = null;
  /** Runs at the start of every commit, before its expectations are checked. */
  onCommit: (change: VaultChange) => void | Promise<void> = () => undefined;
  /** Runs at the end of every commit that went through. */
  onCommitted: (change: VaultChange) => void = () => undefined;
  #vaultKey: Buffer | null = null;

  async readHeader(): Promise<unknown> {
    return structuredClone(this.#header());
  }

  async readManifest(): Promise<unknown> {
    return structuredClone(this.manifest);
  }

  async read(id: string): Promise<unknown> {
    return structuredClone(this.records.get(id));
  }

  async readAll(): Promise<readonly unknown[]> {
    const isOld = !this.#isVersion2() && this.version1.records.size > 0;
    return structuredClone([...(isOld ? this.version1.records : this.records).values()]);
  }

  async hasRecords(): Promise<boolean> {
    return (await this.readAll()).length > 0;
  }

  async readMany(ids: readonly string[]): Promise<readonly unknown[]> {
    return Promise.all(ids.map((id) => this.read(id)));
  }

  async readByTags(tags: readonly string[]): Promise<readonly unknown[]> {
    return structuredClone(tags.map((tag) => this.#bearer(tag)));
  }

  async hasTags(tags: readonly string[]): Promise<readonly boolean[]> {
    return tags.map((tag) => this.#bearer(tag) !== undefined);
  }

  async readSnapshot() {
    const { manifest, staged } = this;
    const records = [...this.records.values()];
    return structuredClone({ manifest, staged, records, strays: [] });
  }

  async readVersion1(): Promise<readonly unknown[] | null> {
    if (!this.#isVersion1()) return null;
    return structuredClone([...this.version1.records.values()]);
  }

  async readChanges(which: "changed" | "all") {
    if (this.#isVersion1()) return null;
    const keys = which === "all" ? this.records.keys() : this.changed.keys();
    const ids = [...keys].filter((id) => id !== "header");
    const records = new Map(ids.map((id) => [id, this.records.get(id)]));
    const { changes: upTo, copied, ownWrites: written, manifest } = this;
    return structuredClone({ upTo, copied, written, header: this.#header(), manifest, records });
  }

  async readAside(): Promise<readonly unknown[]> {
    return structuredClone(this.aside);
  }

  async commit(change: VaultChange): Promise<void> {
    if (change.copied === undefined) await this.onCommit(change);
    const failure = change.copied === undefined ? this.failNextCommit : null;
    if (failure !== null) this.failNextCommit = null;
    if (failure === "before") throw new WaykeyError("vault/storage", "The disk is full");
    this.#checkExpectations(change);
    this.#checkTags(change.put ?? []);
    if (change.header !== undefined) this.#putHeader(change.header);
    if (change.copied !== undefined && this.failNextNote) {
      this.failNextNote = false;
      throw new WaykeyError("vault/storage", "The disk is full");
    }
    if (change.copied !== undefined) this.#noteCopied(change.copied);
    if (change.forgetWaiting === true) this.waiting = [];
    this.untold = [...this.untold.slice(change.forgetTold ?? 0), ...(change.tell ?? [])];
    this.ownWrites = withWritten(this.ownWrites, change.header, change.manifest);
    this.aside.push(...structuredClone(change.aside ?? []));
    if (change.header !== undefined) {
      const kept = this.aside.filter((stored) => !isHeaderLike(stored));
      this.aside.splice(0, this.aside.length, ...kept);
    }
    for (const record of change.put ?? []) this.records.set(record.id, structuredClone(record));
    if (change.manifest !== undefined) this.manifest = structuredClone(change.manifest);
    const ids = (change.put ?? []).map(({ id }) => id);
    if (change.header !== undefined) ids.push("header");
    if (ids.length > 0 || change.manifest !== undefined) this.#noteChanges(ids);
    if (change.copied === undefined) {
      this.commits++;
      this.onCommitted(change);
    }
    if (failure === "after") throw new WaykeyError("vault/storage", "The disk went away");
  }

  async written(): Promise<void> {
    // No copy follows this store by itself.
  }

  async readWaiting(): Promise<readonly unknown[]> {
    return structuredClone(this.waiting);
  }

  async readUntold(): Promise<readonly unknown[]> {
    return structuredClone(this.untold);
  }

  async repair(repair: Repair) {
    const { header, manifest, records = [], removed = [], aside = [], waiting = [] } = repair;
    const { tell = [] } = repair;
    const { copied } = repair;
    const failure = this.failNextCommit;
    this.failNextCommit = null;
    if (failure === "before") throw new WaykeyError("vault/storage", "The disk is full");
    const places = [
      ...(header === undefined ? [] : [[header.held, this.#header()] as const]),
      ...(manifest === undefined ? [] : [[manifest.held, this.manifest] as const]),
      ...records.map(({ next, held }) => [held, this.records.get(next.id)] as const),
      ...removed.map(({ id, held }) => [held, this.records.get(id)] as const),
    ];
    if (places.some(([expected, held]) => !isSameStored(expected, held))) conflict();
    const kept = repair.dropHeader === true ? places.slice(1) : places;
    const replaced = kept.flatMap(([, held]) => (held === undefined ? [] : [held]));
    const before = new Map(this.records);
    for (const { id } of [...records.map(({ next }) => next), ...removed]) this.records.delete(id);
    try {
      this.#checkTags(records.map(({ next }) => next));
    } catch (error) {
      this.records.clear();
      for (const [id, stored] of before) this.records.set(id, stored);
      throw error;
    }
    for (const { next } of records) this.records.set(next.id, structuredClone(next));
    this.aside.push(...structuredClone([...replaced, ...aside]));
    this.ownWrites = withWritten(this.ownWrites, header?.next, manifest?.next);
    if (manifest !== undefined) this.manifest = structuredClone(manifest.next);
    if (header !== undefined) this.#putHeader(header.next);
    if (copied !== undefined) this.#noteCopied(copied);
    this.waiting = [...this.waiting, ...structuredClone(waiting)];
    this.untold = [...this.untold, ...tell];
    if (failure === "after") throw new WaykeyError("vault/storage", "The disk went away");
  }

  /** Each record lies by itself, and is found by its own tags. */
  async tidy() {
    return { isChanged: false, shared: new Map<string, readonly string[]>() };
  }

  async stage(records: readonly SealedRecord[], manifest: SealedManifest): Promise<void> {
    if (!this.#isVersion1()) conflict();
    if (this.#hasUnstaged()) {
      throw new WaykeyError("vault/damaged", "There are records of an unknown vault");
    }
    this.records.clear();
    this.#checkTags(records);
    for (const record of records) this.records.set(record.id, structuredClone(record));
    this.staged = structuredClone(manifest);
  }

  async goLive(manifest: SealedManifest): Promise<void> {
    if (!this.#isVersion1() || !isSameStored(this.staged, manifest)) conflict();
    this.header = structuredClone(this.version1.header);
    this.ownWrites = withWritten(this.ownWrites, this.header, manifest);
    this.manifest = this.staged;
    this.staged = undefined;
    this.#noteChanges([...this.records.keys(), "header"]);
  }

  /** The same memory through an object of its own, as another process has it. */
  handle(): VaultStore {
    return new Proxy<MemoryStore>(this, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return (...input: unknown[]): unknown => Reflect.apply(member, target, input);
      },
    });
  }

  /** From now on `sealed` takes the records' own ids. */
  knowKey(vaultKey: Uint8Array): void {
    this.#vaultKey = Buffer.from(vaultKey);
  }

  /** The id under which a record lies. */
  outerId(id: string): string {
    const { header } = this;
    if (typeof header !== "object" || header === null || !("vaultId" in header)) return id;
    if (this.#vaultKey === null) return id;
    return computeOuterIdIndependently(this.#vaultKey, String(header.vaultId), id);
  }

  /** The stored record of that id, to be damaged in place. */
  sealed(id: string): { -readonly [K in keyof SealedRecord]: SealedRecord[K] } {
    const stored = this.records.get(this.outerId(id));
    if (stored === undefined) throw new RangeError(`id "${id}" must be there`);
    return stored as SealedRecord;
  }

  #header(): unknown {
    return this.header === undefined ? this.version1.header : this.header;
  }

  #putHeader(header: unknown): void {
    const isOld = this.#isVersion1() && !this.#hasUnstaged();
    if (this.version1.header !== undefined) this.version1.header = structuredClone(header);
    if (!isOld) this.header = structuredClone(header);
  }

  #isVersion2(): boolean {
    return this.header !== undefined || this.manifest !== undefined;
  }

  #hasUnstaged(): boolean {
    return this.staged === undefined && this.records.size > 0;
  }

  #isVersion1(): boolean {
    return !this.#isVersion2() && this.version1.header !== undefined;
  }

  #bearer(tag: string): unknown {
    return [...this.records.values()].find((stored) => hasTag(stored, tag));
  }

  #checkExpectations({ expectNoHeader, expectHeader, expectManifest }: VaultChange): void {
    if (expectNoHeader === true && this.#header() !== undefined) conflict();
    if (expectHeader !== undefined && !isSameHeader(this.#header(), expectHeader)) conflict();
    if (expectManifest !== undefined && !isSameStored(this.manifest, expectManifest.stored)) {
      conflict();
    }
  }

  /** As a unique index does: a tag may be taken over only from a record that gives it up before. */
  #checkTags(put: readonly SealedRecord[]): void {
    const after = new Map(this.records);
    for (const record of put) {
      after.delete(record.id);
      const others = [...after.values()];
      if (record.tags.some((tag) => others.some((other) => hasTag(other, tag)))) {
        throw new WaykeyError("vault/storage", "A tag is borne already");
      }
      after.set(record.id, record);
    }
  }

  #noteCopied(copied: Copied): void {
    for (const [id, number] of this.changed) {
      if (number <= copied.upTo) this.changed.delete(id);
    }
    this.copied = structuredClone(copied);
    this.ownWrites = lastWritten(this.ownWrites);
  }

  #noteChanges(ids: readonly string[]): void {
    this.changes++;
    for (const id of ids) this.changed.set(id, this.changes);
  }
}
