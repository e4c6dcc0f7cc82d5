// Bearing again the tags that damage has left without a bearer, below others of the same value: a look-up goes by
// running numbers and would pass over what comes after a hole. Each such tag goes to a tombstone made for it.

import { encodeBase64url } from "../bytes/base64url.ts";
import { computeTag, type IndexEntry, indexEntry } from "./blind-index.ts";
import { findContent, tryOpen } from "./seal-check.ts";
import { claimedId, claimedTags } from "./stored-record.ts";
import type { VaultKeys } from "./vault-keys.ts";
import { type WriteContext, writeDraftsNow } from "./write-records.ts";
import { writeInTurn } from "./write-turns.ts";

/** Beyond all that is stored as many numbers of a value are tried before its bearer's counts as none of them. */
const MOST_LOST = 1024;

/**
 * Opens everything, and writes only where something is amiss.
 * @returns how many tags had no bearer
 * @throws WaykeyError as a write of records; `vault/locked` once the keys are to be used no longer
 */
export function fillHoles(context: WriteContext): Promise<number> {
  return writeInTurn(context.store, () => fillHolesNow(context));
}

/** As `fillHoles`, for who has the store's turn already and sees to the second copy. */
export async function fillHolesNow(context: WriteContext): Promise<number> {
  let count = 0;
  await writeDraftsNow(context, async () => {
    const { records } = await context.store.readSnapshot();
    const holes = await findHoles(context.keys, records);
    count = holes.length;
    if (count === 0) return [];
    const id = encodeBase64url(context.random(16));
    const strayTags = { lost: new Set<string>(), spare: holes };
    return [{ id, kind: "unknown", record: null, held: { state: "none" }, strayTags }];
  });
  return count;
}

/** The tags that no stored record bears, although one bears a later tag of the same value. */
async function findHoles(keys: VaultKeys, stored: readonly unknown[]): Promise<readonly string[]> {
  const borne = new Set(stored.flatMap((each) => claimedTags(each)));
  const holes: string[] = [];
  for (const { entry, tags } of await bearersOf(keys, stored)) {
    let since: string[] = [];
    for (let n = 0; tags.size > 0 && n < borne.size + MOST_LOST; n++) {
      const tag = await computeTag(keys, entry.type, entry.value, n);
      if (!borne.has(tag)) since.push(tag);
      if (!tags.delete(tag)) continue;
      holes.push(...since);
      since = [];
    }
  }
  return holes;
}

/** Of each value that a record has the tags under which its records lie. */
async function bearersOf(keys: VaultKeys, stored: readonly unknown[]) {
  const values = new Map<string, { readonly entry: IndexEntry; readonly tags: Set<string> }>();
  for (const each of stored) {
    const sealed = await tryOpen(keys, claimedId(each), each);
    const [content] = sealed === null ? [] : await findContent(keys, sealed);
    if (sealed === null || content === undefined) continue;
    for (const [place, tag] of sealed.tags.entries()) {
      const entry = indexEntry(content.record, place);
      if (entry === null) continue;
      const key = `${entry.type}\0${entry.value}`;
      const known = values.get(key) ?? { entry, tags: new Set<string>() };
      values.set(key, known);
      known.tags.add(tag);
    }
  }
  return values.values();
}
