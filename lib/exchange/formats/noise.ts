// Tells bytes that are nothing but noise, as what a cipher leaves without a mark of its own, from files of a known kind.
// It can't tell whose noise they are.

import type { Bytes } from "../../bytes/bytes.ts";

/** Fewer do not show whether they are noise. */
const MIN_BYTES = 64;
const MAX_SAMPLE = 4096;
/**
 * Of the chi-square statistic over the 256 values of a byte, whose mean is 255 and deviation 23 for noise: 8 deviations
 * above. Of a thousand million files of noise, not one is taken for something else.
 */
const MAX_CHI_SQUARE = 436;

/** Heads of files that are noise after them: packed, or sealed by programs that say who they are. */
const HEADS: readonly (readonly number[])[] = [
  [0x1f, 0x8b, 0x08], // gzip
  [0x42, 0x5a, 0x68], // bzip2
  [0xfd, 0x37, 0x7a, 0x58], // xz
  [0x28, 0xb5, 0x2f, 0xfd], // Zstandard
  [0x37, 0x7a, 0xbc, 0xaf], // 7-Zip
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x50, 0x4b, 0x03, 0x04], // ZIP
  [0xff, 0xd8, 0xff], // JPEG
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0x52, 0x49, 0x46, 0x46], // WebP and others in RIFF
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x03, 0xd9, 0xa2, 0x9a], // KeePass
  [0x53, 0x61, 0x6c, 0x74, 0x65, 0x64, 0x5f, 0x5f], // OpenSSL
  [0x61, 0x67, 0x65, 0x2d], // age
  [0x8c, 0x0d, 0x04], // OpenPGP under a passphrase
];

/** @param start where the noise is to begin */
export function isNoise(bytes: Bytes, start: number): boolean {
  if (HEADS.some((head) => head.every((byte, index) => bytes[index] === byte))) return false;
  const sample = bytes.subarray(start, start + MAX_SAMPLE);
  return sample.length >= MIN_BYTES && chiSquare(sample) <= MAX_CHI_SQUARE;
}

function chiSquare(sample: Uint8Array): number {
  const counts = new Uint16Array(256);
  for (const byte of sample) counts[byte] = (counts[byte] ?? 0) + 1;
  const squares = counts.reduce((sum, count) => sum + count * count, 0);
  return (256 * squares) / sample.length - sample.length;
}
