// The golden vaults of version 2, and stores that hold golden vaults. Never to be written again.

import { readGolden } from "./golden-v1.ts";
import type { GoldenVault, GoldenVault2 } from "./independent-vault.ts";
import { MemoryStore } from "./memory-store.ts";

/** Records and manifest of version 2 under the header of `goldenV1Passkeys`. */
export const goldenV2 = readGolden("v2") as GoldenVault2;
/** The same with every type of code. */
export const goldenV2Codes = readGolden("v2-codes") as GoldenVault2;

/** And with what the user has said of an account and done for the vault. */
export const goldenV2Notes = readGolden("v2-notes") as GoldenVault2;

/** And with a recovery code that has a passphrase of its own. */
export const goldenV2Lock = readGolden("v2-lock") as GoldenVault2;

/** And with recovery codes that were filled and replaced, an imported entry, and a reset noted late. */
export const goldenV2Fills = readGolden("v2-fills") as GoldenVault2;

/** And with a restore that can be taken back. */
export const goldenV2Undo = readGolden("v2-undo") as GoldenVault2;

/** And with the day of a reset. */
export const goldenV2Days = readGolden("v2-days") as GoldenVault2;

const fromHex = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));

function recordsOf({ records }: Pick<GoldenVault, "records">) {
  return records.map(({ nonce, ciphertext, ...rest }) => {
    return { ...rest, nonce: fromHex(nonce), ciphertext: fromHex(ciphertext) };
  });
}

/** A store in the layout of version 1. */
export function storeOfVersion1(golden: GoldenVault): MemoryStore {
  const store = new MemoryStore();
  store.version1.header = golden.header;
  for (const record of recordsOf(golden)) store.version1.records.set(record.id, record);
  store.knowKey(Buffer.from(golden.vaultKey, "hex"));
  return store;
}

/** A store in the layout of version 2. */
export function storeOfVersion2(golden: GoldenVault2): MemoryStore {
  const { generation, nonce, ciphertext } = golden.manifest;
  const store = new MemoryStore();
  store.header = golden.header;
  store.manifest = { generation, nonce: fromHex(nonce), ciphertext: fromHex(ciphertext) };
  for (const record of recordsOf(golden)) store.records.set(record.id, record);
  store.knowKey(Buffer.from(golden.vaultKey, "hex"));
  return store;
}
