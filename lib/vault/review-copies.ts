// Going over both copies of the open vault: what is missing or damaged in the store is put back from the
// second copy, what is missing or damaged there is copied again. An older state of the whole, or a
// difference that the copy does not explain, is reported and left for the user to decide.

import { checkManifest } from "./check-manifest.ts";
import {
  type CopyStore,
  encodeEntry,
  isSameEntry,
  readEntries,
  recordNames,
} from "./copy-store.ts";
import { type CopyState, readCopyState } from "./copy-state.ts";
import { fillHolesNow } from "./fill-holes.ts";
import { isAuthentic } from "./header-mac.ts";
import { NOTHING_RESTORED, putBack, type Restored } from "./put-back.ts";
import { renewTagsNow } from "./renew-tags.ts";
import { sealCheck } from "./seal-check.ts";
import { claimedId } from "./stored-record.ts";
import { copyChanges, isOwnOuter, isSameOuter, readOuter, renewCopy } from "./second-copy.ts";
import type { SealedManifest } from "./store.ts";
import { readStoredHeader } from "./stored-header.ts";
import type { WriteContext } from "./write-records.ts";
import { writeInTurn } from "./write-turns.ts";

export type CopyReview = {
  /**
   * `older`: the copy is of a later state. `altered`: records are not what the manifest says, and the
   * copy does not mend that. Either is for the user to decide.
   */
  readonly state: "whole" | "older" | "altered";
  readonly restored: Restored;
  /** The copy was missing, damaged or behind, and was made anew. */
  readonly renewed: boolean;
  /**
   * Header and manifest are the vault's own, but not the last that the store noted as written, nor is that to
   * be had: they may be earlier ones.
   */
  readonly isUnproven: boolean;
};

/**
 * @param depth `quick`: constant work, by manifest and header alone, unless the manifest does not open.
 *   `full`: opens every seal and compares every entry
 * @throws WaykeyError as `readStoredHeader`; `vault/storage`, `vault/conflict`
 */
export async function reviewCopies(
  context: WriteContext,
  copy: CopyStore,
  depth: "quick" | "full",
): Promise<CopyReview> {
  const { store, keys } = context;
  return writeInTurn(store, async () => {
    const state = await readCopyState(context, copy);
    if (state.parted.header || state.parted.manifest) {
      return { state: "older", restored: NOTHING_RESTORED, renewed: false, isUnproven: false };
    }
    let restored = NOTHING_RESTORED;
    const isWell = depth === "quick" && (await isOurs(context, copy));
    if (!isWell || (await isManifestLost(context, state))) {
      // Without a manifest nothing would say that a record is missing in the place of what goes aside.
      const hasManifest = (state.ours.manifest ?? state.theirs.manifest) !== null;
      const untidy = hasManifest ? await store.tidy() : null;
      restored = await putBack(context, copy, state);
      const check = await checkManifest(store, keys);
      // Records that are damaged where they lie are listed as such; there is nothing to decide on them.
      const isComplete = check.state === "whole" || (check.state === "altered" && check.isComplete);
      if (!isComplete) return { state: "altered", restored, renewed: false, isUnproven: false };
      // What is damaged may have lost its tags.
      const mayHaveHoles = check.state === "altered" || untidy?.isChanged === true;
      if (mayHaveHoles) await fillHolesNow(context);
      if (untidy !== null) await renewTagsNow(context, untidy.shared);
    }
    const isSealed = sealCheck(keys);
    let outcome = await copyChanges(store, copy, isSealed);
    const isUnproven = outcome === "damaged" && !isWell;
    if (isUnproven) {
      await noteAsWritten(context);
      outcome = await copyChanges(store, copy, isSealed);
    }
    // All of the store is whole and the latest, so that the copy can give way to it.
    const isFalse =
      outcome === "parted" || (!isWell && !(await isFaithful(context, copy, isSealed)));
    if (isFalse) outcome = await renewCopy(store, copy, isSealed, "mishap");
    return { state: "whole", restored, renewed: outcome === "renewed", isUnproven };
  });
}

/** Whether the copy is as this store last wrote it, or holds what this store does. */
async function isOurs({ store }: WriteContext, copy: CopyStore): Promise<boolean> {
  const changes = await store.readChanges("changed");
  if (changes === null) return true;
  const outer = await readOuter(copy);
  if (isSameOuter(outer, changes) || isOwnOuter(outer, changes)) return true;
  return (await copy.names()).length === 0;
}

/** A vault that nothing was ever written to has no manifest, and neither has its copy. */
async function isManifestLost({ store }: WriteContext, { ours, theirs }: CopyState) {
  if (ours.manifest !== null) return false;
  return theirs.manifest !== null || (await store.hasRecords());
}

/**
 * Header and manifest are the vault's own, whatever the store noted as such: writes them as they lie there, so
 * that it notes them.
 */
async function noteAsWritten({ store, keys }: WriteContext): Promise<void> {
  const header = await readStoredHeader(store);
  if (!(await isAuthentic(keys.root, header))) return;
  const stored = await store.readManifest();
  await store.commit({
    header,
    expectHeader: header,
    ...(stored === undefined
      ? {}
      : { manifest: stored as SealedManifest, expectManifest: { stored } }),
  });
}

/** Whether the copy holds every record of the store whose seal is whole as it lies there, and no other. */
async function isFaithful(
  { store }: WriteContext,
  copy: CopyStore,
  isSealed: (stored: unknown) => Promise<boolean>,
): Promise<boolean> {
  const { records } = await store.readSnapshot();
  const byId = new Map(records.map((stored) => [claimedId(stored), stored]));
  const names = await recordNames(copy);
  if (names.some((name) => !byId.has(name))) return false;
  for await (const { name, found } of readEntries(copy, [...byId.keys()])) {
    const stored = byId.get(name);
    if (!isSameEntry(found, encodeEntry(name, stored)) && (await isSealed(stored))) return false;
  }
  return true;
}
