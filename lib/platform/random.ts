// The browser's cryptographic random source.

import type { RandomBytes } from "../app/ports.ts";

export const browserRandom: RandomBytes = (length) =>
  crypto.getRandomValues(new Uint8Array(length));
