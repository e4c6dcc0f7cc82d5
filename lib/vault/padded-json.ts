// JSON as UTF-8, filled up with spaces to a multiple of a block, so that the length of a ciphertext
// tells little about its content. JSON readers skip the spaces, so nothing has to be cut off again.

import type { Bytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";

const SPACE = 0x20;

/** @param blockLength bytes, at least 1 */
export function encodePadded(value: unknown, blockLength: number): Bytes {
  const json = encodeUtf8(JSON.stringify(value));
  const padded = new Uint8Array(Math.ceil(json.length / blockLength) * blockLength).fill(SPACE);
  padded.set(json);
  json.fill(0);
  return padded;
}
