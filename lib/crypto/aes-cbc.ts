// AES-256-CBC with the padding of PKCS #7 (NIST SP 800-38A, RFC 5652 §6.3) over WebCrypto. Nothing in it proves that a
// text is whole or the key the right one, so it only opens what other programs have sealed, and whoever uses it has to
// find that out from what comes of it.

import { type Bytes, concatBytes } from "../bytes/bytes.ts";

export const AES_CBC_KEY_LENGTH = 32;
export const AES_CBC_IV_LENGTH = 16;
const BLOCK_LENGTH = 16;

/**
 * @returns null where the padding is none, as for most wrong keys (one in about 256 passes) and a cut-off text
 * @throws RangeError for a key or initialization vector of another length
 */
export async function openAesCbc(key: Bytes, iv: Bytes, ciphertext: Bytes): Promise<Bytes | null> {
  if (key.length !== AES_CBC_KEY_LENGTH) throw new RangeError("key must be 32 bytes");
  if (iv.length !== AES_CBC_IV_LENGTH) throw new RangeError("iv must be 16 bytes");
  const aesKey = await crypto.subtle.importKey("raw", key, "AES-CBC", false, ["decrypt"]);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv }, aesKey, ciphertext));
  } catch (error) {
    if (error instanceof Error && error.name === "OperationError") return null;
    throw error;
  }
}

/**
 * The first 16 bytes of the text, whatever came after them: those of any key, so for telling a wrong key from a damaged
 * text whose beginning is known. They are made to be a whole text, by a block of nothing but padding under that key.
 * @param ciphertext at least 16 bytes
 * @throws RangeError as `openAesCbc`
 */
export async function openAesCbcHead(key: Bytes, iv: Bytes, ciphertext: Bytes): Promise<Bytes> {
  const head = ciphertext.slice(0, BLOCK_LENGTH);
  if (head.length !== BLOCK_LENGTH) throw new RangeError("ciphertext must have 16 bytes");
  const aesKey = await crypto.subtle.importKey("raw", key, "AES-CBC", false, ["encrypt"]);
  const algorithm = { name: "AES-CBC", iv: head };
  const padding = await crypto.subtle.encrypt(algorithm, aesKey, new Uint8Array(0));
  const text = await openAesCbc(key, iv, concatBytes(head, new Uint8Array(padding)));
  if (text === null) throw new TypeError("What was padded here must open");
  return text;
}
