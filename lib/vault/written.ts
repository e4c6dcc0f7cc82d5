// What this store itself has written as header and manifest since the second copy was last noted, by the
// checksums of the copy's entries. By it a copy that the store wrote is known from one that somebody
// else did, even if nobody heard that it was written; and what the store holds is known to have rotted or
// to have been exchanged, without a key.

import * as v from "valibot";
import { encodeEntry, HEADER_NAME, MANIFEST_NAME } from "./copy-store.ts";

export type Written = {
  /** The last one should lie in the store. Empty where nothing is known. */
  readonly headers: readonly string[];
  readonly manifests: readonly string[];
};

/** While the copy cannot be written the lists grow; so many are enough. */
const MOST = 200;

const List = v.fallback(v.array(v.string()), []);
const WrittenSchema = v.fallback(v.object({ headers: List, manifests: List }), {
  headers: [],
  manifests: [],
});

/** What a store holds as such; nothing where it holds none. */
export function parseWritten(stored: unknown): Written {
  return v.parse(WrittenSchema, stored);
}

/** The same with what is being written now; undefined for what is not. */
export function withWritten(held: Written, header: unknown, manifest: unknown): Written {
  return {
    headers: withLast(held.headers, header === undefined ? null : headerChecksum(header)),
    manifests: withLast(held.manifests, manifestChecksum(manifest)),
  };
}

/** What is left to remember once the copy was noted: what should lie in the store. */
export function lastWritten({ headers, manifests }: Written): Written {
  return { headers: headers.slice(-1), manifests: manifests.slice(-1) };
}

function withLast(list: readonly string[], checksum: string | null): readonly string[] {
  return checksum === null ? list : [...list, checksum].slice(-MOST);
}

export function headerChecksum(header: unknown): string {
  return encodeEntry(HEADER_NAME, header).checksum;
}

/** null for no manifest. */
export function manifestChecksum(manifest: unknown): string | null {
  return manifest === undefined ? null : encodeEntry(MANIFEST_NAME, manifest).checksum;
}

/** Whether header and manifest are those that the store last wrote; true where nothing is known. */
export function isAsWritten(
  { headers, manifests }: Written,
  { header, manifest }: { readonly header: unknown; readonly manifest: unknown },
): boolean {
  return isHeaderAsWritten(headers, header) && isLast(manifests, manifestChecksum(manifest));
}

export function isHeaderAsWritten(headers: Written["headers"], header: unknown): boolean {
  return isLast(headers, header === undefined ? null : headerChecksum(header));
}

function isLast(list: readonly string[], checksum: string | null): boolean {
  return list.length === 0 || list.at(-1) === checksum;
}
