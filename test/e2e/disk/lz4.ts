// Firefox's own files in LZ4 (`mozLz40\0`, the length as 4 bytes little-endian, one block), such as the
// session store. Reads as far as it can. Format: lz4/lz4, doc/lz4_Block_format.md.

const MAGIC = Buffer.from("mozLz40\0", "latin1");

/** What such a file holds; null if it is none. */
export function decompressMozLz4(file: Buffer): Buffer | null {
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  return decompressLz4Block(file.subarray(12), file.readUInt32LE(8));
}

function decompressLz4Block(input: Buffer, length: number): Buffer {
  const out = Buffer.alloc(Math.min(length, 256 * 1024 * 1024));
  let at = 0;
  let done = 0;
  const longer = (count: number) => {
    if (count < 15) return count;
    let sum = count;
    for (;;) {
      const byte = input[at++] ?? 0;
      sum += byte;
      if (byte < 255) return sum;
    }
  };
  while (at < input.length && done < out.length) {
    const token = input[at++] ?? 0;
    const literals = longer(token >> 4);
    out.set(input.subarray(at, at + Math.min(literals, out.length - done)), done);
    at += literals;
    done += literals;
    if (at >= input.length) break;
    const offset = input.readUInt16LE(at);
    at += 2;
    const count = longer(token & 15) + 4;
    if (offset === 0 || offset > done) break;
    for (let i = 0; i < count && done < out.length; i++, done++)
      out[done] = out[done - offset] ?? 0;
  }
  return out.subarray(0, done);
}
