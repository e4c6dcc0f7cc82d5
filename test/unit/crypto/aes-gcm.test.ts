import { createCipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openAesGcm, sealAesGcm } from "../../../lib/crypto/aes-gcm.ts";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";

// McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B, test cases 13 to 16,
// as they are in NIST's validation suite.
const key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
const nonce = "cafebabefacedbaddecaf888";
const plaintext60 =
  "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72" +
  "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
const ciphertext60 =
  "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa" +
  "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662";
const vectors = [
  {
    name: "13",
    key: "00".repeat(32),
    nonce: "00".repeat(12),
    plaintext: "",
    additionalData: "",
    sealed: "530f8afbc74536b9a963b4f1c4cb738b",
  },
  {
    name: "14",
    key: "00".repeat(32),
    nonce: "00".repeat(12),
    plaintext: "00".repeat(16),
    additionalData: "",
    sealed: "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
  },
  {
    name: "16",
    key,
    nonce,
    plaintext: plaintext60,
    additionalData: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    sealed: `${ciphertext60}76fc6ece0f4e1768cddf8853bb2d551b`,
  },
];

describe("AES-256-GCM", () => {
  it.each(vectors)("seals and opens test case $name", async (vector) => {
    const [k, n, p, a] = [vector.key, vector.nonce, vector.plaintext, vector.additionalData].map(
      (hex) => decodeHex(hex),
    );
    if (k === undefined || n === undefined || p === undefined || a === undefined) throw new Error();
    const sealed = await sealAesGcm(k, n, p, a);
    expect(encodeHex(sealed)).toBe(vector.sealed);
    expect(await openAesGcm(k, n, sealed, a)).toEqual(p);
  });

  it("agrees with node:crypto", async () => {
    const [k, n, p, a] = [32, 12, 100, 33].map((length) => new Uint8Array(length).fill(length));
    if (k === undefined || n === undefined || p === undefined || a === undefined) throw new Error();
    const cipher = createCipheriv("aes-256-gcm", k, n).setAAD(a);
    const expected = Buffer.concat([cipher.update(p), cipher.final(), cipher.getAuthTag()]);
    expect(encodeHex(await sealAesGcm(k, n, p, a))).toBe(expected.toString("hex"));
  });

  it("opens nothing that has a changed byte, another key, nonce or additional data", async () => {
    const [k, n, p, a] = [32, 12, 5, 3].map((length) => new Uint8Array(length).fill(length));
    if (k === undefined || n === undefined || p === undefined || a === undefined) throw new Error();
    const sealed = await sealAesGcm(k, n, p, a);
    const flipped = (bytes: Uint8Array, i: number) => bytes.map((b, j) => (i === j ? b ^ 1 : b));
    for (let i = 0; i < sealed.length; i++) {
      expect(await openAesGcm(k, n, new Uint8Array(flipped(sealed, i)), a)).toBeNull();
    }
    expect(await openAesGcm(new Uint8Array(flipped(k, 0)), n, sealed, a)).toBeNull();
    expect(await openAesGcm(k, new Uint8Array(flipped(n, 0)), sealed, a)).toBeNull();
    expect(await openAesGcm(k, n, sealed, new Uint8Array(flipped(a, 0)))).toBeNull();
    expect(await openAesGcm(k, n, sealed, new Uint8Array(0))).toBeNull();
    for (let length = 0; length < sealed.length; length++) {
      expect(await openAesGcm(k, n, sealed.slice(0, length), a)).toBeNull();
    }
  });

  it("refuses keys and nonces of another length", async () => {
    const none = new Uint8Array(0);
    for (const keyLength of [0, 16, 24, 31, 33]) {
      const shortKey = new Uint8Array(keyLength);
      await expect(sealAesGcm(shortKey, new Uint8Array(12), none, none)).rejects.toThrow(/^key/);
      await expect(openAesGcm(shortKey, new Uint8Array(12), none, none)).rejects.toThrow(/^key/);
    }
    for (const nonceLength of [0, 8, 11, 13, 16]) {
      const badNonce = new Uint8Array(nonceLength);
      await expect(sealAesGcm(new Uint8Array(32), badNonce, none, none)).rejects.toThrow(/^nonce/);
    }
  });
});
