// The vault where the browser keeps it, past Waykey, by an extension page: its records lie in rows by the buckets of their
// ids (docs/vault-format.md).

import type { Page } from "puppeteer";
import { bucketOf } from "../../../lib/vault/buckets.ts";

/** Stored data as JSON, byte strings as `{ $bytes: base64 }`. */
function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== "object" || value === null) return value;
  if ("$bytes" in value) return new Uint8Array(Buffer.from(String(value.$bytes), "base64"));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fromJson(each)]));
}

function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toJson(each)]));
}

/** What lies there at one moment. */
type Stored = {
  readonly header: unknown;
  readonly manifest: unknown;
  readonly staged: unknown;
  readonly records: readonly unknown[];
};

export async function readStored(page: Page): Promise<Stored> {
  const stored = await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(new Error("storage")));
      });
    const plain = (value: unknown): unknown => {
      if (value instanceof Uint8Array) {
        return { $bytes: btoa(String.fromCharCode(...value)) };
      }
      if (Array.isArray(value)) return value.map(plain);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
    };
    const database = await done(indexedDB.open("waykey"));
    try {
      const transaction = database.transaction(["vault", "buckets"], "readonly");
      const vault = transaction.objectStore("vault");
      const [header, manifest, staged, rows] = await Promise.all([
        done<unknown>(vault.get("header")),
        done<unknown>(vault.get("manifest")),
        done<unknown>(vault.get("staged")),
        done(transaction.objectStore("buckets").getAll() as IDBRequest<unknown[][]>),
      ]);
      return {
        header: plain(header),
        manifest: plain(manifest),
        staged: plain(staged),
        records: rows.flat().map(plain),
      };
    } finally {
      database.close();
    }
  });
  return {
    header: fromJson(stored.header),
    manifest: fromJson(stored.manifest),
    staged: fromJson(stored.staged),
    records: stored.records.map(fromJson),
  };
}

/** Puts records in the place of those of their ids, and leaves their tags as they are. */
export function putStored(page: Page, records: readonly unknown[]): Promise<void> {
  return changeStored(page, {
    ids: records.map((record) => (record as { id: string }).id),
    put: records.map(toJson),
  });
}

/** Takes records out, as somebody would who writes to the disk. */
export function removeStored(page: Page, ids: readonly string[]): Promise<void> {
  return changeStored(page, { ids, put: [] });
}

function changeStored(
  page: Page,
  { ids, put }: { readonly ids: readonly string[]; readonly put: readonly unknown[] },
): Promise<void> {
  return page.evaluate(
    async (places, next) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.addEventListener("success", () => resolve(request.result));
          request.addEventListener("error", () => reject(new Error("storage")));
        });
      const bytes = (value: unknown): unknown => {
        const isBytes = typeof value === "object" && value !== null && "$bytes" in value;
        if (!isBytes) return value;
        return Uint8Array.from(atob(String(value.$bytes)), (each) => each.charCodeAt(0));
      };
      const records = next.map((record) =>
        Object.fromEntries(
          Object.entries(record as object).map(([name, value]) => [name, bytes(value)]),
        ),
      );
      const database = await done(indexedDB.open("waykey"));
      const store = database.transaction("buckets", "readwrite").objectStore("buckets");
      for (const [id, bucket] of places) {
        const row = ((await done(store.get(bucket))) ?? []) as { id: string }[];
        const others: unknown[] = row.filter((record) => record.id !== id);
        const own = records.filter((record) => record["id"] === id);
        await done(store.put([...others, ...own], bucket));
      }
      database.close();
    },
    ids.map((id) => [id, bucketOf(id)] as const),
    put,
  );
}

/** Takes a record out of the second copy. */
export function removeFromCopy(page: Page, removed: string): Promise<void> {
  return page.evaluate(async (id) => {
    type Area = {
      get(keys: null): Promise<Record<string, unknown>>;
      set(values: object): Promise<void>;
    };
    const { browser, chrome } = globalThis as unknown as Record<
      string,
      { storage: { local: Area } } | undefined
    >;
    const area = (browser ?? chrome)?.storage.local;
    for (const [key, bucket] of Object.entries((await area?.get(null)) ?? {})) {
      // Beside the copy lie notes that are no texts.
      if (typeof bucket !== "string") continue;
      const lines = bucket.split("\n");
      const others = lines.filter((line) => !line.startsWith(`${id}\t`));
      if (others.length < lines.length) await area?.set({ [key]: others.join("\n") });
    }
  }, removed);
}
