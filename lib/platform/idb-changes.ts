// What happens to the vault's database within one transaction each: commits with their expectations, repairs,
// the two steps of a migration, and what the second copy lacks. Whatever is written as header or manifest
// is noted by its checksum in the same transaction.

import * as v from "valibot";
import { WaykeyError } from "../errors.ts";
import type {
  Copied,
  Mishap,
  ProvenWrite,
  Repair,
  SealedManifest,
  SealedRecord,
  StoredChanges,
  VaultChange,
} from "../vault/store.ts";
import { isHeaderLike, isSameHeader } from "../vault/stored-header.ts";
import { isSameStored } from "../vault/stored-json.ts";
import { lastWritten, parseWritten, withWritten } from "../vault/written.ts";
import { HEADER, hasUnstaged, isVersion1, readHeader, type Transaction } from "./idb-database.ts";
import { changeRecords, clearRecords, readAllRecords, readRecords } from "./idb-records.ts";
import { underWay } from "./idb-rows.ts";

const ChangedSchema = v.array(v.array(v.string()));

/** More than there can ever be; numbers as large as that have rotted. */
const MOST_CHANGES = 2 ** 48;

function refuse(message: string): never {
  throw new WaykeyError("vault/conflict", message);
}

async function noteChanges(
  transaction: Transaction<"readwrite">,
  ids: readonly string[],
): Promise<void> {
  const vault = transaction.objectStore("vault");
  const [last, copied] = await Promise.all([vault.get("changes"), vault.get("copied")]);
  const noted = await lastAfter(transaction, upToOf(copied));
  const number = Math.max(numberOrZero(last), noted) + 1;
  const changed = transaction.objectStore("changed");
  underWay(vault.put(number, "changes"));
  underWay(changed.put(ids, number));
}

/** 0 for what no row of changes can have come to. */
function numberOrZero(stored: unknown): number {
  const isNumber = Number.isSafeInteger(stored) && (stored as number) > 0;
  return isNumber && (stored as number) < MOST_CHANGES ? (stored as number) : 0;
}

/** The numbers of the changes after that one; keys of any other type lie beyond the range. */
function after(number: number): IDBKeyRange {
  return IDBKeyRange.bound(number, MOST_CHANGES, true);
}

/** The number of the last change after that one, or that one. */
async function lastAfter<M extends "readonly" | "readwrite">(
  transaction: Transaction<M>,
  number: number,
): Promise<number> {
  const cursor = await transaction.objectStore("changed").openKeyCursor(after(number), "prev");
  return cursor?.key ?? number;
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
  underWay(vault.put(withWritten(held, header, manifest), "written"));
}

/**
 * Whatever it reads it asks for together, and the transaction is to be committed as soon as all that it writes is on its
 * way: each answer that is waited for takes a turn of the browser.
 */
export async function commit(
  transaction: Transaction<"readwrite">,
  change: VaultChange,
): Promise<void> {
  const { header, expectHeader, put = [], manifest, copied } = change;
  const vault = transaction.objectStore("vault");
  if (change.expectNoHeader === true && (await readHeader(transaction)) !== undefined) {
    refuse("A vault was made meanwhile");
  }
  if (expectHeader !== undefined && !isSameHeader(await readHeader(transaction), expectHeader)) {
    refuse("The vault's key slots were changed meanwhile");
  }
  if (header !== undefined) await putHeader(transaction, header);
  if (copied !== undefined) await noteCopied(transaction, copied);
  if (change.forgetWaiting === true) await vault.delete("waiting");
  putAside(transaction, change.aside ?? []);
  if (header !== undefined) await forgetHeadersAside(transaction);
  const ids = [...put.map(({ id }) => id), ...(header === undefined ? [] : [HEADER])];
  const isWrite = ids.length > 0 || manifest !== undefined;
  // Requests are answered in the order in which they are made: what is expected is looked at first.
  await Promise.all([
    requireManifest(transaction, change.expectManifest),
    noteMishaps(transaction, change.forgetTold ?? 0, change.tell ?? []),
    noteWritten(transaction, header, manifest),
    changeRecords(transaction, { put }, change.onPut),
    isWrite ? noteChanges(transaction, ids) : null,
  ]);
  if (manifest !== undefined) underWay(vault.put(manifest, "manifest"));
  transaction.commit();
}

/** @throws WaykeyError `vault/conflict` where another manifest lies there than is expected */
async function requireManifest(
  transaction: Transaction<"readwrite">,
  expected: VaultChange["expectManifest"],
): Promise<void> {
  if (expected === undefined) return;
  const held: unknown = await transaction.objectStore("vault").get("manifest");
  if (!isSameStored(held, expected.stored)) refuse("The vault was written meanwhile");
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
  number: number,
): Promise<readonly string[] | null> {
  const lists: unknown = await transaction.objectStore("changed").getAll(after(number));
  const parsed = v.safeParse(ChangedSchema, lists);
  return parsed.success ? [...new Set(parsed.output.flat())] : null;
}

