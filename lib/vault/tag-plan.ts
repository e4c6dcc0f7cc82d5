// Which tags a record bears after a write. No tag that a record ever bore leaves the store, or the
// running numbers of a value would get holes, and a lookup that stops at the first miss would pass
// records over: a tag that a record no longer has a use for goes over to a tombstone made for it.

import { encodeBase64url } from "../bytes/base64url.ts";
import { type IndexEntry, indexEntry, TAG_COUNT, TAG_LENGTH } from "./blind-index.ts";
import type { TagSource } from "./index-numbers.ts";
import type { VaultPorts } from "./ports.ts";
import type { VaultRecord } from "./schema.ts";
import { claimedTags, type Held } from "./stored-record.ts";

export type TagPlan = {
  /** TAG_COUNT tags for the record. */
  readonly tags: readonly string[];
  /** What it gives up; another record has to bear these. */
  readonly freed: readonly string[];
};

/**
 * The tags for `record` in the place of what is held; null: for its tombstone, which keeps them all.
 * A value that stays keeps its tag. What is not known to be this value's, as in a tombstone, is given up.
 * @param lost tags that other records bear by now: they are neither kept nor given up
 */
export async function planTags(
  held: Held,
  record: VaultRecord | null,
  takeTag: TagSource,
  random: VaultPorts["random"],
  lost: ReadonlySet<string> = new Set(),
): Promise<TagPlan> {
  const tags: string[] = [];
  for (const { kept, entry } of placesOf(held, record, lost)) {
    if (kept !== null) tags.push(kept);
    else if (entry !== null) tags.push(await takeTag(entry.type, entry.value));
    else tags.push(randomTag(random));
  }
  const before = heldTags(held);
  return { tags, freed: before.filter((tag) => !tags.includes(tag) && !lost.has(tag)) };
}

/** What `planTags` will take tags for, in that order. */
export function neededEntries(
  held: Held,
  record: VaultRecord | null,
  lost: ReadonlySet<string> = new Set(),
): readonly IndexEntry[] {
  return placesOf(held, record, lost).flatMap(({ kept, entry }) =>
    kept === null && entry !== null ? [entry] : [],
  );
}

type Place = {
  /** The tag that stays; null: another is needed. */
  readonly kept: string | null;
  readonly entry: IndexEntry | null;
};

function placesOf(
  held: Held,
  record: VaultRecord | null,
  lost: ReadonlySet<string>,
): readonly Place[] {
  const before = heldTags(held);
  const previous = held.state === "opened" ? held.content.record : null;
  return Array.from({ length: TAG_COUNT }, (_, place) => {
    const entry = indexEntry(record, place);
    const tag = before[place];
    const isKept = entry === null || isSameEntry(indexEntry(previous, place), entry);
    return { kept: tag !== undefined && isKept && !lost.has(tag) ? tag : null, entry };
  });
}

function isSameEntry(left: IndexEntry | null, right: IndexEntry): boolean {
  return left !== null && left.type === right.type && left.value === right.value;
}

/** TAG_COUNT tags: those given, and random ones after them. */
export function fillTags(tags: readonly string[], random: VaultPorts["random"]): readonly string[] {
  const missing = Math.max(0, TAG_COUNT - tags.length);
  return [...tags, ...Array.from({ length: missing }, () => randomTag(random))];
}

function heldTags(held: Held): readonly string[] {
  if (held.state === "none") return [];
  return held.state === "opened" ? held.sealed.tags : claimedTags(held.stored);
}

function randomTag(random: VaultPorts["random"]): string {
  return encodeBase64url(random(TAG_LENGTH));
}
