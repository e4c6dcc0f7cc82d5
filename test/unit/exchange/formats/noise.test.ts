import { createCipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isNoise } from "../../../../lib/exchange/formats/noise.ts";

/** A stretch of a keystream of AES, another for each seed. */
function keystream(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const key = Buffer.alloc(32);
  key.writeUInt32BE(seed);
  const cipher = createCipheriv("aes-256-ctr", key, Buffer.alloc(16));
  return new Uint8Array(cipher.update(Buffer.alloc(length)));
}

describe("noise", () => {
  it("is what a cipher makes, however long", () => {
    for (const length of [68, 100, 300, 1000, 5000]) {
      for (let seed = 0; seed < 2000; seed++) {
        expect(isNoise(keystream(length, seed), 4)).toBe(true);
      }
    }
  });

  it("is only told from 64 bytes on", () => {
    expect(isNoise(keystream(67, 1), 4)).toBe(false);
    expect(isNoise(keystream(64, 1), 0)).toBe(true);
  });

  it("is not what has a quarter of zeros, or of letters", () => {
    for (const filler of [0, 0x65]) {
      const bytes = keystream(400, 1);
      for (let index = 0; index < bytes.length; index += 4) bytes[index] = filler;
      expect(isNoise(bytes, 4)).toBe(false);
    }
  });

  it("is not what begins as a file of a known kind does", () => {
    for (const head of ["1f8b08", "ffd8ff", "504b0304", "53616c7465645f5f"]) {
      const file = Buffer.concat([Buffer.from(head, "hex"), keystream(500, 1)]);
      expect(isNoise(new Uint8Array(file), 4)).toBe(false);
    }
  });
});
