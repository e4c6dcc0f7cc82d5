// What happened to the vault behind the user's back and should be told: kept over a lock and a restart,
// beside the second copy, until the user has seen it. A notice says nothing of what the vault holds.

import * as v from "valibot";
import { isWaykeyError } from "../errors.ts";
import { createMutex } from "./mutex.ts";
import type { Clock, KeptStore, SessionStore } from "./ports.ts";
import type { Notice, NoticeKind } from "./views.ts";

const KEY = "notices";
const MAX = 20;

const KINDS: { readonly [K in NoticeKind]: K } = {
  "vault-restored": "vault-restored",
  "header-restored": "header-restored",
  "header-unproven": "header-unproven",
  "records-restored": "records-restored",
  "manifest-restored": "manifest-restored",
  "copy-renewed": "copy-renewed",
  "copy-failed": "copy-failed",
  "copy-differs": "copy-differs",
};

const NoticesSchema = v.pipe(
  v.array(v.object({ kind: v.enum(KINDS), at: v.number(), count: v.number() })),
  v.maxLength(MAX),
);

/**
 * The notices, one of a kind. They are kept beside the second copy; where that store fails, which is a
 * notice itself, in memory until the browser is closed.
 */
export class Notices {
  readonly #kept: KeptStore;
  readonly #memory: SessionStore;
  readonly #now: Clock;
  readonly #inTurn = createMutex();
  /** What is known to be kept; null while nothing is. Nobody else writes it, and every write of the vault asks. */
  #known: readonly Notice[] | null = null;

  constructor(kept: KeptStore, memory: SessionStore, now: Clock) {
    this.#kept = kept;
    this.#memory = memory;
    this.#now = now;
  }

  /** Oldest first. What cannot be read counts as none. */
  async list(): Promise<readonly Notice[]> {
    return this.#inTurn(() => this.#list());
  }

  async #list(): Promise<readonly Notice[]> {
    if (this.#known !== null) return this.#known;
    const held = await this.#read();
    const inMemory = parse(await this.#memory.get(KEY));
    const kinds = new Set(inMemory.map(({ kind }) => kind));
    const all = [...(held ?? []).filter(({ kind }) => !kinds.has(kind)), ...inMemory];
    // What could not be read this time may be the next.
    if (held !== null) this.#known = all;
    return all;
  }

  /** Counts add up until the user has seen them. */
  async add(kind: NoticeKind, count = 0): Promise<void> {
    await this.#change((held) => {
      const before = held.find((notice) => notice.kind === kind)?.count ?? 0;
      const others = held.filter((notice) => notice.kind !== kind);
      return [...others, { kind, at: this.#now(), count: before + count }];
    });
  }

  /** Forgets those kinds. */
  async drop(...kinds: readonly NoticeKind[]): Promise<void> {
    await this.#change((held) => held.filter(({ kind }) => !kinds.includes(kind)));
  }

  async clear(): Promise<void> {
    await this.#change(() => []);
  }

  async #change(change: (held: readonly Notice[]) => readonly Notice[]): Promise<void> {
    await this.#inTurn(async () => {
      const held = await this.#list();
      const next = change(held);
      if (next.length === held.length && next.every((notice, i) => notice === held[i])) return;
      this.#known = null;
      try {
        await this.#kept.set(KEY, next);
        await this.#memory.remove(KEY);
      } catch (error) {
        if (!isWaykeyError(error, "vault/storage")) throw error;
        await this.#memory.set(KEY, next);
      }
    });
  }

  /** Null when the store fails. */
  async #read(): Promise<readonly Notice[] | null> {
    try {
      return parse(await this.#kept.get(KEY));
    } catch (error) {
      if (isWaykeyError(error, "vault/storage")) return null;
      throw error;
    }
  }
}

function parse(stored: unknown): readonly Notice[] {
  const parsed = v.safeParse(NoticesSchema, stored);
  return parsed.success ? parsed.output : [];
}
