// One message of libsodium's secretstream (crypto_secretstream_xchacha20poly1305), as far as files need it: the first
// message of a stream, without additional data. The cipher and the authenticator are those of @noble/ciphers; their
// order here is that of libsodium's documentation, "Encrypted streams and file encryption".

import { poly1305 } from "@noble/ciphers/_poly1305.js";
import { chacha20, hchacha } from "@noble/ciphers/chacha.js";
import { type Bytes, concatBytes, copyBytes, equalBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";

export const SECRETSTREAM_HEADER_LENGTH = 24;
const KEY_LENGTH = 32;
const MAC_LENGTH = 16;
const BLOCK_LENGTH = 64;
/** crypto_secretstream_xchacha20poly1305_TAG_FINAL */
const TAG_FINAL = 3;
const SIGMA = encodeUtf8("expand 32-byte k");

/**
 * @param key 32 bytes
 * @param header 24 bytes
 * @param sealed the message's tag, its text and its authenticator
 * @returns null when it does not fit: another key or header, or a changed or shortened message
 * @throws RangeError for a key or header of another length
 */
export function openSecretstream(key: Bytes, header: Bytes, sealed: Bytes): Bytes | null {
  const cipher = new MessageCipher(key, header);
  const length = sealed.length - 1 - MAC_LENGTH;
  try {
    if (length < 0) return null;
    const tagBlock = cipher.stream(1, new Uint8Array(BLOCK_LENGTH));
    tagBlock[0] = sealed[0] ?? 0;
    const hidden = sealed.subarray(1, 1 + length);
    const isGenuine = equalBytes(cipher.mac(tagBlock, hidden), sealed.subarray(1 + length));
    return isGenuine ? cipher.stream(2, hidden) : null;
  } finally {
    cipher.wipe();
  }
}

/**
 * Seals it as the last message of its stream, too.
 * @param key 32 bytes
 * @param header 24 random bytes, never twice under one key
 * @returns the message's tag, its text and its authenticator: 17 bytes more than the text
 * @throws RangeError for a key or header of another length
 */
export function sealSecretstream(key: Bytes, header: Bytes, text: Bytes): Bytes {
  const cipher = new MessageCipher(key, header);
  const tag = new Uint8Array(BLOCK_LENGTH);
  tag[0] = TAG_FINAL;
  const tagBlock = cipher.stream(1, tag);
  const hidden = cipher.stream(2, text);
  const sealed = concatBytes(tagBlock.subarray(0, 1), hidden, cipher.mac(tagBlock, hidden));
  cipher.wipe();
  return sealed;
}

/** Block 0 keys the authenticator, block 1 hides the tag, the text begins at block 2. */
class MessageCipher {
  readonly #subkey: Bytes;
  readonly #nonce: Bytes;

  constructor(key: Bytes, header: Bytes) {
    if (key.length !== KEY_LENGTH) throw new RangeError("key must be 32 bytes");
    if (header.length !== SECRETSTREAM_HEADER_LENGTH)
      throw new RangeError("header must be 24 bytes");
    const subkey = new Uint32Array(8);
    hchacha(wordsOf(SIGMA), wordsOf(key), wordsOf(header.subarray(0, 16)), subkey);
    this.#subkey = new Uint8Array(subkey.buffer);
    // The counter of messages, of which this is the first, and the rest of the header.
    this.#nonce = concatBytes(new Uint8Array([1, 0, 0, 0]), header.subarray(16));
  }

  stream(block: number, bytes: Bytes): Bytes {
    return copyBytes(chacha20(this.#subkey, this.#nonce, bytes, undefined, block));
  }

  /** Over the block of the tag and the hidden text. */
  mac(tagBlock: Bytes, hidden: Bytes): Uint8Array {
    const key = this.stream(0, new Uint8Array(BLOCK_LENGTH)).subarray(0, 32);
    const lengths = new Uint8Array(16);
    new DataView(lengths.buffer).setBigUint64(8, BigInt(BLOCK_LENGTH + hidden.length), true);
    const mac = poly1305
      .create(key)
      .update(tagBlock)
      .update(hidden)
      // Not up to the next 16: libsodium has it so, and can't mend it any more.
      .update(new Uint8Array(hidden.length % 16))
      .update(lengths)
      .digest();
    key.fill(0);
    return mac;
  }

  wipe(): void {
    this.#subkey.fill(0);
  }
}

function wordsOf(bytes: Bytes): Uint32Array<ArrayBuffer> {
  return new Uint32Array(copyBytes(bytes).buffer);
}
