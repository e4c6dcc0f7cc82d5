// Bringing the second copy up to date. It is written from one moment of the store, read back and
// compared before the store forgets what was still to be copied; a death in between copies it again.
// Nothing is copied over a copy that claims to be newer than the store: that is for the user to decide.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { headerRevision } from "./header-mac.ts";
import {
  type CopyEntry,
  type CopyFound,
  type CopyStore,
  encodeEntry,
  HEADER_NAME,
  isSameEntry,
  MANIFEST_NAME,
  readEntry,
  recordNames,
} from "./copy-store.ts";
import { parseSealedRecord } from "./envelope.ts";
import { parseHeader } from "./header.ts";
import { claimedGeneration } from "./manifest.ts";
import type { StoredChanges, VaultStore } from "./store.ts";
import { isUnreadable } from "./stored-record.ts";
import { writeInTurn } from "./write-turns.ts";

/** Entries of one write. */
const BATCH = 200;

/**
 * `renewed`: there had been a copy, and it was missing or damaged. `newer`: the copy claims a later state
 * than the store has; it was left alone.
 */
export type CopyOutcome = "up-to-date" | "renewed" | "newer" | "no-vault";

/**
 * Copies what changed since the last time, and everything where there is no copy to add to.
 * @throws WaykeyError `vault/storage` when either store fails or the copy does not read back
 */
export function copyChanges(store: VaultStore, copy: CopyStore): Promise<CopyOutcome> {
  return writeInTurn(copy, () => copyChangesNow(store, copy));
}

async function copyChangesNow(store: VaultStore, copy: CopyStore): Promise<CopyOutcome> {
  const changes = await store.readChanges("changed");
  if (changes === null || changes.header === undefined) return "no-vault";
  const found = await readOuter(copy);
  if (isAhead(found, changes)) return "newer";
  const isPending = changes.upTo > changes.copied;
  if (!(await hasOuter(copy, changes))) {
    const isUsable = isPending && found.header !== undefined && changes.copied > 0;
    if (!isUsable) return renewCopyNow(store, copy);
  }
  if (!isPending) return "up-to-date";
  await writeCopy(copy, changes);
  await store.commit({ copied: changes.upTo });
  return "up-to-date";
}

/**
 * Makes the whole copy anew, whatever it claims: what it holds and the store does not is removed.
 * @throws WaykeyError `vault/storage`
 */
export function renewCopy(store: VaultStore, copy: CopyStore): Promise<CopyOutcome> {
  return writeInTurn(copy, () => renewCopyNow(store, copy));
}

async function renewCopyNow(store: VaultStore, copy: CopyStore): Promise<CopyOutcome> {
  const all = await store.readChanges("all");
  if (all === null || all.header === undefined) return "no-vault";
  await writeCopy(copy, all);
  const strays = (await recordNames(copy)).filter((name) => !all.records.has(name));
  if (strays.length > 0) await copy.remove(strays);
  await store.commit({ copied: all.upTo });
  return all.copied === 0 ? "up-to-date" : "renewed";
}

type Outer = { readonly header: unknown; readonly manifest: unknown };

/** Header and manifest of the copy; undefined where there is none or it is damaged. */
async function readOuter(copy: CopyStore): Promise<Outer> {
  const header = await readEntry(copy, HEADER_NAME);
  const manifest = await readEntry(copy, MANIFEST_NAME);
  return { header: stored(header), manifest: stored(manifest) };
}

/** Whether the copy holds header and manifest as the store does. */
async function hasOuter(copy: CopyStore, { header, manifest }: StoredChanges): Promise<boolean> {
  const wanted = outerEntries(header, manifest);
  const found = await copy.read([...wanted.keys()]);
  return [...wanted.values()].every((entry, i) => isSameEntry(found[i], entry));
}

/** By what they claim, unproven: a later generation of the manifest or revision of the header. */
function isAhead(theirs: Outer, ours: Outer): boolean {
  return (
    claimedGeneration(theirs.manifest) > claimedGeneration(ours.manifest) ||
    claimedHeaderRevision(theirs.header) > claimedHeaderRevision(ours.header)
  );
}

function stored(found: CopyFound): unknown {
  return found.state === "whole" ? found.stored : undefined;
}

function claimedHeaderRevision(header: unknown): number {
  try {
    return headerRevision(parseHeader(header));
  } catch (error) {
    if (isWaykeyError(error)) return 0;
    throw error;
  }
}

function outerEntries(header: unknown, manifest: unknown): Map<string, CopyEntry> {
  const entries = new Map([[HEADER_NAME, encodeEntry(HEADER_NAME, header)]]);
  if (manifest !== undefined) entries.set(MANIFEST_NAME, encodeEntry(MANIFEST_NAME, manifest));
  return entries;
}

/** Records first, in batches, and then header and manifest with the last of them. */
async function writeCopy(copy: CopyStore, changes: StoredChanges): Promise<void> {
  let batch = new Map<string, CopyEntry>();
  for (const [id, record] of changes.records) {
    // A copy of what has lost its shape would only replace a good one.
    if (!isSealedRecord(record)) continue;
    batch.set(id, encodeEntry(id, record));
    if (batch.size < BATCH) continue;
    await writeBatch(copy, batch);
    batch = new Map();
  }
  await writeBatch(copy, new Map([...batch, ...outerEntries(changes.header, changes.manifest)]));
}

function isSealedRecord(record: unknown): boolean {
  try {
    parseSealedRecord(record);
    return true;
  } catch (error) {
    if (isUnreadable(error)) return false;
    throw error;
  }
}

async function writeBatch(copy: CopyStore, batch: ReadonlyMap<string, CopyEntry>): Promise<void> {
  await copy.write(batch);
  const found = await copy.read([...batch.keys()]);
  if ([...batch.values()].every((entry, i) => isSameEntry(found[i], entry))) return;
  throw new WaykeyError("vault/storage", "The second copy did not read back as it was written");
}
