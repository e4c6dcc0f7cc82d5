// Writing records: each as the revision after the one it replaces, all of them and the next manifest in
// one commit that fails if another write came between, and then read back, opened and compared.

import { encodeBase64url } from "../bytes/base64url.ts";
import { isWaykeyError, WaykeyError } from "../errors.ts";
import { computeOuterId, TAG_COUNT } from "./blind-index.ts";
import { isSameSealed, openSealed, parseSealedRecord, sealRecord } from "./envelope.ts";
import { BATCH, mapInBatches } from "./in-batches.ts";
import { createTagSource, type NumberHints } from "./index-numbers.ts";
import {
  contributionOf,
  createManifest,
  type Manifest,
  openManifest,
  sealManifest,
} from "./manifest.ts";
import type { VaultPorts } from "./ports.ts";
import type { TombstoneKind } from "./record-content.ts";
import type { VaultRecord } from "./schema.ts";
import type { Mishap, ProvenWrite, SealedRecord, VaultChange, VaultStore } from "./store.ts";
import { isSameStored } from "./stored-json.ts";
import { claimedRevision, type Held, isUnreadable, openHeld } from "./stored-record.ts";
import { addSum, subtractSum } from "./sum256.ts";
import { fillTags, neededEntries, planTags } from "./tag-plan.ts";
import type { VaultKeys } from "./vault-keys.ts";
import { writeInTurn } from "./write-turns.ts";

/** Each conflict means that somebody else's write went through, so this bounds patience, not progress. */
export const MAX_ATTEMPTS = 20;

/**
 * Of a write of many records: they are sealed, handed to the store in one commit, and read back and compared. After a
 * conflict it begins again with the first.
 */
export type WriteStep = "seal" | "store" | "check";

/**
 * Told how far a write is: the step, and which share of it is done, from 0 to 1. It is waited for, but for `store` beyond
 * its beginning. What it throws at `seal`, or as `store` begins, ends the write, and nothing is written; later it must not
 * throw.
 */
export type OnWriteStep = (step: WriteStep, share: number) => Promise<void>;

/** Of sealing, the share in which it is found out how. */
const PLANNING = 0.5;

export type WriteContext = VaultPorts & {
  readonly store: VaultStore;
  readonly keys: VaultKeys;
  readonly onStep?: OnWriteStep | undefined;
  /** As `PutOptions` have it. */
  readonly isElsewhere?: boolean;
  /** Of this opening of the vault. */
  readonly hints: NumberHints;
};

/** What is to lie under an id. */
export type Draft = {
  readonly id: string;
  readonly kind: TombstoneKind;
  /** null: a tombstone. */
  readonly record: VaultRecord | null;
  /** What lies there now. */
  readonly held: Held;
  /**
   * Where what is held does not lie in the store: which of its tags other records bear, and which more are
   * given up with what does lie there.
   */
  readonly strayTags?: { readonly lost: ReadonlySet<string>; readonly spare: readonly string[] };
  /** What goes aside with it. */
  readonly aside?: readonly unknown[];
  /** What the user is to be told of. */
  readonly tell?: readonly Mishap[];
};

/** What lies under the id now. */
export async function readHeld({ store, keys }: WriteContext, id: string): Promise<Held> {
  const outerId = await computeOuterId(keys, id);
  return openHeld(keys, outerId, await store.read(outerId));
}

/** As `readHeld` for each of the ids, in few reads however many they are. */
export async function readHeldMany(
  { store, keys }: WriteContext,
  ids: readonly string[],
): Promise<readonly Held[]> {
  const outerIds = await mapInBatches(ids, (id) => computeOuterId(keys, id));
  const stored = await store.readMany(outerIds);
  return mapInBatches(outerIds, (outerId, i) => openHeld(keys, outerId, stored[i]));
}

/**
 * Commits what `draft` returns, with `rest`, verifies it and, unless it `isElsewhere`, waits for the second copy. On a
 * conflict `draft` is asked again, so that it sees what the other write left. Drafts must have different ids.
 * @throws WaykeyError `vault/conflict` after MAX_ATTEMPTS; `vault/manifest` when the manifest does not
 *   open; `vault/storage`; what `draft` throws
 */
