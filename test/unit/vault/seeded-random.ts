// A repeatable stand-in for the random source: SHA-256 of a seed and a counter. For tests and golden
// files only.

import { createHash } from "node:crypto";
import type { Bytes } from "../../../lib/bytes/bytes.ts";

export function createSeededRandom(seed: string): (length: number) => Bytes {
  let counter = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let offset = 0; offset < length; offset += 32) {
      const block = createHash("sha256").update(`${seed}/${counter++}`).digest();
      bytes.set(block.subarray(0, Math.min(32, length - offset)), offset);
    }
    return bytes;
  };
}
