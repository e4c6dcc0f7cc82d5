// From the version 1 layout to version 2: everything is sealed anew and staged, read back, opened and
// compared with what the old store holds, and only then put in force, in one transaction. Cut off
// anywhere, it leaves the one or the other, whole. The old records stay where they are.

import { encodeBase64url } from "../bytes/base64url.ts";
import { equalBytes } from "../bytes/bytes.ts";
import { isWaykeyError, WaykeyError } from "../errors.ts";
import { computeTag } from "./blind-index.ts";
import { sumOf } from "./check-manifest.ts";
import { type Inside, openSealed, parseSealedRecord, sealRecord } from "./envelope.ts";
import { deriveIndexKeyV1, openRecordV1 } from "./envelope-v1.ts";
import type { TagSource } from "./index-numbers.ts";
import { contributionOf, createManifest, openManifest, sealManifest } from "./manifest.ts";
import { CARRIED_KIND, type CarriedRecord } from "./record-content.ts";
import type { SealedManifest, SealedRecord, StoreSnapshot, VaultStore } from "./store.ts";
import { encodeStored, isSameStored } from "./stored-json.ts";
import { claimedRevision, isUnreadable } from "./stored-record.ts";
import { addSum } from "./sum256.ts";
import { planTags } from "./tag-plan.ts";
import type { VaultKeys } from "./vault-keys.ts";
import type { WriteContext } from "./write-records.ts";
import { writeInTurn } from "./write-turns.ts";

const inForce = new WeakSet<VaultStore>();

/** What is to be sealed for one record of the old store. */
type Successor = Omit<Inside, "version" | "device">;

/**
 * Sees to it that version 2 is in force, once for each store object.
 * @throws WaykeyError `vault/storage`; `vault/damaged` when records lie in the version 2 store that
 *   belong neither to a vault nor to a migration; `vault/conflict` when another migration came between
 */
export async function ensureVersion2(context: WriteContext): Promise<void> {
  const { store } = context;
  if (inForce.has(store)) return;
  if ((await store.readVersion1()) !== null) {
    await writeInTurn(store, () => migrate(context));
  }
  inForce.add(store);
}

async function migrate(context: WriteContext): Promise<void> {
  const { store } = context;
  const old = await store.readVersion1();
  if (old === null) return;
  const successors = await openOld(context, old);
  const { records, manifest } = await sealAll(context, successors);
  try {
    await store.stage(records, manifest);
    await verifyStaged(context.keys, await store.readSnapshot(), manifest, successors);
    await store.goLive(manifest);
  } catch (error) {
    // Another worker's migration of the same records is as good as this one's.
    if (isWaykeyError(error, "vault/conflict") && (await store.readVersion1()) === null) return;
    throw error;
  }
  if ((await store.readManifest()) === undefined) throw notReadBack();
  await store.written();
}

async function openOld(
  { keys, random }: WriteContext,
  old: readonly unknown[],
): Promise<readonly Successor[]> {
  const indexKey = await deriveIndexKeyV1(keys);
  const successors: Successor[] = [];
  for (const stored of old) {
    try {
      const { record, revision } = await openRecordV1(keys, indexKey, stored);
      successors.push({ id: record.id, kind: record.kind, revision, deletedAt: null, record });
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      const reason = error.code === "record/invalid" ? error.code : "record/damaged";
      const record: CarriedRecord = { reason, stored: encodeStored(stored) };
      const id = findId(stored) ?? `carried-${encodeBase64url(random(16))}`;
      const revision = Math.max(1, claimedRevision(stored));
      successors.push({ id, kind: CARRIED_KIND, revision, deletedAt: null, record });
    }
  }
  return successors;
}

function findId(stored: unknown): string | null {
  if (typeof stored !== "object" || stored === null || !("id" in stored)) return null;
  const isId = typeof stored.id === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(stored.id);
  return isId ? (stored.id as string) : null;
}

async function sealAll({ keys, random }: WriteContext, successors: readonly Successor[]) {
  const empty = createManifest(random);
  const { device } = empty;
  const takeTag = countTags(keys);
  const records: SealedRecord[] = [];
  let { sum } = empty;
  for (const successor of successors) {
    const record = successor.kind === CARRIED_KIND ? null : successor.record;
    const indexed = record as Parameters<typeof planTags>[1];
    const { tags } = await planTags({ state: "none" }, indexed, takeTag, random);
    const sealed = await sealRecord(keys, { ...successor, device }, tags, random);
    sum = addSum(sum, await contributionOf(keys, sealed));
    records.push(sealed);
  }
  const manifest = { generation: 1, count: records.length, sum, device };
  return { records, manifest: await sealManifest(keys, manifest, random) };
}

/** Gives out the tags of a store that is empty so far. */
function countTags(keys: VaultKeys): TagSource {
  const next = new Map<string, number>();
  return (type, value) => {
    const key = `${type}\0${value}`;
    const n = next.get(key) ?? 0;
    next.set(key, n + 1);
    return computeTag(keys, type, value, n);
  };
}

async function verifyStaged(
  keys: VaultKeys,
  { staged, records }: StoreSnapshot,
  manifest: SealedManifest,
  successors: readonly Successor[],
): Promise<void> {
  if (!isSameStored(staged, manifest)) {
    throw new WaykeyError("vault/conflict", "Another migration came between");
  }
  const { count, sum } = await openManifest(keys, staged);
  const held = await sumOf(keys, records);
  const isWhole = held.broken === 0 && records.length === count && equalBytes(held.sum, sum);
  if (!isWhole || count !== successors.length) throw notReadBack();
  const wanted = new Map(successors.map((successor) => [successor.id, successor]));
  for (const stored of records) {
    const inside = await openSealed(keys, parseSealedRecord(stored));
    const successor = wanted.get(inside.id);
    const isSame =
      successor !== undefined &&
      inside.kind === successor.kind &&
      inside.revision === successor.revision &&
      JSON.stringify(inside.record) === JSON.stringify(successor.record);
    if (!isSame || !wanted.delete(inside.id)) throw notReadBack();
  }
}

function notReadBack(): WaykeyError {
  return new WaykeyError("vault/storage", "The migrated vault did not read back as it was written");
}
