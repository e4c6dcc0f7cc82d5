// Seals with AES-256-CBC under HMAC-SHA-256 over IV and ciphertext, for Bitwarden's files alone: the counterpart of
// aes-cbc-hmac.ts. What Waykey seals for itself is sealed with AES-GCM.

import { type Bytes, concatBytes } from "../bytes/bytes.ts";
import type { CbcHmacKeys, CbcHmacMessage } from "./aes-cbc-hmac.ts";
import { hmacSha256 } from "./hmac.ts";

/** @param iv 16 random bytes, never twice under one key */
export async function sealAesCbcHmac(
  keys: CbcHmacKeys,
  iv: Bytes,
  text: Bytes,
): Promise<CbcHmacMessage> {
  if (iv.length !== 16) throw new RangeError("iv must be 16 bytes");
  const key = await crypto.subtle.importKey("raw", keys.encryption, "AES-CBC", false, ["encrypt"]);
  const ciphertext = new Uint8Array(
    await crypto.subtle.encrypt({ name: "AES-CBC", iv }, key, text),
  );
  return { iv, ciphertext, mac: hmacSha256(keys.mac, concatBytes(iv, ciphertext)) };
}
