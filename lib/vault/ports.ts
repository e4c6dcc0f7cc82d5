// What the vault and the backup need of the world outside, as the only way they reach it.

import type { Bytes } from "../bytes/bytes.ts";

export type VaultPorts = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** That many bytes from a cryptographic random source. */
  readonly random: (length: number) => Bytes;
};
