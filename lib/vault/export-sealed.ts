// Everything that lies at rest, sealed as it is, for a vault that cannot be opened here: both copies and
// what was put aside. It needs no key and tells no more than the disk does.

import { type CopyStore, readEntries } from "./copy-store.ts";
import type { VaultStore } from "./store.ts";
import { encodeStored } from "./stored-json.ts";
import { isWaykeyError } from "../errors.ts";

/**
 * JSON text `{ format: "waykey-sealed", version: 2, header, manifest, records, version1, waiting, aside,
 * copy, left }` with all data as `encodeStored` writes it; `version1` holds the records of that layout while it is
 * in force. A side that cannot be read at all is null, so that the other is had.
 * @param left what of earlier vaults was left, in any shape
 */
export async function exportSealed(
  store: VaultStore,
  copy: CopyStore,
  left: unknown,
): Promise<string> {
  const header = await readOrNull(() => store.readHeader());
  const snapshot = await readOrNull(() => store.readSnapshot());
  const records = snapshot === null ? null : [...snapshot.records, ...snapshot.strays];
  const version1 = await readOrNull(() => store.readVersion1());
  const waiting = await readOrNull(() => store.readWaiting());
  const aside = await readOrNull(() => store.readAside());
  const entries = await readOrNull(async () => {
    const all: [string, unknown][] = [];
    for await (const { name, found } of readEntries(copy, await copy.names()))
      all.push([name, found]);
    return Object.fromEntries(all);
  });
  const members = [
    `"format":"waykey-sealed","version":2`,
    `"header":${encodeStored(header ?? null)}`,
    `"manifest":${encodeStored(snapshot?.manifest ?? null)}`,
    `"records":${encodeStored(records)}`,
    `"version1":${encodeStored(version1)}`,
    `"waiting":${encodeStored(waiting)}`,
    `"aside":${encodeStored(aside)}`,
    `"copy":${encodeStored(entries)}`,
    `"left":${encodeStored(left)}`,
  ];
  return `{${members.join()}}`;
}

async function readOrNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    // A database of a later version is as shut as one that has failed.
    if (isWaykeyError(error, "vault/storage") || isWaykeyError(error, "vault/version")) return null;
    throw error;
  }
}
