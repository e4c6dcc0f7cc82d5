// A message of libsodium's secretstream (crypto_secretstream_xchacha20poly1305), as far as files need it: the first
// message of a stream, without additional data, opened and never sealed. The cipher and the authenticator are those
// of @noble/ciphers; their order here is that of libsodium's documentation, "Encrypted streams and file encryption".

import { poly1305 } from "@noble/ciphers/_poly1305.js";
import { chacha20, hchacha } from "@noble/ciphers/chacha.js";
import { type Bytes, concatBytes, copyBytes, equalBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";

export const SECRETSTREAM_HEADER_LENGTH = 24;
const KEY_LENGTH = 32;
const MAC_LENGTH = 16;
const BLOCK_LENGTH = 64;
const SIGMA = encodeUtf8("expand 32-byte k");

/**
 * @param key 32 bytes
 * @param header 24 bytes
 * @param sealed the message's tag, its text and its authenticator
 * @returns null when it does not fit: another key or header, or a changed or shortened message
 * @throws RangeError for a key or header of another length
 */
export function openSecretstream(key: Bytes, header: Bytes, sealed: Bytes): Bytes | null {
  if (key.length !== KEY_LENGTH) throw new RangeError("key must be 32 bytes");
  if (header.length !== SECRETSTREAM_HEADER_LENGTH) throw new RangeError("header must be 24 bytes");
  const length = sealed.length - 1 - MAC_LENGTH;
  if (length < 0) return null;
  const subkey = deriveSubkey(key, header.subarray(0, 16));
  // The counter of messages, of which this is the first, and the rest of the header.
  const nonce = concatBytes(new Uint8Array([1, 0, 0, 0]), header.subarray(16));
  const macKey = chacha20(subkey, nonce, new Uint8Array(BLOCK_LENGTH), undefined, 0).subarray(
    0,
    32,
  );
  const tagBlock = chacha20(subkey, nonce, new Uint8Array(BLOCK_LENGTH), undefined, 1);
  tagBlock[0] = sealed[0] ?? 0;
  const text = sealed.subarray(1, 1 + length);
  const lengths = new DataView(new ArrayBuffer(16));
  lengths.setBigUint64(8, BigInt(BLOCK_LENGTH + length), true);
  const mac = poly1305
    .create(macKey)
    .update(tagBlock)
    .update(text)
    // Not up to the next 16: libsodium has it so, and can't mend it any more.
    .update(new Uint8Array(length % 16))
    .update(new Uint8Array(lengths.buffer))
    .digest();
  const isGenuine = equalBytes(mac, sealed.subarray(1 + length));
  const opened = isGenuine ? copyBytes(chacha20(subkey, nonce, text, undefined, 2)) : null;
  subkey.fill(0);
  macKey.fill(0);
  return opened;
}

function deriveSubkey(key: Bytes, input: Bytes): Bytes {
  const out = new Uint32Array(8);
  hchacha(wordsOf(SIGMA), wordsOf(key), wordsOf(input), out);
  return new Uint8Array(out.buffer);
}

function wordsOf(bytes: Bytes): Uint32Array<ArrayBuffer> {
  return new Uint32Array(copyBytes(bytes).buffer);
}
