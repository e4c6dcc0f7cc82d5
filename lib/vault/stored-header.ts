// Reading and writing of the header in the store. A write is read back and compared. Records without a header are a damaged vault,
// never an absent one.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { parseHeader, type VaultHeader } from "./header.ts";
import type { VaultStore } from "./store.ts";

/**
 * The stored header, checked.
 * @throws WaykeyError `vault/none`; `vault/damaged`, also when records lie there without a header;
 *   `vault/version`, `vault/storage`
 */
export async function readStoredHeader(store: VaultStore): Promise<VaultHeader> {
  const stored = await store.readHeader();
  if (stored !== undefined) return parseHeader(stored);
  await refuseOrphanedRecords(store);
  throw new WaykeyError("vault/none", "There is no vault yet");
}

/**
 * Checks that a new vault may be made here.
 * @throws WaykeyError `vault/exists` when there is a header, readable or not
 * @throws WaykeyError `vault/damaged` when there are records and no header; `vault/storage`
 */
export async function checkStoreIsEmpty(store: VaultStore): Promise<void> {
  if ((await store.readHeader()) !== undefined) throw vaultExists();
  await refuseOrphanedRecords(store);
}

/** Whether what a store holds is this header, member for member; the order of members is nothing. */
export function isSameHeader(stored: unknown, expected: VaultHeader): boolean {
  try {
    return JSON.stringify(parseHeader(stored)) === JSON.stringify(parseHeader(expected));
  } catch (error) {
    if (isWaykeyError(error)) return false;
    throw error;
  }
}

/** Whether what a store holds is meant as a header, readable or not. */
export function isHeaderLike(stored: unknown): boolean {
  return typeof stored === "object" && stored !== null && "slots" in stored;
}

/**
 * Writes the first header, reads it back and compares.
 * @throws WaykeyError `vault/exists` when another header was written meanwhile; `vault/storage`
 */
export async function writeFirstHeader(store: VaultStore, header: VaultHeader): Promise<void> {
  try {
    await store.commit({ header, expectNoHeader: true });
  } catch (error) {
    if (isWaykeyError(error, "vault/conflict")) throw vaultExists();
    throw error;
  }
  if (isSameHeader(await store.readHeader(), header)) {
    await store.written();
    return;
  }
  throw new WaykeyError("vault/storage", "The new vault did not read back as it was written");
}

/**
 * Writes `next` in the place of `held`, reads it back and compares. What reads back may be a header
 * that somebody else wrote on top of it since, if `isSuccessor` says so; it is never `held`.
 * @throws WaykeyError `vault/conflict` when the store no longer holds `held`; `vault/storage` when it still holds
 *   it all the same; `vault/unsure` when that cannot be told
 */
export async function replaceHeader(
  store: VaultStore,
  held: VaultHeader,
  next: VaultHeader,
  isSuccessor: (header: VaultHeader) => Promise<boolean>,
): Promise<void> {
  const failure = await failureOf(store.commit({ header: next, expectHeader: held }));
  const stored = await store.readHeader().catch((error: unknown) => {
    throw isWaykeyError(error, "vault/storage") ? unsure(error) : error;
  });
  if (isSameHeader(stored, next)) {
    await store.written();
    return;
  }
  if (isSameHeader(stored, held)) {
    throw failure ?? new WaykeyError("vault/storage", "The vault's key slots were not written");
  }
  // On top of what was not written there is nothing.
  if (failure !== null) throw unsure(failure);
  try {
    if (await isSuccessor(parseHeader(stored))) return;
  } catch (cause) {
    throw unsure(cause);
  }
  throw unsure();
}

/** That of a storage that fails: it may have written first. Any other goes on. */
async function failureOf(commit: Promise<void>): Promise<WaykeyError | null> {
  try {
    await commit;
    return null;
  } catch (error) {
    if (isWaykeyError(error, "vault/storage")) return error;
    throw error;
  }
}

function unsure(cause?: unknown): WaykeyError {
  const message = "The vault's key slots may be the old ones or the new ones";
  return new WaykeyError("vault/unsure", message, cause === undefined ? {} : { cause });
}

async function refuseOrphanedRecords(store: VaultStore): Promise<void> {
  if (!(await store.hasRecords())) return;
  throw new WaykeyError("vault/damaged", "The vault's records are there but its header is not");
}

function vaultExists(): WaykeyError {
  return new WaykeyError("vault/exists", "There is a vault already");
}
