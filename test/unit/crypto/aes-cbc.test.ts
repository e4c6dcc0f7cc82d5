import { createCipheriv } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openAesCbc, openAesCbcHead } from "../../../lib/crypto/aes-cbc.ts";

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((each) => each.slice());
const sealed = (key: Uint8Array, iv: Uint8Array, plain: Uint8Array) => {
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  return new Uint8Array(Buffer.concat([cipher.update(plain), cipher.final()]));
};

describe("what is sealed with AES-CBC alone", () => {
  it("by OpenSSL is opened, as a whole and its head", async () => {
    const text = fc.uint8Array({ maxLength: 100 }).map((each) => each.slice());
    await fc.assert(
      fc.asyncProperty(bytes(32), bytes(16), text, async (key, iv, plain) => {
        const ciphertext = sealed(key, iv, plain);
        expect(await openAesCbc(key, iv, ciphertext)).toEqual(plain);
        const head = await openAesCbcHead(key, iv, ciphertext);
        expect(head.subarray(0, plain.length)).toEqual(plain.subarray(0, 16));
      }),
    );
  });

  it("shows its head whatever came after it, and under any key", async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes(32),
        bytes(16),
        bytes(48),
        bytes(32),
        async (key, iv, plain, other) => {
          const ciphertext = sealed(key, iv, plain);
          ciphertext.fill(7, 16);
          expect(await openAesCbcHead(key, iv, ciphertext)).toEqual(plain.subarray(0, 16));
          expect(await openAesCbcHead(other, iv, ciphertext)).not.toEqual(plain.subarray(0, 16));
        },
      ),
    );
  });

  it("does not open with its end cut off, or with none", async () => {
    const [key, iv] = [new Uint8Array(32), new Uint8Array(16)];
    const ciphertext = sealed(key, iv, new Uint8Array(40).fill(200));
    for (const length of [0, 15, 16, 32, 47]) {
      expect(await openAesCbc(key, iv, ciphertext.slice(0, length))).toBeNull();
    }
  });

  it("wants a key, an initialization vector and a block of their lengths", async () => {
    const of = (length: number) => new Uint8Array(length);
    await expect(openAesCbc(of(16), of(16), of(16))).rejects.toThrow(RangeError);
    await expect(openAesCbc(of(32), of(12), of(16))).rejects.toThrow(RangeError);
    await expect(openAesCbcHead(of(32), of(16), of(15))).rejects.toThrow(RangeError);
  });
});
