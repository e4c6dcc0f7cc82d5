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
import { readStored } from "../rig/stored-records.ts";
import { VAULT_PASSWORD } from "../flows/waykey-user.ts";

export type StoreState = {
  readonly records: readonly VaultRecord[];
  /** How many records do not open. */
  readonly unreadable: number;
  readonly manifest: ManifestCheck;
  /** The one that opened it. */
  readonly password: string;
};

/** The store as it lies in the browser, in memory. */
export async function copyStore(page: Page): Promise<MemoryStore> {
  const { header, manifest, staged, records } = await readStored(page);
  const store = new MemoryStore();
  Object.assign(store, { header, manifest, staged });
  for (const record of records) store.records.set((record as { id: string }).id, record);
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
