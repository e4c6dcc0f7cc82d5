// The random source as a port: the platform layer passes the browser's own, tests pass theirs.

import type { Bytes } from "../bytes/bytes.ts";

/** `length` random bytes from a cryptographic source. */
export type RandomBytes = (length: number) => Bytes;
