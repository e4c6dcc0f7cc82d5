// Argon2id parameters that no header may bring: too cheap, too dear, or no whole numbers at all.

import type { Argon2Parameters } from "../../../lib/crypto/argon2id.ts";

const set = (memoryKiB: number, iterations: number, parallelism: number): Argon2Parameters => ({
  memoryKiB,
  iterations,
  parallelism,
});

export const hostileKdfParameters: readonly Argon2Parameters[] = [
  set(8, 1, 1),
  set(64, 3, 1),
  set(1024, 3, 1),
  set(16_384, 2, 1),
  set(19_455, 10, 1),
  set(19_456, 1, 1),
  set(20_000, 1, 4),
  set(38_911, 1, 1),
  set(0, 3, 1),
  set(-65_536, 3, 1),
  set(1_048_577, 1, 1),
  set(4_194_304, 3, 1),
  set(4_294_967_295, 1, 1),
  set(4_294_967_296 + 65_536, 3, 1),
  set(Number.MAX_SAFE_INTEGER, 1, 1),
  set(65_536, 0, 1),
  set(65_536, -3, 1),
  set(65_536, 11, 1),
  set(65_536, 2_147_483_648, 1),
  set(65_536, 4_294_967_299, 1),
  set(65_536, 3, 0),
  set(65_536, 3, -1),
  set(65_536, 3, 5),
  set(65_536, 3, 255),
  set(65_536, 3, 16_777_216),
  set(65_536.5, 3, 1),
  set(65_536, 2.5, 1),
  set(65_536, 3, 1.5),
  set(Number.NaN, 3, 1),
  set(65_536, Number.NaN, 1),
  set(Number.POSITIVE_INFINITY, 3, 1),
  set(1e300, 1e300, 1e300),
];
