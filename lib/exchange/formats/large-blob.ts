// What a site keeps in a passkey by the `largeBlob` extension, as the Credential Exchange Format 1.0 has it: raw DEFLATE
// (RFC 1951) in base64url, and beside it the size of what that unpacks to. No more is unpacked than Waykey would keep.

import { deflateSync, inflateSync } from "fflate";
import { decodeBase64url, encodeBase64url } from "../../bytes/base64url.ts";
import { isWaykeyError } from "../../errors.ts";
import { MAX_LARGE_BLOB_BYTES } from "../../webauthn/extension-outputs.ts";

export type PackedBlob = {
  /** Bytes. */
  readonly uncompressedSize: number;
  /** Base64url. */
  readonly data: string;
};

/** Whatever the packing: what is longer is no packing of so little. */
const MAX_DATA_LENGTH = 4 * MAX_LARGE_BLOB_BYTES;

/** @param blob base64url */
export function packLargeBlob(blob: string): PackedBlob {
  const bytes = decodeBase64url(blob);
  const data = encodeBase64url(Uint8Array.from(deflateSync(bytes)));
  return { uncompressedSize: bytes.length, data };
}

/** In base64url; null where it is damaged, not of the size that it says, or larger than Waykey keeps. */
export function unpackLargeBlob({ uncompressedSize, data }: PackedBlob): string | null {
  const isSize = Number.isSafeInteger(uncompressedSize) && uncompressedSize >= 0;
  if (!isSize || uncompressedSize > MAX_LARGE_BLOB_BYTES || data.length > MAX_DATA_LENGTH) {
    return null;
  }
  const packed = bytesOf(data);
  // A place more than it says, so that more than it says shows.
  const bytes = packed === null ? null : inflate(packed, uncompressedSize + 1);
  return bytes?.length === uncompressedSize ? encodeBase64url(Uint8Array.from(bytes)) : null;
}

function bytesOf(data: string): Uint8Array | null {
  try {
    return decodeBase64url(data.replace(/={1,2}$/, ""));
  } catch (error) {
    if (isWaykeyError(error)) return null;
    throw error;
  }
}

function inflate(packed: Uint8Array, room: number): Uint8Array | null {
  try {
    return inflateSync(packed, { out: new Uint8Array(room) });
  } catch {
    return null;
  }
}
