// The primitives of WebCrypto that the vault is made of, computed at once instead of by a thread of their own: a
// test that opens something thousands of times spends most of its time on the way there and back. The results and
// the refusals are the same, which test/property/crypto/quick-subtle.property.test.ts holds against the original;
// whatever is asked otherwise goes to it.

import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto";

const TAG_LENGTH = 16;
const NONCE_LENGTH = 12;

function bytesOf(input: BufferSource): Uint8Array<ArrayBuffer> {
  if (!ArrayBuffer.isView(input)) return new Uint8Array(input);
  return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
}

/** An ArrayBuffer of its own, as WebCrypto gives: Node's buffers share theirs. */
function joined(...parts: readonly Uint8Array[]): ArrayBuffer {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes.buffer;
}

/** The parameters, if they are of AES-256-GCM as the vault uses it. */
function gcmOf(algorithm: AlgorithmIdentifier, key: CryptoKey) {
  if (typeof algorithm === "string" || algorithm.name !== "AES-GCM") return null;
  const { iv, additionalData, tagLength } = algorithm as AesGcmParams;
  if (tagLength !== TAG_LENGTH * 8 || additionalData === undefined) return null;
  if (iv.byteLength !== NONCE_LENGTH) return null;
  if ((key.algorithm as AesKeyAlgorithm).length !== 256) return null;
  return { iv: bytesOf(iv), aad: bytesOf(additionalData) };
}

/** Puts the quick ones in the place of those of `subtle`, which go on to serve what is asked otherwise. */
export function quicken(subtle: SubtleCrypto): void {
  const original = {
    importKey: subtle.importKey.bind(subtle) as (...input: unknown[]) => Promise<CryptoKey>,
    sign: subtle.sign.bind(subtle),
    deriveBits: subtle.deriveBits.bind(subtle),
    encrypt: subtle.encrypt.bind(subtle),
    decrypt: subtle.decrypt.bind(subtle),
  };
  const secrets = new WeakMap<CryptoKey, Uint8Array>();

  /** The key's bytes, if it is a key for that; null sends the question to the original. */
  function secretFor(key: CryptoKey, name: string, usage: KeyUsage): Uint8Array | null {
    if (key.algorithm.name !== name || !key.usages.includes(usage)) return null;
    return secrets.get(key) ?? null;
  }

  const quick = {
    async importKey(...input: unknown[]): Promise<CryptoKey> {
      const key = await original.importKey(...input);
      if (input[0] === "raw") secrets.set(key, bytesOf(input[1] as BufferSource).slice());
      return key;
    },

    async sign(algorithm: AlgorithmIdentifier, key: CryptoKey, data: BufferSource) {
      const secret = algorithm === "HMAC" ? secretFor(key, "HMAC", "sign") : null;
      if (secret === null || (key.algorithm as HmacKeyAlgorithm).hash.name !== "SHA-256") {
        return original.sign(algorithm, key, data);
      }
      return joined(createHmac("sha256", secret).update(bytesOf(data)).digest());
    },

    async deriveBits(parameters: HkdfParams, key: CryptoKey, length: number) {
      const { name, hash, salt, info } = parameters;
      const secret = name === "HKDF" ? secretFor(key, "HKDF", "deriveBits") : null;
      if (secret === null || hash !== "SHA-256" || length % 8 !== 0) {
        return original.deriveBits(parameters, key, length);
      }
      return hkdfSync("sha256", secret, bytesOf(salt), bytesOf(info), length / 8);
    },

    async encrypt(algorithm: AlgorithmIdentifier, key: CryptoKey, data: BufferSource) {
      const gcm = gcmOf(algorithm, key);
      const secret = secretFor(key, "AES-GCM", "encrypt");
      if (gcm === null || secret === null) return original.encrypt(algorithm, key, data);
      const cipher = createCipheriv("aes-256-gcm", secret, gcm.iv).setAAD(gcm.aad);
      const start = cipher.update(bytesOf(data));
      return joined(start, cipher.final(), cipher.getAuthTag());
    },

    async decrypt(algorithm: AlgorithmIdentifier, key: CryptoKey, data: BufferSource) {
      const gcm = gcmOf(algorithm, key);
      const secret = secretFor(key, "AES-GCM", "decrypt");
      const sealed = bytesOf(data);
      if (gcm === null || secret === null || sealed.length < TAG_LENGTH) {
        return original.decrypt(algorithm, key, data);
      }
      const decipher = createDecipheriv("aes-256-gcm", secret, gcm.iv, {
        authTagLength: TAG_LENGTH,
      });
      decipher.setAAD(gcm.aad).setAuthTag(sealed.subarray(-TAG_LENGTH));
      const start = decipher.update(sealed.subarray(0, -TAG_LENGTH));
      try {
        return joined(start, decipher.final());
      } catch {
        throw new DOMException("The operation failed", "OperationError");
      }
    },
  };
  for (const [name, value] of Object.entries(quick)) {
    Object.defineProperty(subtle, name, { value, configurable: true, writable: true });
  }
}
