// What is stored and does not open, as it lies there: for whoever can make more of it elsewhere or
// later. It stays sealed, and nothing that opens is in it.

import { openSealed, parseSealedRecord } from "./envelope.ts";
import { findCarried, readContent } from "./record-content.ts";
import type { VaultStore } from "./store.ts";
import { encodeStored } from "./stored-json.ts";
import { isUnreadable } from "./stored-record.ts";
import type { VaultKeys } from "./vault-keys.ts";

/**
 * JSON text `{ format: "waykey-unreadable", version: 2, header, manifest, records, version1, aside, left }`,
 * with all data as `encodeStored` writes it. `version1` holds what a migration carried over from that
 * format, `aside` what repairs have put aside.
 * @param left what of earlier vaults was left, in any shape
 * @throws WaykeyError `vault/storage`
 */
export async function exportUnreadable(
  store: VaultStore,
  keys: VaultKeys,
  left: unknown,
): Promise<string> {
  const header = encodeStored(await store.readHeader());
  const snapshot = await store.readSnapshot();
  const records: string[] = [];
  const version1: string[] = [];
  for (const stored of [...snapshot.records, ...snapshot.strays]) {
    const carried = await findUnreadable(keys, stored);
    if (carried === "sealed") records.push(encodeStored(stored));
    else if (carried !== "readable") version1.push(carried.stored);
  }
  const members = [
    `"format":"waykey-unreadable","version":2`,
    `"header":${header}`,
    `"manifest":${encodeStored(snapshot.manifest ?? null)}`,
    `"records":[${records.join()}]`,
    `"version1":[${version1.join()}]`,
    `"aside":[${(await store.readAside()).map((stored) => encodeStored(stored)).join()}]`,
    `"left":${encodeStored(left)}`,
  ];
  return `{${members.join()}}`;
}

/** Whether a stored record opens, and if it does not, what is to be exported of it. */
async function findUnreadable(keys: VaultKeys, stored: unknown) {
  try {
    const inside = await openSealed(keys, parseSealedRecord(stored));
    const carried = findCarried(inside);
    if (carried !== null) return carried;
    readContent(inside);
    return "readable";
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return "sealed";
  }
}
