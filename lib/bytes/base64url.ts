// base64url without padding (RFC 4648 §5), strict: no padding, no white space, no stray bits.

import { base64url } from "@scure/base";
import { WaykeyError } from "../errors.ts";
import { type Bytes, copyBytes } from "./bytes.ts";

// With padding the library has it from the browser itself, many times as fast as without.

/** Encodes without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  const padded = base64url.encode(bytes);
  const padding = (3 - (bytes.length % 3)) % 3;
  return padding === 0 ? padded : padded.slice(0, -padding);
}

/** @throws WaykeyError `encoding/base64url` */
export function decodeBase64url(text: string): Bytes {
  try {
    // A browser's own decoder would pass over white space.
    if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new RangeError("not of the alphabet");
    return copyBytes(base64url.decode(text.padEnd(Math.ceil(text.length / 4) * 4, "=")));
  } catch {
    throw new WaykeyError("encoding/base64url", "The text is not base64url without padding");
  }
}
