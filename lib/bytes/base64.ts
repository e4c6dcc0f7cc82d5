// Base64 with the padding of RFC 4648 §4, as other programs' files want it. Written only: what is read comes in either
// alphabet, padded or not, and is decoded where it is read.

import { base64 } from "@scure/base";

export function encodeBase64(bytes: Uint8Array): string {
  return base64.encode(bytes);
}
