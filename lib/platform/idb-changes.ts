// What happens to the vault's database within one transaction each: commits with their expectations, repairs,
// the two steps of a migration, and what the second copy lacks. Whatever is written as header or manifest
// is noted by its checksum in the same transaction.

import * as v from "valibot";
import { WaykeyError } from "../errors.ts";
import type {
  Copied,
  Repair,
  SealedManifest,
  SealedRecord,
  StoredChanges,
  VaultChange,
} from "../vault/store.ts";
import { isSameHeader } from "../vault/stored-header.ts";
import { isSameStored } from "../vault/stored-json.ts";
import { lastWritten, parseWritten, withWritten } from "../vault/written.ts";
import { HEADER, isVersion1, readHeader, type Transaction } from "./idb-database.ts";

const ChangedSchema = v.array(v.array(v.string()));

function refuse(message: string): never {
  throw new WaykeyError("vault/conflict", message);
}

async function noteChanges(
  transaction: Transaction<"readwrite">,
  ids: readonly string[],
): Promise<void> {
  const vault = transaction.objectStore("vault");
  const number = numberOrZero(await vault.get("changes")) + 1;
  await Promise.all([
    vault.put(number, "changes"),
    transaction.objectStore("changed").put(ids, number),
  ]);
}

function numberOrZero(stored: unknown): number {
  return Number.isSafeInteger(stored) ? (stored as number) : 0;
}

/**
 * Reads and deletes only beyond what was copied last: what is deleted below it stays in Chromium's files
 * for a while, and every walk over it would cost as much as all that was ever written.
 */
async function forgetCopied(
  transaction: Transaction<"readwrite">,
  from: number,
  upTo: number,
): Promise<void> {
  if (from >= upTo) return;
  await transaction.objectStore("changed").delete(IDBKeyRange.bound(from, upTo, true));
}

async function noteCopied(transaction: Transaction<"readwrite">, copied: Copied): Promise<void> {
  const vault = transaction.objectStore("vault");
  const [before, held] = await Promise.all([vault.get("copied"), vault.get("written")]);
  await forgetCopied(transaction, upToOf(before), copied.upTo);
  const written = lastWritten(parseWritten(held));
  await Promise.all([vault.put(copied, "copied"), vault.put(written, "written")]);
}

/** Notes what is being written as header or manifest; undefined for what is not. */
async function noteWritten(
  transaction: Transaction<"readwrite">,
  header: unknown,
  manifest: unknown,
): Promise<void> {
  if (header === undefined && manifest === undefined) return;
  const vault = transaction.objectStore("vault");
  const held = parseWritten(await vault.get("written"));
  await vault.put(withWritten(held, header, manifest), "written");
}

export async function commit(
  transaction: Transaction<"readwrite">,
  change: VaultChange,
): Promise<void> {
  const { header, expectHeader, put = [], manifest, expectManifest, copied } = change;
  const vault = transaction.objectStore("vault");
  const sealed = transaction.objectStore("sealed");
  const oldHeader = transaction.objectStore("header");
  if (change.expectNoHeader === true && (await readHeader(transaction)) !== undefined) {
    refuse("A vault was made meanwhile");
  }
  if (expectHeader !== undefined && !isSameHeader(await readHeader(transaction), expectHeader)) {
    refuse("The vault's key slots were changed meanwhile");
  }
  if (expectManifest !== undefined) {
    const held = await vault.get("manifest");
    if (!isSameStored(held, expectManifest.stored)) refuse("The vault was written meanwhile");
  }
  if (header !== undefined) {
    const isOld = await isVersion1(transaction);
    if (isOld || (await oldHeader.get(HEADER)) !== undefined) await oldHeader.put(header, HEADER);
    if (!isOld) await Promise.all([vault.put(header, HEADER), vault.put(2, "layout")]);
  }
  if (copied !== undefined) await noteCopied(transaction, copied);
  if (change.forgetWaiting === true) await vault.delete("waiting");
  await noteWritten(transaction, header, manifest);
  const writes = put.map((record) => sealed.put(record));
  if (manifest !== undefined) writes.push(vault.put(manifest, "manifest"));
  await Promise.all(writes);
  const ids = [...put.map(({ id }) => id), ...(header === undefined ? [] : [HEADER])];
  if (ids.length > 0 || manifest !== undefined) await noteChanges(transaction, ids);
}

function isCopied(stored: unknown): stored is Copied {
  return typeof stored === "object" && stored !== null && "upTo" in stored;
}

function upToOf(copied: unknown): number {
  return isCopied(copied) ? numberOrZero(copied.upTo) : 0;
}

