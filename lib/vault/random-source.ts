// A self-test of the random source before a key is made from it: it catches a source that returns
// constants, as a stub or a broken platform would, and nothing subtler.

import { equalBytes } from "../bytes/bytes.ts";
import type { VaultPorts } from "./ports.ts";

const SAMPLE_LENGTH = 16;

/** @throws RangeError when `random` returns the wrong length or repeats itself */
export function checkRandomSource(random: VaultPorts["random"]): void {
  const first = random(SAMPLE_LENGTH);
  const second = random(SAMPLE_LENGTH);
  if (first.length !== SAMPLE_LENGTH || second.length !== SAMPLE_LENGTH) {
    throw new RangeError("random must return as many bytes as asked for");
  }
  if (equalBytes(first, second)) throw new RangeError("random must not repeat itself");
}
