// What a browser holds of the vault, read past Waykey out of IndexedDB, or out of the second copy alone, by an
// extension page, and opened in this process: every record in clear, and what the manifest says of them.

import type { Page } from "puppeteer";
import type { ManifestCheck } from "../../../lib/vault/check-manifest.ts";
import { bucketCopy } from "../../../lib/vault/copy-buckets.ts";
import { recoverStore } from "../../../lib/vault/recover-store.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import { unlockWithPassword } from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { MemoryArea } from "../../unit/vault/memory-area.ts";
import { MemoryStore } from "../../unit/vault/memory-store.ts";
import { fromJson } from "../rig/stored-records.ts";
import { VAULT_PASSWORD } from "../flows/waykey-user.ts";

/** Byte strings as `{ $bytes: base64 }`. */
type Dump = {
  readonly header: unknown;
  readonly manifest: unknown;
  readonly staged: unknown;
  readonly sealed: readonly unknown[];
};

export type StoreState = {
  readonly records: readonly VaultRecord[];
  /** How many records do not open. */
  readonly unreadable: number;
  readonly manifest: ManifestCheck;
  /** The one that opened it. */
  readonly password: string;
};

async function dumpStore(page: Page): Promise<Dump> {
  return page.evaluate(async () => {
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
      const [header, manifest, staged, buckets] = await Promise.all([
        done<unknown>(vault.get("header")),
        done<unknown>(vault.get("manifest")),
        done<unknown>(vault.get("staged")),
        done(transaction.objectStore("buckets").getAll() as IDBRequest<unknown[][]>),
      ]);
      return {
        header: plain(header),
        manifest: plain(manifest),
        staged: plain(staged),
        sealed: buckets.flat().map(plain),
      };
    } finally {
      database.close();
    }
  });
}

/** The store as it lies in the browser, in memory. */
export async function copyStore(page: Page): Promise<MemoryStore> {
  const dump = await dumpStore(page);
  const store = new MemoryStore();
  store.header = fromJson(dump.header);
  store.manifest = fromJson(dump.manifest);
  store.staged = fromJson(dump.staged);
  for (const each of dump.sealed) {
    const record = fromJson(each) as { id: string };
    store.records.set(record.id, record);
  }
  return store;
}

/** Opens what lies in the browser with the first of the passwords that opens it. */
export async function readStore(
  page: Page,
  passwords: readonly string[] = [VAULT_PASSWORD],
): Promise<StoreState> {
  return openStore(await copyStore(page), passwords);
}

/**
 * Opens what would be put back from the second copy if everything else were gone. @throws RangeError where that is
 * nothing
 */
export async function readSecondCopy(
  page: Page,
  passwords: readonly string[] = [VAULT_PASSWORD],
): Promise<StoreState> {
  const area = new MemoryArea();
  for (const [key, value] of Object.entries(await dumpLocal(page))) {
    if (key.startsWith(COPY_PREFIX)) {
      area.values.set(key.slice(COPY_PREFIX.length), JSON.stringify(value));
    }
  }
  const store = new MemoryStore();
  const recovery = await recoverStore(store, bucketCopy(area));
  if (recovery !== "vault") throw new RangeError("The second copy does not give a vault back");
  return openStore(store, passwords);
}

type LocalArea = { get(keys: null): Promise<Record<string, unknown>> };

/** Where the second copy lies in `storage.local` (docs/vault-format.md). */
const COPY_PREFIX = "vault-copy/";

function dumpLocal(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(() => {
    const { browser, chrome } = globalThis as unknown as Record<
      string,
      { storage: { local: LocalArea } } | undefined
    >;
    return (browser ?? chrome)?.storage.local.get(null) ?? {};
  });
}

async function openStore(store: MemoryStore, passwords: readonly string[]): Promise<StoreState> {
  const { vaultKey, password } = await openFirst(store, passwords);
  const ports = { now: () => 0, random: refuseRandom };
  const vault = openVault(store, vaultKey, ports);
  vaultKey.fill(0);
  const { records, unreadable } = await vault.listAll();
  const manifest = await vault.checkManifest();
  return { records, unreadable: unreadable.length, manifest, password };
}

async function openFirst(store: MemoryStore, passwords: readonly string[]) {
  let refusal: unknown = new RangeError("There must be a password");
  for (const password of passwords) {
    try {
      return { ...(await unlockWithPassword(store, password)), password };
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}

/** Reading needs no randomness; writing would be a mistake here. */
function refuseRandom(): never {
  throw new TypeError("A copy of the store is only to be read");
}
