// Snappy as browsers keep their databases in it: the raw format, and the framed one of larger values.
// Reads as far as it can and gives what it got by then, since a scan looks into everything that might be
// Snappy and much of that is not. Format: google/snappy, format_description.txt and framing_format.txt.

const MAX_LENGTH = 64 * 1024 * 1024;

export type Decompressed = {
  readonly bytes: Buffer;
  /** Whether it was Snappy to the end, of the length that it names. */
  readonly isWhole: boolean;
};

/** The length before the data, as a varint; null if there is none or it is out of all proportion. */
function readLength(input: Uint8Array, start: number): { length: number; at: number } | null {
  let length = 0;
  for (let i = 0; i < 5; i++) {
    const byte = input[start + i];
    if (byte === undefined) return null;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return length > MAX_LENGTH ? null : { length, at: start + i + 1 };
  }
  return null;
}

function littleEndian(input: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let i = size - 1; i >= 0; i--) value = value * 256 + (input[at + i] ?? 0);
  return value;
}

/** The raw format from `start`; null if what lies there cannot be it. */
export function decompressSnappy(input: Uint8Array, start = 0): Decompressed | null {
  const head = readLength(input, start);
  if (head === null || head.length === 0) return null;
  const out = Buffer.alloc(head.length);
  let { at } = head;
  let done = 0;
  while (done < out.length && at < input.length) {
    const tag = input[at++] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      let length = (tag >> 2) + 1;
      if (length > 60) {
        const size = length - 60;
        length = littleEndian(input, at, size) + 1;
        at += size;
      }
      if (done + length > out.length || at + length > input.length) break;
      out.set(input.subarray(at, at + length), done);
      at += length;
      done += length;
      continue;
    }
    const size = kind === 3 ? 4 : kind;
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const low = littleEndian(input, at, size);
    const offset = kind === 1 ? (tag >> 5) * 256 + low : low;
    at += size;
    if (offset === 0 || offset > done || done + length > out.length) break;
    for (let i = 0; i < length; i++, done++) out[done] = out[done - offset] ?? 0;
  }
  if (done === 0) return null;
  return { bytes: out.subarray(0, done), isWhole: done === out.length };
}

const STREAM_START = Buffer.from([0xff, 6, 0, 0, ...Buffer.from("sNaPpY")]);

/** All of a framed stream that can be read; null if it is none. */
export function decompressSnappyFrames(input: Buffer): Buffer | null {
  if (!input.subarray(0, STREAM_START.length).equals(STREAM_START)) return null;
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= input.length;) {
    const kind = input[at] ?? 0;
    const length = littleEndian(input, at + 1, 3);
    // Of both kinds of data the first 4 bytes are a checksum.
    const body = input.subarray(at + 8, at + 4 + length);
    if (kind === 0) parts.push(decompressSnappy(body)?.bytes ?? Buffer.alloc(0));
    if (kind === 1) parts.push(body);
    at += 4 + length;
  }
  return Buffer.concat(parts);
}
