// Hashes of Argon2 as its reference code writes them, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, by which another program
// knows a password again. What one costs stands in it, so that is bounded before any work, as for a derivation.

import { argon2Verify } from "hash-wasm";
import { checkForeignKdf, withinMemory } from "./foreign-kdf.ts";

/** Of any of its three kinds, version 1.3; salt of 8 to 64 bytes, hash of 4 to 64. */
const ENCODED =
  /^\$argon2(?:id|i|d)\$v=19\$m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,10})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{6,86}$/;

/** Whether it is the hash of that text. @throws WaykeyError `import/memory` */
export type EncodedArgon2 = (text: string) => Promise<boolean>;

/**
 * @returns null for what is no such hash
 * @throws WaykeyError `import/costly` for one beyond the ceilings of `checkForeignKdf`
 */
export function parseEncodedArgon2(hash: string): EncodedArgon2 | null {
  const [memoryKiB, iterations, parallelism] = ENCODED.exec(hash)?.slice(1).map(Number) ?? [];
  if (memoryKiB === undefined || iterations === undefined || parallelism === undefined) return null;
  checkForeignKdf({ name: "argon2id", memoryKiB, iterations, parallelism });
  return (text) => withinMemory(() => argon2Verify({ password: text, hash }));
}
