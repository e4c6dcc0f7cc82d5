// The two keys of a Bitwarden export, out of what its password was derived to.

import type { Bytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { hmacSha256 } from "../crypto/hmac.ts";

/** The first block of HKDF-Expand (RFC 5869 §2.3), 32 bytes; there is no extraction before it. */
export function expandBitwardenKey(key: Bytes, info: "enc" | "mac"): Bytes {
  return hmacSha256(key, encodeUtf8(`${info}\u0001`));
}
