// What `openssl enc` and CryptoJS seal under a passphrase: "Salted__", 8 bytes of salt, AES-256-CBC. Key and
// initialization vector come of MD5 over passphrase and salt (EVP_BytesToKey of OpenSSL, one round): no derivation that
// would cost anybody anything, which is why it is only ever opened here, for an import.

import { md5 } from "@noble/hashes/legacy.js";
import { type Bytes, concatBytes, copyBytes, equalBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { AES_CBC_IV_LENGTH, AES_CBC_KEY_LENGTH, openAesCbc } from "./aes-cbc.ts";

const MARK = encodeUtf8("Salted__");
const SALT_LENGTH = 8;

/**
 * @param passphrase taken as UTF-8
 * @returns null where the mark is missing, or the padding none: see `openAesCbc`, also for what it cannot tell
 */
export async function openOpensslSalted(passphrase: string, sealed: Bytes): Promise<Bytes | null> {
  const textStart = MARK.length + SALT_LENGTH;
  if (!equalBytes(sealed.subarray(0, MARK.length), MARK)) return null;
  const salt = sealed.subarray(MARK.length, textStart);
  const derived = bytesToKey(encodeUtf8(passphrase), salt);
  const key = derived.slice(0, AES_CBC_KEY_LENGTH);
  const iv = derived.slice(AES_CBC_KEY_LENGTH);
  derived.fill(0);
  try {
    return await openAesCbc(key, iv, sealed.slice(textStart));
  } finally {
    key.fill(0);
  }
}

/** 48 bytes, each block of which is MD5 over the one before, the passphrase and the salt. */
function bytesToKey(passphrase: Bytes, salt: Uint8Array): Bytes {
  let derived = new Uint8Array(0);
  let block = new Uint8Array(0);
  while (derived.length < AES_CBC_KEY_LENGTH + AES_CBC_IV_LENGTH) {
    block = copyBytes(md5(concatBytes(block, passphrase, salt)));
    derived = concatBytes(derived, block);
  }
  return derived;
}
