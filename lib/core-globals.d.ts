// What the pure core may use of its host, and nothing more: text codecs and WebCrypto without its
// random source. Read only by the core's own type check, so that a browser global there is an error.

type BufferSource = ArrayBuffer | ArrayBufferView<ArrayBuffer>;

interface CryptoKey {
  readonly type: string;
  readonly extractable: boolean;
}

interface SubtleCrypto {
  digest(algorithm: string, data: BufferSource): Promise<ArrayBuffer>;
  importKey(
    format: "raw" | "pkcs8" | "spki",
    keyData: BufferSource,
    algorithm: string | { name: string; hash?: string; namedCurve?: string },
    extractable: boolean,
    keyUsages: readonly string[],
  ): Promise<CryptoKey>;
  encrypt(
    algorithm: {
      name: string;
      iv: BufferSource;
      additionalData?: BufferSource;
      tagLength?: number;
    },
    key: CryptoKey,
    data: BufferSource,
  ): Promise<ArrayBuffer>;
  decrypt(
    algorithm: {
      name: string;
      iv: BufferSource;
      additionalData?: BufferSource;
      tagLength?: number;
    },
    key: CryptoKey,
    data: BufferSource,
  ): Promise<ArrayBuffer>;
  sign(algorithm: string, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  verify(
    algorithm: string | { name: string; hash?: string },
    key: CryptoKey,
    signature: BufferSource,
    data: BufferSource,
  ): Promise<boolean>;
  deriveBits(
    algorithm:
      | { name: string; hash: string; salt: BufferSource; info: BufferSource }
      | { name: string; hash: string; salt: BufferSource; iterations: number },
    key: CryptoKey,
    length: number,
  ): Promise<ArrayBuffer>;
}

declare const crypto: { readonly subtle: SubtleCrypto };

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
  encodeInto(
    source: string,
    destination: Uint8Array<ArrayBuffer>,
  ): { readonly read: number; readonly written: number };
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: ArrayBuffer | ArrayBufferView): string;
}