export async function writeDrafts(
  context: WriteContext,
  draft: () => Promise<readonly Draft[]>,
  rest: Pick<VaultChange, "forgetWaiting" | "aside"> = {},
): Promise<void> {
  const { store, isElsewhere = false } = context;
  const { promise: inVault, resolve, reject } = Promise.withResolvers<void>();
  // The turn lasts until the copy has it, whether or not that is waited for: a write that is cut off in the middle may
  // take the browser's whole database with it, and then the copy must have all that was answered before.
  const inBoth = writeInTurn(store, async () => {
    const written = await writeDraftsNow(context, draft, rest);
    resolve();
    if (written !== null) await store.written(written);
  });
  if (!isElsewhere) return inBoth;
  inBoth.catch(reject);
  return inVault;
}

/**
 * As `writeDrafts`, for who has the store's turn already and sees to the second copy.
 * @returns what was written; null if there was nothing to write
 */
export async function writeDraftsNow(
  context: WriteContext,
  draft: () => Promise<readonly Draft[]>,
  rest: Pick<VaultChange, "forgetWaiting" | "aside"> = {},
): Promise<ProvenWrite | null> {
  const { store } = context;
  for (let attempt = 1; ; attempt++) {
    // The manifest is asked for first: it may be older than what the drafts are made for, and never newer.
    const [stored, drafts] = await Promise.all([store.readManifest(), draft()]);
    if (drafts.length === 0) {
      if (rest.forgetWaiting === true) await store.commit(rest);
      return null;
    }
    const current = await readCurrent(context, stored);
    if (current === null) continue;
    const prepared = await prepare(context, current, drafts);
    const { records: sealed, manifest } = prepared;
    const aside = [...(rest.aside ?? []), ...drafts.flatMap((each) => damagedUnder(each))];
    const tell = drafts.flatMap((each) => each.tell ?? []);
    const removesOnly = makesRoom(drafts, sealed);
    const expectManifest = { stored };
    const onPut = (share: number) => void context.onStep?.("store", share);
    const change = {
      ...rest,
      put: sealed,
      manifest,
      aside,
      tell,
      removesOnly,
      expectManifest,
      onPut,
    };
    await context.onStep?.("store", 0);
    try {
      await store.commit(change);
    } catch (error) {
      if (isWaykeyError(error, "vault/conflict") && attempt < MAX_ATTEMPTS) continue;
      throw error;
    }
    // Whether it opens is found out while the store reads it back: what reads back the same opens too.
    await Promise.all([verifyWritten(context, prepared), openAgain(context, prepared)]);
    return prepared;
  }
}

/** Whether something is removed, and what is written beside takes no more room than what it replaces. */
function makesRoom(drafts: readonly Draft[], sealed: readonly SealedRecord[]): boolean {
  const isNoLonger = ({ held }: Draft, i: number) => {
    const before = held.state === "opened" ? held.sealed.ciphertext.length : 0;
    return (sealed[i]?.ciphertext.length ?? 0) <= before;
  };
  return (
    drafts.some(({ record }) => record === null) &&
    drafts.every((draft, i) => draft.record === null || isNoLonger(draft, i))
  );
}

/** What does not open and is written over is kept; what the user removes is not. */
function damagedUnder({ record, held, aside = [] }: Draft): readonly unknown[] {
  return held.state === "unreadable" && record !== null ? [held.stored, ...aside] : aside;
}

/**
 * A store with records and without a manifest has lost it; one without either is new.
 * @returns null when the first write of another came in after `stored` was read
 * @throws WaykeyError `vault/manifest`, `vault/storage`
 */
async function readCurrent(
  { store, keys, random }: WriteContext,
  stored: unknown,
): Promise<Manifest | null> {
  if (stored !== undefined) return openManifest(keys, stored);
  if (!(await store.hasRecords())) return createManifest(random);
  if ((await store.readManifest()) !== undefined) return null;
  throw new WaykeyError("vault/manifest", "The records are there but their manifest is not");
}

