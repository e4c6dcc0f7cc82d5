// JSON as UTF-8, filled up with spaces to a multiple of a block, so that the length of a ciphertext
// tells little about its content. JSON readers skip the spaces, so nothing has to be cut off again.

import type { Bytes } from "../bytes/bytes.ts";
import { encodeUtf8, encodeUtf8Into } from "../bytes/utf8.ts";

const SPACE = 0x20;

/** @param blockLength bytes, at least 1 */
export function encodePadded(value: unknown, blockLength: number): Bytes {
  const json = JSON.stringify(value);
  const blocksFor = (length: number) =>
    new Uint8Array(Math.ceil(length / blockLength) * blockLength);
  // Mostly the padding has room for what takes more bytes than characters.
  const padded = blocksFor(json.length);
  const written = encodeUtf8Into(json, padded);
  if (written !== null) return padded.fill(SPACE, written);
  padded.fill(0);
  const bytes = encodeUtf8(json);
  const longer = blocksFor(bytes.length).fill(SPACE, bytes.length);
  longer.set(bytes);
  bytes.fill(0);
  return longer;
}
