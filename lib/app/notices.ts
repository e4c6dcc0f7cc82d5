// What happened to the vault behind the user's back and should be told: kept over a lock and a restart,
// beside the second copy, until the user has seen it. A notice says nothing of what the vault holds.

import * as v from "valibot";
import type { Clock, KeptStore } from "./ports.ts";
import type { Notice, NoticeKind } from "./views.ts";

const KEY = "notices";
const MAX = 20;

const KINDS: { readonly [K in NoticeKind]: K } = {
  "vault-restored": "vault-restored",
  "header-restored": "header-restored",
  "records-restored": "records-restored",
  "manifest-restored": "manifest-restored",
  "copy-renewed": "copy-renewed",
  "copy-failed": "copy-failed",
};

const NoticesSchema = v.pipe(
  v.array(v.object({ kind: v.enum(KINDS), at: v.number(), count: v.number() })),
  v.maxLength(MAX),
);

/** The notices in a kept store, one of a kind. */
export class Notices {
  readonly #kept: KeptStore;
  readonly #now: Clock;

  constructor(kept: KeptStore, now: Clock) {
    this.#kept = kept;
    this.#now = now;
  }

  /** Oldest first. What cannot be read counts as none. */
  async list(): Promise<readonly Notice[]> {
    const parsed = v.safeParse(NoticesSchema, await this.#kept.get(KEY));
    return parsed.success ? parsed.output : [];
  }

  async add(kind: NoticeKind, count = 0): Promise<void> {
    const others = (await this.list()).filter((notice) => notice.kind !== kind);
    await this.#kept.set(KEY, [...others, { kind, at: this.#now(), count }]);
  }

  /** Forgets one kind. */
  async drop(kind: NoticeKind): Promise<void> {
    const held = await this.list();
    const others = held.filter((notice) => notice.kind !== kind);
    if (others.length < held.length) await this.#kept.set(KEY, others);
  }

  async clear(): Promise<void> {
    if ((await this.list()).length > 0) await this.#kept.set(KEY, []);
  }
}
