// Damages what is stored of the vault from a page of the extension, as a failing disk would, or somebody who writes to it.

import type { Page } from "puppeteer";

type Area = {
  get(keys: null): Promise<Record<string, unknown>>;
  set(values: object): Promise<void>;
};

/** The revision of every sealed record, by the id under which the database has it. */
export function sealedRevisions(page: Page): Promise<Readonly<Record<string, number>>> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(new Error("storage")));
      });
    const database = await done(indexedDB.open("waykey"));
    const store = database.transaction("sealed").objectStore("sealed");
    const all = (await done(store.getAll())) as { id: string; revision: number }[];
    database.close();
    return Object.fromEntries(all.map(({ id, revision }) => [id, revision]));
  });
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

function loseRecord(page: Page, id: string, loss: Loss): Promise<void> {
  return page.evaluate(
    async (wanted, what) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.addEventListener("success", () => resolve(request.result));
          request.addEventListener("error", () => reject(new Error("storage")));
        });
      const database = await done(indexedDB.open("waykey"));
      const store = database.transaction("sealed", "readwrite").objectStore("sealed");
      const record = (await done(store.get(wanted))) as { ciphertext: Uint8Array } | undefined;
      if (record === undefined) throw new Error(`There is no record ${wanted}`);
      record.ciphertext[5] = (record.ciphertext[5] ?? 0) ^ 1;
      await (what === "gone from both" ? done(store.delete(wanted)) : done(store.put(record)));
      database.close();
      const { browser, chrome } = globalThis as unknown as Record<
        string,
        { storage: { local: Area } } | undefined
      >;
      const area = (browser ?? chrome)?.storage.local;
      if (what === "spoiled" || area === undefined) return;
      for (const [key, bucket] of Object.entries(await area.get(null))) {
        // Some of what is kept there is no part of the copy, such as a mark that something was shown.
        if (typeof bucket !== "object" || bucket === null || !(wanted in bucket)) continue;
        const others = Object.entries(bucket).filter(([name]) => name !== wanted);
        await area.set({ [key]: Object.fromEntries(others) });
      }
    },
    id,
    loss,
  );
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