/** The outer ids that changed after a change of that number; null if that is not to be told. */
async function changedIds(
  transaction: Transaction<"readonly">,
  after: number,
): Promise<readonly string[] | null> {
  const range = IDBKeyRange.lowerBound(after, true);
  const lists: unknown = await transaction.objectStore("changed").getAll(range);
  const parsed = v.safeParse(ChangedSchema, lists);
  return parsed.success ? [...new Set(parsed.output.flat())] : null;
}

export async function readChanges(
  transaction: Transaction<"readonly">,
  which: "changed" | "all",
): Promise<StoredChanges | null> {
  if (await isVersion1(transaction)) return null;
  const vault = transaction.objectStore("vault");
  const sealed = transaction.objectStore("sealed");
  const [upTo, copied, written, header, manifest] = await Promise.all([
    vault.get("changes"),
    vault.get("copied"),
    vault.get("written"),
    vault.get(HEADER),
    vault.get("manifest"),
  ]);
  const changed = which === "all" ? null : await changedIds(transaction, upToOf(copied));
  const keys = changed ?? (await sealed.getAllKeys());
  const ids = keys.filter((key) => key !== HEADER);
  const records = await Promise.all(ids.map((id) => sealed.get(id)));
  return {
    upTo: numberOrZero(upTo),
    copied: isCopied(copied) ? copied : null,
    written: parseWritten(written),
    header,
    manifest,
    records: new Map(ids.map((id, i) => [id, records[i]])),
  };
}

export async function repair(transaction: Transaction<"readwrite">, repair: Repair): Promise<void> {
  const { header, manifest, records = [], removed = [], aside = [], copied, waiting } = repair;
  const vault = transaction.objectStore("vault");
  const sealed = transaction.objectStore("sealed");
  const places = [
    ...(header === undefined ? [] : [[header.held, await readHeader(transaction)] as const]),
    ...(manifest === undefined ? [] : [[manifest.held, await vault.get("manifest")] as const]),
    ...(await Promise.all(
      records.map(async ({ next, held }) => [held, await sealed.get(next.id)] as const),
    )),
    ...(await Promise.all(
      removed.map(async ({ id, held }) => [held, await sealed.get(id)] as const),
    )),
  ];
  if (places.some(([expected, held]) => !isSameStored(expected, held))) {
    refuse("The vault was written meanwhile");
  }
  const kept = repair.dropHeader === true ? places.slice(1) : places;
  const replaced = kept.flatMap(([held]) => (held === undefined ? [] : [held]));
  const put = transaction.objectStore("aside");
  await Promise.all([...replaced, ...aside].map((stored) => put.add(stored)));
  const gone = [...records.map(({ next }) => next.id), ...removed.map(({ id }) => id)];
  await Promise.all(gone.map((id) => sealed.delete(id)));
  await Promise.all(records.map(({ next }) => sealed.put(next)));
  await noteWritten(transaction, header?.next, manifest?.next);
  if (manifest !== undefined) await vault.put(manifest.next, "manifest");
  if (copied !== undefined) await noteCopied(transaction, copied);
  if (waiting !== undefined) await vault.put(waiting, "waiting");
  if (header === undefined) return;
  if (await isVersion1(transaction)) {
    await transaction.objectStore("header").put(header.next, HEADER);
    return;
  }
  await Promise.all([vault.put(header.next, HEADER), vault.put(2, "layout")]);
}

/** Puts the records of a migration, and its manifest, in the place of one that was cut off. */
export async function stage(
  transaction: Transaction<"readwrite">,
  records: readonly SealedRecord[],
  manifest: SealedManifest,
): Promise<void> {
  const vault = transaction.objectStore("vault");
  const sealed = transaction.objectStore("sealed");
  if (!(await isVersion1(transaction))) refuse("The vault is not one of version 1");
  if ((await vault.get("staged")) === undefined && (await sealed.count()) > 0) {
    throw new WaykeyError("vault/damaged", "There are records of an unknown vault");
  }
  await sealed.clear();
  const writes = records.map((record) => sealed.put(record));
  await Promise.all([...writes, vault.put(manifest, "staged")]);
}

/** Puts version 2 in force with what was staged. */
export async function goLive(
  transaction: Transaction<"readwrite">,
  manifest: SealedManifest,
): Promise<void> {
  const vault = transaction.objectStore("vault");
  if (!(await isVersion1(transaction))) refuse("The vault is not one of version 1");
  if (!isSameStored(await vault.get("staged"), manifest)) refuse("Another migration came between");
  const header: unknown = await transaction.objectStore("header").get(HEADER);
  const ids = await transaction.objectStore("sealed").getAllKeys();
  await noteWritten(transaction, header, manifest);
  await Promise.all([
    vault.put(header, HEADER),
    vault.put(manifest, "manifest"),
    vault.put(2, "layout"),
    vault.delete("staged"),
  ]);
  await noteChanges(transaction, [...ids, HEADER]);
}
