// SHA-256 (FIPS 180-4), synchronous, so that a ceremony's steps need no await between them.

import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { type Bytes, copyBytes } from "../bytes/bytes.ts";

/** The 32-byte digest of `message`. */
export function sha256(message: Uint8Array): Bytes {
  return copyBytes(nobleSha256(message));
}
