// All that an extension page can read of what the extension has stored, to be searched for secrets.

import { Buffer } from "node:buffer";
import type { Page } from "puppeteer";

type Area = { get(keys: null): Promise<unknown> };

type Api = { storage: Record<"local" | "session" | "sync", Area> };

/** Runs in a page of the extension. Bytes are told one by one, as the characters of the same number. */
async function readAll(): Promise<string> {
  const { browser, chrome } = globalThis as unknown as Record<string, Api | undefined>;
  const { storage } = browser ?? chrome ?? { storage: null };
  if (storage === null) throw new TypeError("There is no storage");
  const found: string[] = [];
  const tell = (value: unknown): void => {
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
      const bytes = ArrayBuffer.isView(value)
        ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
        : new Uint8Array(value);
      found.push(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    } else if (Array.isArray(value)) {
      for (const each of value) tell(each);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        tell(key);
        tell(each);
      }
    } else {
      found.push(String(value));
    }
  };
  for (const area of ["local", "session", "sync"] as const) tell(await storage[area].get(null));
  for (const area of [localStorage, sessionStorage]) tell(Object.entries(area));
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error ?? new Error("no reason")));
    });
  for (const { name = "" } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      tell(await done(objects.getAllKeys()));
      tell(await done(database.transaction(store).objectStore(store).getAll()));
    }
    database.close();
  }
  return found.join("\n");
}

/** What is stored in the browser's storage areas and databases, as bytes. */
export async function storedBytes(page: Page): Promise<Buffer> {
  return Buffer.from(await page.evaluate(readAll), "latin1");
}
