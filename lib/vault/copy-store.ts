// The port of the second copy: where it lies, and what one entry of it looks like. An entry is the stored
// thing as JSON text with a checksum over its name and text, so that damage shows before any key is at
// hand. The checksum is no seal: whoever can write the disk can write it too.

import * as v from "valibot";
import { encodeBase64url } from "../bytes/base64url.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeFields } from "./length-prefix.ts";
import { decodeStored, encodeStored } from "./stored-json.ts";

/** Entries by name: `header`, `manifest`, or the outer id of a record. */
export type CopyStore = {
  /** For each name what lies there, or undefined. */
  read(names: readonly string[]): Promise<readonly unknown[]>;
  names(): Promise<readonly string[]>;
  /**
   * All entries are written or none.
   * @throws WaykeyError `vault/storage`, as every method does
   */
  write(entries: ReadonlyMap<string, CopyEntry>): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
};

export type CopyEntry = {
  /** What is stored, as `encodeStored` writes it. */
  readonly body: string;
  /** base64url of SHA-256(fields("waykey-vault-copy", name, body)). */
  readonly checksum: string;
};

/** What was found under a name of the copy. */
export type CopyFound =
  | { readonly state: "none" }
  | { readonly state: "damaged" }
  | { readonly state: "whole"; readonly stored: unknown };

export const HEADER_NAME = "header";
export const MANIFEST_NAME = "manifest";

const EntrySchema = v.object({ body: v.string(), checksum: v.string() });

function checksumOf(name: string, body: string): string {
  return encodeBase64url(sha256(encodeFields("waykey-vault-copy", name, body)));
}

export function encodeEntry(name: string, stored: unknown): CopyEntry {
  const body = encodeStored(stored);
  return { body, checksum: checksumOf(name, body) };
}

/** Never throws: what is no entry of that name is `damaged`. */
export function decodeEntry(name: string, found: unknown): CopyFound {
  if (found === undefined) return { state: "none" };
  const entry = v.safeParse(EntrySchema, found);
  if (!entry.success) return { state: "damaged" };
  const { body, checksum } = entry.output;
  if (checksumOf(name, body) !== checksum) return { state: "damaged" };
  const stored = decodeStored(body);
  return stored === undefined ? { state: "damaged" } : { state: "whole", stored };
}

/** Whether what was found is this very entry. */
export function isSameEntry(found: unknown, { body, checksum }: CopyEntry): boolean {
  const entry = v.safeParse(EntrySchema, found);
  return entry.success && entry.output.body === body && entry.output.checksum === checksum;
}

/** One entry of the copy. @throws WaykeyError `vault/storage` */
export async function readEntry(copy: CopyStore, name: string): Promise<CopyFound> {
  return decodeEntry(name, (await copy.read([name]))[0]);
}

/** The names of the records in the copy, whole or not. @throws WaykeyError `vault/storage` */
export async function recordNames(copy: CopyStore): Promise<readonly string[]> {
  return (await copy.names()).filter((name) => name !== HEADER_NAME && name !== MANIFEST_NAME);
}

/** Entries that are read together. */
const BATCH = 200;

/** What lies under each name, unchecked, some at a time. @throws WaykeyError `vault/storage` */
export async function* readEntries(
  copy: CopyStore,
  names: readonly string[],
): AsyncGenerator<{ readonly name: string; readonly found: unknown }> {
  for (let start = 0; start < names.length; start += BATCH) {
    const some = names.slice(start, start + BATCH);
    const found = await copy.read(some);
    for (const [i, name] of some.entries()) yield { name, found: found[i] };
  }
}
