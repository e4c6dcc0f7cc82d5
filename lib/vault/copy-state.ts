// What the second copy is to the open vault: the same, behind, ahead, or not to be used. Looked at
// under the vault's keys, so that nobody who merely writes the disk can pass an old or a foreign copy
// off as a newer one. Constant work: it opens no record.

import { encodeBase64url } from "../bytes/base64url.ts";
import { isWaykeyError } from "../errors.ts";
import { type CopyStore, HEADER_NAME, MANIFEST_NAME, readEntry } from "./copy-store.ts";
import { headerRevision, isAuthentic } from "./header-mac.ts";
import { parseHeader, type VaultHeader } from "./header.ts";
import { type Manifest, openManifest } from "./manifest.ts";
import type { SealedManifest } from "./store.ts";
import { readStoredHeader } from "./stored-header.ts";
import type { VaultKeys } from "./vault-keys.ts";
import type { WriteContext } from "./write-records.ts";

/** One side's manifest; null where there is none that opens. */
export type OpenedManifest = { readonly sealed: SealedManifest; readonly manifest: Manifest };

export type CopyState = {
  readonly ours: { readonly header: VaultHeader; readonly manifest: OpenedManifest | null };
  /** null where the copy's is missing, damaged, or of another vault. */
  readonly theirs: {
    readonly header: VaultHeader | null;
    readonly manifest: OpenedManifest | null;
  };
  /** The copy is of a later state than the store: somebody has put an older one back. */
  readonly isOlder: boolean;
};

/** @throws WaykeyError as `readStoredHeader`; `vault/storage` */
export async function readCopyState(context: WriteContext, copy: CopyStore): Promise<CopyState> {
  const { store, keys } = context;
  const header = await readStoredHeader(store);
  const manifest = await tryOpenManifest(keys, await store.readManifest());
  const theirHeader = await findHeader(keys, copy);
  const found = await readEntry(copy, MANIFEST_NAME);
  const theirManifest = await tryOpenManifest(
    keys,
    found.state === "whole" ? found.stored : undefined,
  );
  const isOlderHeader =
    theirHeader !== null && headerRevision(theirHeader) > headerRevision(header);
  const isOlderManifest =
    manifest !== null &&
    theirManifest !== null &&
    theirManifest.manifest.generation > manifest.manifest.generation;
  return {
    ours: { header, manifest },
    theirs: { header: theirHeader, manifest: theirManifest },
    isOlder: isOlderHeader || isOlderManifest,
  };
}

async function findHeader(keys: VaultKeys, copy: CopyStore): Promise<VaultHeader | null> {
  const found = await readEntry(copy, HEADER_NAME);
  if (found.state !== "whole") return null;
  try {
    const header = parseHeader(found.stored);
    const isOwn = header.vaultId === encodeBase64url(keys.vaultId);
    return isOwn && (await isAuthentic(keys.root, header)) ? header : null;
  } catch (error) {
    if (isWaykeyError(error)) return null;
    throw error;
  }
}

async function tryOpenManifest(keys: VaultKeys, stored: unknown): Promise<OpenedManifest | null> {
  if (stored === undefined) return null;
  try {
    return { sealed: stored as SealedManifest, manifest: await openManifest(keys, stored) };
  } catch (error) {
    if (isWaykeyError(error, "vault/manifest")) return null;
    throw error;
  }
}
