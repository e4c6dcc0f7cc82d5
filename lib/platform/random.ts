// The browser's cryptographic random source.

import type { RandomBytes } from "../crypto/random-bytes.ts";

export const browserRandom: RandomBytes = (length) =>
  crypto.getRandomValues(new Uint8Array(length));
