// Putting a vault back whose store has lost its header, or everything: from the second copy, sealed as it
// lies there, so no key is needed. What the store still holds is never overwritten without being put
// aside. Whether all of it is right shows after the next unlock.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import {
  type CopyStore,
  decodeEntry,
  HEADER_NAME,
  readEntries,
  readEntry,
  recordNames,
} from "./copy-store.ts";
import { parseSealedRecord } from "./envelope.ts";
import { parseHeader, type VaultHeader } from "./header.ts";
import { partByTags } from "./shared-tags.ts";
import type { SealedManifest, SealedRecord, VaultStore } from "./store.ts";
import { copiedOf, readOuter } from "./second-copy.ts";
import { isUnreadable } from "./stored-record.ts";
import { isHeaderAsWritten } from "./written.ts";

const HEADER_RESTORED = [{ kind: "header-restored", count: 0 }] as const;

/** `vault`: the store was empty and has everything again; `header`: it had lost that alone. */
export type Recovery = "vault" | "header";

/**
 * Looks whether the store's header is gone, unreadable, or not the one that was written there, and the
 * copy's is not, and puts it back.
 * @returns null when there was nothing to put back, or nothing to put it back from
 * @throws WaykeyError `vault/storage`, `vault/conflict`
 */
export async function recoverStore(store: VaultStore, copy: CopyStore): Promise<Recovery | null> {
  const held = await store.readHeader();
  const state = held === undefined ? "damaged" : stateOf(held);
  if (state === "readable") return recoverExchanged(store, copy, held);
  if (state === "later") return null;
  const header = await findHeader(copy);
  if (header === null) return null;
  const snapshot = await store.readSnapshot();
  const isEmpty = held === undefined && snapshot.records.length === 0;
  if (!isEmpty) {
    await store.repair({ header: { next: header, held }, tell: HEADER_RESTORED });
    return "header";
  }
  const outer = await readOuter(copy);
  const { manifest } = outer;
  // The others take the keys: a review of both copies puts them back.
  const { fitting } = partByTags(await readRecords(copy));
  await store.repair({
    header: { next: header, held },
    records: fitting.map((next) => ({ next, held: undefined })),
    ...(manifest === undefined
      ? {}
      : { manifest: { next: manifest as SealedManifest, held: snapshot.manifest } }),
    copied: copiedOf(outer, (await store.readChanges("changed"))?.upTo ?? 0),
    tell: [{ kind: "vault-restored", count: 0 }],
  });
  return "vault";
}

/**
 * One that can be read and was not written by the store gives way to the one that was, and is dropped. That
 * of version 1 is put in force where a migrated vault has lost its own: it is the same, and the records are
 * there.
 */
async function recoverExchanged(
  store: VaultStore,
  copy: CopyStore,
  held: unknown,
): Promise<Recovery | null> {
  if (await isMigratedAndLost(store)) {
    const next = held as VaultHeader;
    await store.repair({ header: { next, held }, dropHeader: true, tell: HEADER_RESTORED });
    return "header";
  }
  const headers = (await store.readChanges("changed"))?.written.headers ?? [];
  if (isHeaderAsWritten(headers, held)) return null;
  const header = await findHeader(copy);
  if (header === null || !isHeaderAsWritten(headers, header)) return null;
  await store.repair({ header: { next: header, held }, dropHeader: true, tell: HEADER_RESTORED });
  return "header";
}

async function isMigratedAndLost(store: VaultStore): Promise<boolean> {
  if ((await store.readVersion1()) === null) return false;
  const { staged, records } = await store.readSnapshot();
  return staged === undefined && records.length > 0;
}

/**
 * Whether the copy holds anything while the store holds nothing, and nothing can be put back: the vault is
 * not absent then, whatever it is.
 * @throws WaykeyError `vault/version` for the header of a later version; `vault/damaged` for any other
 *   remains; `vault/storage`
 */
export async function refuseOrphanedCopy(copy: CopyStore): Promise<void> {
  if ((await copy.names()).length === 0) return;
  const { header } = await readOuter(copy);
  if (header !== undefined) parseHeader(header);
  throw new WaykeyError("vault/damaged", "The vault's second copy is there but does not open");
}

/** A later version's header is neither damaged nor to be exchanged. */
function stateOf(header: unknown): "readable" | "damaged" | "later" {
  try {
    parseHeader(header);
    return "readable";
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
    return error.code === "vault/damaged" ? "damaged" : "later";
  }
}

async function findHeader(copy: CopyStore): Promise<VaultHeader | null> {
  const found = await readEntry(copy, HEADER_NAME);
  if (found.state !== "whole") return null;
  try {
    parseHeader(found.stored);
    // As it lies there, member for member: the copy is known by it.
    return found.stored as VaultHeader;
  } catch (error) {
    if (isWaykeyError(error)) return null;
    throw error;
  }
}

async function readRecords(copy: CopyStore): Promise<readonly SealedRecord[]> {
  const records: SealedRecord[] = [];
  for await (const { name, found } of readEntries(copy, await recordNames(copy))) {
    const entry = decodeEntry(name, found);
    if (entry.state !== "whole") continue;
    try {
      const next = parseSealedRecord(entry.stored);
      if (next.id === name) records.push(next);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
    }
  }
  return records;
}
