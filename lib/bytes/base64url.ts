// base64url without padding (RFC 4648 §5), strict: no padding, no white space, no stray bits.

import { base64urlnopad } from "@scure/base";
import { WaykeyError } from "../errors.ts";
import { type Bytes, copyBytes } from "./bytes.ts";

/** Encodes without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/** @throws WaykeyError `encoding/base64url` */
export function decodeBase64url(text: string): Bytes {
  try {
    return copyBytes(base64urlnopad.decode(text));
  } catch {
    throw new WaykeyError("encoding/base64url", "The text is not base64url without padding");
  }
}