export async function readChanges(
  transaction: Transaction<"readonly">,
  which: "changed" | "all",
  proven: ProvenWrite | null,
): Promise<StoredChanges | null> {
  if (await isVersion1(transaction)) return null;
  const vault = transaction.objectStore("vault");
  const [last, copied, written, header, manifest] = await Promise.all([
    vault.get("changes"),
    vault.get("copied"),
    vault.get("written"),
    readHeader(transaction),
    vault.get("manifest"),
  ]);
  const [changed, noted] = await Promise.all([
    which === "all" ? null : changedIds(transaction, upToOf(copied)),
    lastAfter(transaction, upToOf(copied)),
  ]);
  const records =
    changed === null
      ? await readAllRecords(transaction)
      : await readChanged(
          transaction,
          changed.filter((id) => id !== HEADER),
          proven !== null && isSameStored(manifest, proven.manifest) ? proven.records : [],
        );
  return {
    upTo: Math.max(numberOrZero(last), noted),
    copied: isCopied(copied) ? copied : null,
    written: parseWritten(written),
    header,
    manifest,
    records,
  };
}

/** What lies under each id, undefined where nothing does. */
async function readChanged(
  transaction: Transaction<"readonly">,
  ids: readonly string[],
  known: readonly SealedRecord[],
): Promise<ReadonlyMap<string, unknown>> {
  const knownById = new Map<string, unknown>(known.map((record) => [record.id, record]));
  const unknown = ids.filter((id) => !knownById.has(id));
  const records = await readRecords(transaction, unknown);
  return new Map(ids.map((id) => [id, knownById.get(id) ?? records.get(id)]));
}

export async function repair(transaction: Transaction<"readwrite">, repair: Repair): Promise<void> {
  const { header, manifest, records = [], removed = [], aside = [], waiting = [] } = repair;
  const { copied, tell = [] } = repair;
  const vault = transaction.objectStore("vault");
  const gone = [...records.map(({ next }) => next.id), ...removed.map(({ id }) => id)];
  const lying = await readRecords(transaction, gone);
  const places = [
    ...(header === undefined ? [] : [[header.held, await readHeader(transaction)] as const]),
    ...(manifest === undefined ? [] : [[manifest.held, await vault.get("manifest")] as const]),
    ...records.map(({ next, held }) => [held, lying.get(next.id)] as const),
    ...removed.map(({ id, held }) => [held, lying.get(id)] as const),
  ];
  if (places.some(([expected, held]) => !isSameStored(expected, held))) {
    refuse("The vault was written meanwhile");
  }
  const kept = repair.dropHeader === true ? places.slice(1) : places;
  const replaced = kept.flatMap(([held]) => (held === undefined ? [] : [held]));
  putAside(transaction, [...replaced, ...aside]);
  await changeRecords(transaction, { remove: gone, put: records.map(({ next }) => next) });
  await noteWritten(transaction, header?.next, manifest?.next);
  if (manifest !== undefined) await vault.put(manifest.next, "manifest");
  if (copied !== undefined) await noteCopied(transaction, copied);
  if (waiting.length > 0) {
    await vault.put([...listOf(await vault.get("waiting")), ...waiting], "waiting");
  }
  await noteMishaps(transaction, 0, tell);
  if (header !== undefined) await putHeader(transaction, header.next);
}

async function noteMishaps(
  transaction: Transaction<"readwrite">,
  forgotten: number,
  added: readonly Mishap[],
): Promise<void> {
  if (forgotten === 0 && added.length === 0) return;
  const vault = transaction.objectStore("vault");
  const held = listOf(await vault.get("untold"));
  underWay(vault.put([...held.slice(forgotten), ...added], "untold"));
}

/** Goes over the header of the version 1 layout too, if that holds one. */
async function putHeader(transaction: Transaction<"readwrite">, header: unknown): Promise<void> {
  const vault = transaction.objectStore("vault");
  const oldHeader = transaction.objectStore("header");
  // Records that nothing staged are those of a migrated vault that has lost what puts it in force.
  const isOld = (await isVersion1(transaction)) && !(await hasUnstaged(transaction));
  if (isOld || (await oldHeader.get(HEADER)) !== undefined) await oldHeader.put(header, HEADER);
  if (!isOld) await Promise.all([vault.put(header, HEADER), vault.put(2, "layout")]);
}

function putAside(transaction: Transaction<"readwrite">, stored: readonly unknown[]): void {
  const aside = transaction.objectStore("aside");
  for (const each of stored) underWay(aside.add(each));
}

/** Their key slots would go on opening what the new header's replace. */
async function forgetHeadersAside(transaction: Transaction<"readwrite">): Promise<void> {
  let cursor = await transaction.objectStore("aside").openCursor();
  while (cursor !== null) {
    if (isHeaderLike(cursor.value)) await cursor.delete();
    cursor = await cursor.continue();
  }
}

export function listOf(stored: unknown): readonly unknown[] {
  return Array.isArray(stored) ? stored : [];
}

/** Puts the records of a migration, and its manifest, in the place of one that was cut off. */
export async function stage(
  transaction: Transaction<"readwrite">,
  records: readonly SealedRecord[],
  manifest: SealedManifest,
): Promise<void> {
  const vault = transaction.objectStore("vault");
  if (!(await isVersion1(transaction))) refuse("The vault is not one of version 1");
  if (await hasUnstaged(transaction)) {
    throw new WaykeyError("vault/damaged", "There are records of an unknown vault");
  }
  await clearRecords(transaction);
  await Promise.all([changeRecords(transaction, { put: records }), vault.put(manifest, "staged")]);
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
  const ids = (await readAllRecords(transaction)).keys();
  await noteWritten(transaction, header, manifest);
  await Promise.all([
    vault.put(header, HEADER),
    vault.put(manifest, "manifest"),
    vault.put(2, "layout"),
    vault.delete("staged"),
  ]);
  await noteChanges(transaction, [...ids, HEADER]);
}
