// Putting a vault back whose store has lost its header, or everything: from the second copy, sealed as it
// lies there, so no key is needed. What the store still holds is never overwritten without being put
// aside. Whether all of it is right shows after the next unlock.

import { isWaykeyError } from "../errors.ts";
import {
  type CopyStore,
  decodeEntry,
  HEADER_NAME,
  MANIFEST_NAME,
  readEntry,
  recordNames,
} from "./copy-store.ts";
import { parseSealedRecord } from "./envelope.ts";
import { parseHeader, type VaultHeader } from "./header.ts";
import type { Replacement, SealedManifest, SealedRecord, VaultStore } from "./store.ts";
import { isUnreadable } from "./stored-record.ts";

/** `vault`: the store was empty and has everything again; `header`: it had lost that alone. */
export type Recovery = "vault" | "header";

/**
 * Looks whether the store's header is gone or unreadable and the copy's is not, and puts it back.
 * @returns null when there was nothing to put back, or nothing to put it back from
 * @throws WaykeyError `vault/storage`, `vault/conflict`
 */
export async function recoverStore(store: VaultStore, copy: CopyStore): Promise<Recovery | null> {
  const held = await store.readHeader();
  if (held !== undefined && !isDamaged(held)) return null;
  const header = await findHeader(copy);
  if (header === null) return null;
  const snapshot = await store.readSnapshot();
  const isEmpty = held === undefined && snapshot.records.length === 0;
  if (!isEmpty) {
    await store.repair({ header: { next: header, held } });
    return "header";
  }
  const manifest = await readEntry(copy, MANIFEST_NAME);
  await store.repair({
    header: { next: header, held },
    records: await readRecords(copy),
    ...(manifest.state === "whole"
      ? { manifest: { next: manifest.stored as SealedManifest, held: snapshot.manifest } }
      : {}),
  });
  return "vault";
}

/** A later version's header is not damaged. */
function isDamaged(header: unknown): boolean {
  try {
    parseHeader(header);
    return false;
  } catch (error) {
    if (isWaykeyError(error, "vault/damaged")) return true;
    if (isWaykeyError(error)) return false;
    throw error;
  }
}

async function findHeader(copy: CopyStore): Promise<VaultHeader | null> {
  const found = await readEntry(copy, HEADER_NAME);
  if (found.state !== "whole") return null;
  try {
    return parseHeader(found.stored);
  } catch (error) {
    if (isWaykeyError(error)) return null;
    throw error;
  }
}

async function readRecords(copy: CopyStore): Promise<readonly Replacement<SealedRecord>[]> {
  const names = await recordNames(copy);
  const found = await copy.read(names);
  return names.flatMap((name, i) => {
    const entry = decodeEntry(name, found[i]);
    if (entry.state !== "whole") return [];
    try {
      const next = parseSealedRecord(entry.stored);
      return next.id === name ? [{ next, held: undefined }] : [];
    } catch (error) {
      if (isUnreadable(error)) return [];
      throw error;
    }
  });
}
