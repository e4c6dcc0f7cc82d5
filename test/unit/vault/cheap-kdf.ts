// A key derivation without cost, for tests that open something thousands of times and are about the
// seals and not about Argon2id. It keeps the check of the parameters.

import { createHash } from "node:crypto";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { type Argon2Parameters, checkArgon2Parameters } from "../../../lib/crypto/argon2id.ts";

/** Stands in for `deriveArgon2id`. */
export async function deriveCheaply(
  password: Uint8Array,
  salt: Uint8Array,
  parameters: Argon2Parameters,
): Promise<Bytes> {
  checkArgon2Parameters(parameters);
  const { memoryKiB, iterations, parallelism } = parameters;
  const digest = createHash("sha256")
    .update(JSON.stringify([memoryKiB, iterations, parallelism]))
    .update(salt)
    .update(password)
    .digest();
  return new Uint8Array(digest);
}
