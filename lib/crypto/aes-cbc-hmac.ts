// AES-256-CBC under HMAC-SHA-256, the authenticator checked first (encrypt-then-MAC): how Bitwarden seals. What
// Waykey seals for itself is sealed with AES-GCM.

import { type Bytes, concatBytes, equalBytes } from "../bytes/bytes.ts";
import { openAesCbc } from "./aes-cbc.ts";
import { hmacSha256 } from "./hmac.ts";

export type CbcHmacKeys = {
  /** 32 bytes. */
  readonly encryption: Bytes;
  /** 32 bytes. */
  readonly mac: Bytes;
};

export type CbcHmacMessage = {
  /** 16 bytes. */
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
  /** 32 bytes, over the two. */
  readonly mac: Bytes;
};

/** @returns null when the authenticator does not fit, or what it is over is no such message */
export async function openAesCbcHmac(
  keys: CbcHmacKeys,
  { iv, ciphertext, mac }: CbcHmacMessage,
): Promise<Bytes | null> {
  if (iv.length !== 16) return null;
  if (!equalBytes(hmacSha256(keys.mac, concatBytes(iv, ciphertext)), mac)) return null;
  return openAesCbc(keys.encryption, iv, ciphertext);
}

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