async function prepare(
  context: WriteContext,
  current: Manifest,
  drafts: readonly Draft[],
): Promise<ProvenWrite> {
  const { store, keys, random } = context;
  const { device } = current;
  const needed = drafts.flatMap(({ held, record, strayTags }) =>
    neededEntries(held, record, strayTags?.lost),
  );
  const takeTag = createTagSource(store, keys, needed, context.hints);
  const unsealed: { readonly inside: Parameters<typeof sealRecord>[1]; tags: readonly string[] }[] =
    [];
  const freed: { readonly kind: TombstoneKind; readonly tags: readonly string[] }[] = [];
  let { count, sum } = current;
  for (const [i, { id, kind, record, held, strayTags }] of drafts.entries()) {
    if (i % BATCH === 0) await context.onStep?.("seal", (PLANNING * i) / drafts.length);
    const plan = await planTags(held, record, takeTag, random, strayTags?.lost);
    const revision = heldRevision(held) + 1;
    const deletedAt = record === null ? context.now() : null;
    const inside = { id, kind, revision, device, deletedAt, record };
    unsealed.push({ inside, tags: plan.tags });
    const givenUp = [...plan.freed, ...(strayTags?.spare ?? [])];
    for (let i = 0; i < givenUp.length; i += TAG_COUNT) {
      freed.push({ kind, tags: givenUp.slice(i, i + TAG_COUNT) });
    }
    const replaced = await contributionOfHeld(keys, held);
    if (replaced !== null) sum = subtractSum(sum, replaced);
    if (held.state === "none") count++;
  }
  for (const { kind, tags } of freed) {
    const id = encodeBase64url(random(16));
    const inside = { id, kind, revision: 1, device, deletedAt: context.now(), record: null };
    unsealed.push({ inside, tags: fillTags(tags, random) });
    count++;
  }
  const sealed = await mapInBatches(
    unsealed,
    ({ inside, tags }) => sealRecord(keys, inside, tags, random),
    async (done) => {
      await context.onStep?.("seal", PLANNING + ((1 - PLANNING) * done) / unsealed.length);
    },
  );
  for (const added of await mapInBatches(sealed, (each) => contributionOf(keys, each))) {
    sum = addSum(sum, added);
  }
  const next = { generation: current.generation + 1, count, sum, device };
  return { records: sealed, manifest: await sealManifest(keys, next, random) };
}

function heldRevision(held: Held): number {
  if (held.state === "none") return 0;
  return held.state === "opened" ? held.sealed.revision : claimedRevision(held.stored);
}

/** What the sum holds for the record to be replaced, if that can be told: it may have lost its shape. */
async function contributionOfHeld(keys: VaultKeys, held: Held) {
  if (held.state === "none") return null;
  if (held.state === "opened") return contributionOf(keys, held.sealed);
  try {
    return await contributionOf(keys, parseSealedRecord(held.stored));
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return null;
  }
}

/** @throws WaykeyError `vault/storage` when what was sealed does not open; `vault/locked` */
async function openAgain({ keys }: WriteContext, { records }: ProvenWrite): Promise<void> {
  await mapInBatches(records, async (sealed) => {
    await openSealed(keys, sealed).catch((error: unknown) => {
      throw isUnreadable(error) ? notReadBack(error) : error;
    });
  });
}

/** A later revision or generation means that another write followed, which verifies itself. */
async function verifyWritten(
  { store, keys, onStep }: WriteContext,
  { records, manifest }: ProvenWrite,
): Promise<void> {
  await onStep?.("check", 0);
  const [found, storedManifest] = await Promise.all([
    store.readMany(records.map(({ id }) => id)),
    store.readManifest(),
  ]);
  const check = async (written: SealedRecord, i: number) => {
    const stored = found[i];
    if (claimedRevision(stored) > written.revision || isSameSealed(stored, written)) return;
    throw notReadBack();
  };
  await mapInBatches(records, check, async (done) => {
    await onStep?.("check", done / records.length);
  });
  if (isSameStored(storedManifest, manifest)) return;
  const following = await openManifest(keys, storedManifest).catch((error: unknown) => {
    throw isWaykeyError(error, "vault/manifest") ? notReadBack(error) : error;
  });
  if (following.generation <= manifest.generation) throw notReadBack();
}

function notReadBack(cause?: unknown): WaykeyError {
  const message = "What was written did not read back as it was written";
  return new WaykeyError("vault/storage", message, cause === undefined ? {} : { cause });
}
