// Hexadecimal, written in lower case; either case is read (RFC 4648 §8).

import { hex } from "@scure/base";
import { WaykeyError } from "../errors.ts";
import { type Bytes, copyBytes } from "./bytes.ts";

/** Two lower-case digits a byte. */
export function encodeHex(bytes: Uint8Array): string {
  return hex.encode(bytes);
}

/** @throws WaykeyError `encoding/hex` */
export function decodeHex(text: string): Bytes {
  try {
    return copyBytes(hex.decode(text));
  } catch {
    throw new WaykeyError("encoding/hex", "The text is not hexadecimal");
  }
}
