// Seals one message of libsodium's secretstream (crypto_secretstream_xchacha20poly1305), the first and last of its
// stream, without additional data: the counterpart of secretstream.ts, written on its own from libsodium's
// documentation, so that the two prove one another.

import { poly1305 } from "@noble/ciphers/_poly1305.js";
import { chacha20, hchacha } from "@noble/ciphers/chacha.js";
import { type Bytes, concatBytes } from "../bytes/bytes.ts";
import { decodeHex } from "../bytes/hex.ts";
import { SECRETSTREAM_HEADER_LENGTH } from "./secretstream.ts";

/** crypto_secretstream_xchacha20poly1305_TAG_FINAL */
const TAG_FINAL = 3;
const BLOCK = 64;
const KEY_LENGTH = 32;
/** "expand 32-byte k" */
const CONSTANT = decodeHex("657870616e642033322d62797465206b");

/**
 * @param key 32 bytes
 * @param header 24 random bytes, never twice under one key
 * @returns the message's tag, its text and its authenticator: 17 bytes more than the text
 * @throws RangeError for a key or header of another length
 */
export function sealSecretstream(key: Bytes, header: Bytes, text: Bytes): Bytes {
  if (key.length !== KEY_LENGTH) throw new RangeError("key must be 32 bytes");
  if (header.length !== SECRETSTREAM_HEADER_LENGTH) throw new RangeError("header must be 24 bytes");
  const subkey = new Uint32Array(8);
  hchacha(words(CONSTANT), words(key), words(header.slice(0, 16)), subkey);
  const streamKey = new Uint8Array(subkey.buffer);
  // Message 1, little-endian, and the rest of the header.
  const nonce = concatBytes(Uint8Array.of(1, 0, 0, 0), header.slice(16));
  // Block 0 keys the authenticator, block 1 hides the tag, the text begins at block 2.
  const stream = chacha20(
    streamKey,
    nonce,
    concatBytes(new Uint8Array(BLOCK), Uint8Array.of(TAG_FINAL), new Uint8Array(BLOCK - 1), text),
  );
  const hidden = stream.subarray(BLOCK);
  const sizes = new Uint8Array(16);
  new DataView(sizes.buffer).setBigUint64(8, BigInt(hidden.length), true);
  // Padded by the text's length modulo 16 and not up to 16: libsodium's files have it so.
  const padding = new Uint8Array(text.length % 16);
  const mac = poly1305(concatBytes(hidden, padding, sizes), stream.subarray(0, 32));
  const sealed = concatBytes(hidden.subarray(0, 1), hidden.subarray(BLOCK), mac);
  streamKey.fill(0);
  stream.fill(0);
  return sealed;
}

function words(bytes: Bytes): Uint32Array<ArrayBuffer> {
  return new Uint32Array(bytes.slice().buffer);
}
