// What the second copy is to the open vault: the same, behind, parted from it, or not to be used. Looked at
// under the vault's keys, so that nobody who merely writes the disk can pass an old or a foreign copy
// off as a later one. Constant work: it opens no record.

import { encodeBase64url } from "../bytes/base64url.ts";
import { isWaykeyError } from "../errors.ts";
import type { CopyStore } from "./copy-store.ts";
import { headerRevision, isAuthentic } from "./header-mac.ts";
import { parseHeader, type VaultHeader } from "./header.ts";
import { type Manifest, openManifest } from "./manifest.ts";
import { copiedOf, isOwn, isSameOuter, type Outer, readOuter } from "./second-copy.ts";
import type { SealedManifest, StoredChanges } from "./store.ts";
import { readStoredHeader } from "./stored-header.ts";
import type { VaultKeys } from "./vault-keys.ts";
import type { WriteContext } from "./write-records.ts";

/** A manifest that opens. */
type OpenedManifest = { readonly sealed: SealedManifest; readonly manifest: Manifest };

export type CopyState = {
  readonly ours: { readonly header: VaultHeader; readonly manifest: OpenedManifest | null };
  /** null where the copy's is missing, damaged, or of another vault. */
  readonly theirs: {
    readonly header: VaultHeader | null;
    readonly manifest: OpenedManifest | null;
  };
  /**
   * Which of the two is the vault's own, was not written by this store, and is no earlier than what this
   * store last wrote there: an older state of the store has been put back.
   */
  readonly parted: { readonly header: boolean; readonly manifest: boolean };
};

/** @throws WaykeyError as `readStoredHeader`; `vault/storage` */
export async function readCopyState(context: WriteContext, copy: CopyStore): Promise<CopyState> {
  const { store, keys } = context;
  // In this order: what is written in between makes the store the later one, as it is.
  const outer = await readOuter(copy);
  const changes = await store.readChanges("changed");
  const stored = { header: changes?.header, manifest: changes?.manifest };
  const header = changes === null ? await readStoredHeader(store) : parseHeader(changes.header);
  const ours = { header, manifest: await tryOpenManifest(keys, stored.manifest) };
  const theirs = {
    header: await findHeader(keys, outer.header),
    manifest: await tryOpenManifest(keys, outer.manifest),
  };
  const nothing = { header: false, manifest: false };
  const isSame = changes === null || isSameOuter(stored, outer);
  return { ours, theirs, parted: isSame ? nothing : partedOf(ours, theirs, outer, changes) };
}

function partedOf(
  ours: CopyState["ours"],
  theirs: CopyState["theirs"],
  outer: Outer,
  { header, manifest, copied, written }: StoredChanges,
): CopyState["parted"] {
  const found = copiedOf(outer, 0);
  const wanted = copiedOf({ header, manifest }, 0);
  const revision = theirs.header === null ? -1 : headerRevision(theirs.header);
  const generation = theirs.manifest?.manifest.generation ?? -1;
  return {
    header:
      revision > headerRevision(ours.header) ||
      (copied !== null &&
        revision >= copied.revision &&
        found.header !== wanted.header &&
        !isOwn(found.header, copied.header, written.headers)),
    manifest:
      ours.manifest !== null &&
      (generation > ours.manifest.manifest.generation ||
        (generation >= (copied?.generation ?? ours.manifest.manifest.generation) &&
          found.manifest !== wanted.manifest &&
          !isOwn(found.manifest, copied?.manifest, written.manifests))),
  };
}

async function findHeader(keys: VaultKeys, stored: unknown): Promise<VaultHeader | null> {
  if (stored === undefined) return null;
  try {
    const header = parseHeader(stored);
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
