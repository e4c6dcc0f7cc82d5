// Base32 (RFC 4648 §6), upper case, written without padding. Decoding is strict: it refuses lower
// case, padding, white space, impossible lengths and stray bits. Typed secrets are read elsewhere.

import { base32nopad } from "@scure/base";
import { WaykeyError } from "../errors.ts";
import { type Bytes, copyBytes } from "./bytes.ts";

/** Encodes in upper case without padding. */
export function encodeBase32(bytes: Uint8Array): string {
  return base32nopad.encode(bytes);
}

/** @throws WaykeyError `encoding/base32` */
export function decodeBase32(text: string): Bytes {
  try {
    return copyBytes(base32nopad.decode(text));
  } catch {
    // The library's message quotes the text, which may be a secret; it is left out on purpose.
    throw new WaykeyError("encoding/base32", "The text is not base32 without padding");
  }
}
