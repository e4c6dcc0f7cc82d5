// What happened to the vault behind the user's back and should be told: kept over a lock and a restart,
// beside the second copy, until the user has seen it. A notice says nothing of what the vault holds.

import * as v from "valibot";
import type { Clock, KeptStore } from "./ports.ts";

const KEY = "notices";
const MAX = 20;

export const NOTICE_KINDS = [
  /** The browser's database was empty; everything was put back from the second copy. */
  "vault-restored",
  /** The key slots were lost or damaged; they were put back. */
  "header-restored",
  /** `count` records were lost or damaged; they were put back. */
  "records-restored",
  "manifest-restored",
  /** The second copy was missing or damaged, and was made anew. */
  "copy-renewed",
  /** The second copy cannot be written. */
  "copy-failed",
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

export type Notice = {
  readonly kind: NoticeKind;
  /** Epoch milliseconds, of the last time. */
  readonly at: number;
  /** How many records, where it is about records; else 0. */
  readonly count: number;
};

const NoticesSchema = v.pipe(
  v.array(v.object({ kind: v.picklist(NOTICE_KINDS), at: v.number(), count: v.number() })),
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
