// Damages what is stored of the vault from a page of the extension, as a failing disk would, or somebody who writes to it.

import type { Page } from "puppeteer";
import { putStored, readStored, removeFromCopy, removeStored } from "./stored-records.ts";

/** The revision of every sealed record, by the id under which the database has it. */
export async function sealedRevisions(page: Page): Promise<Readonly<Record<string, number>>> {
  const { records } = await readStored(page);
  const all = records as readonly { id: string; revision: number }[];
  return Object.fromEntries(all.map(({ id, revision }) => [id, revision]));
}

/** The id of the one record that is written while `work` is done: nothing else tells which one it is. */
export async function writtenBy(page: Page, work: () => Promise<unknown>): Promise<string> {
  const before = await sealedRevisions(page);
  await work();
  const after = Object.entries(await sealedRevisions(page));
  const [id, ...others] = after.filter(([key, at]) => before[key] !== at).map(([key]) => key);
  if (id === undefined || others.length > 0) throw new Error("Not one record was written");
  return id;
}

type Loss = "spoiled" | "spoiled in both" | "gone from both";

/**
 * Flips a bit in the ciphertext of that record.
 * @param inBoth take it out of the second copy too, which is to have it no longer either
 */
export function damageRecord(page: Page, id: string, inBoth: boolean): Promise<void> {
  return loseRecord(page, id, inBoth ? "spoiled in both" : "spoiled");
}

/** Takes that record out of both copies, as somebody would who writes to the disk. */
export function removeRecord(page: Page, id: string): Promise<void> {
  return loseRecord(page, id, "gone from both");
}

async function loseRecord(page: Page, id: string, loss: Loss): Promise<void> {
  const { records } = await readStored(page);
  const record = records.find((each) => (each as { id: string }).id === id);
  if (record === undefined) throw new Error(`There is no record ${id}`);
  const { ciphertext } = record as { ciphertext: Uint8Array };
  ciphertext[5] = (ciphertext[5] ?? 0) ^ 1;
  if (loss === "gone from both") await removeStored(page, [id]);
  else await putStored(page, [record]);
  if (loss !== "spoiled") await removeFromCopy(page, id);
}

/** Spoils the header in the database in use and in the second copy. */
export function spoilHeaders(page: Page): Promise<void> {
  return putHeader(page, null);
}

/** Gives the header in use a mac that nobody with the vault's key has made, and spoils that in the second copy. */
export function alterHeaders(page: Page): Promise<void> {
  return putHeader(page, { mac: "A".repeat(43) });
}

/** @param members of the header, in the place of what it has there; null: what is no header */
function putHeader(page: Page, members: object | null): Promise<void> {
  return page.evaluate(async (given) => {
    type Area = { set(values: object): Promise<void> };
    const { browser, chrome } = globalThis as unknown as Record<
      string,
      { storage: { local: Area } } | undefined
    >;
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(new Error("storage")));
      });
    const database = await done(indexedDB.open("waykey"));
    const store = database.transaction("vault", "readwrite").objectStore("vault");
    const header = (await done(store.get("header"))) as object;
    await done(store.put(given === null ? { rubbish: true } : { ...header, ...given }, "header"));
    database.close();
    await (browser ?? chrome)?.storage.local.set({
      "vault-copy/header": { body: "{}", checksum: "x" },
    });
  }, members);
}
