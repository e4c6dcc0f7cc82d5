// From a password to the key of a sealed file, and what AES-GCM seals with it.

import { type Bytes, concatBytes } from "../../bytes/bytes.ts";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import { AES_GCM_NONCE_LENGTH, openAesGcm } from "../../crypto/aes-gcm.ts";
import { deriveForeignKey, type ForeignKdf } from "../../crypto/foreign-kdf.ts";
import { damaged, wrongPassword } from "./encoded.ts";

const NOTHING = new Uint8Array(0);

/**
 * 32 bytes. The password is taken as it was typed, without normalization: so these programs do.
 * @throws WaykeyError `import/password` for an empty one; as `deriveForeignKey`
 */
export async function keyOf(password: string, salt: Bytes, kdf: ForeignKdf): Promise<Bytes> {
  if (password === "") throw wrongPassword();
  const bytes = encodeUtf8(password);
  try {
    return await deriveForeignKey(bytes, salt, kdf);
  } finally {
    bytes.fill(0);
  }
}

/**
 * @param tag the authenticator, if it does not stand at the end of the ciphertext
 * @returns null where it does not fit
 * @throws WaykeyError `import/damaged` for a key, nonce or tag of another length than they have
 */
export async function openGcm(
  key: Bytes,
  nonce: Bytes,
  ciphertext: Bytes,
  { tag = NOTHING, additionalData = NOTHING }: { tag?: Bytes; additionalData?: Bytes } = {},
): Promise<Bytes | null> {
  const isFitting = key.length === 32 && nonce.length === AES_GCM_NONCE_LENGTH;
  if (!isFitting || ![0, 16].includes(tag.length)) throw damaged("A part of the seal is missing");
  return openAesGcm(key, nonce, concatBytes(ciphertext, tag), additionalData);
}
