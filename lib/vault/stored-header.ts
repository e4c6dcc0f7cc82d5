// Reading and first writing of the header in the store. Records without a header are a damaged vault,
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
  const failure = "The new vault did not read back as it was written";
  const written = await store.readHeader();
  try {
    if (JSON.stringify(parseHeader(written)) === JSON.stringify(parseHeader(header))) return;
  } catch (error) {
    throw new WaykeyError("vault/storage", failure, { cause: error });
  }
  throw new WaykeyError("vault/storage", failure);
}

async function refuseOrphanedRecords(store: VaultStore): Promise<void> {
  if ((await store.readAll()).length === 0) return;
  throw new WaykeyError("vault/damaged", "The vault's records are there but its header is not");
}

function vaultExists(): WaykeyError {
  return new WaykeyError("vault/exists", "There is a vault already");
}
