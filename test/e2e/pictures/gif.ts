// Writes black GIFs (GIF89a), of any number of pictures, each packed as one code for one pixel and the next
// one cleared, which is the plainest form of LZW there is.

import { Buffer } from "node:buffer";

/** Pictures after the first are of one pixel; a first one of more than 64 by 64 has no data for the rest. */
export function blackGif(width: number, height: number, pictures: number): Buffer {
  const screen = Buffer.from("GIF89a\u0001\0\u0001\0\u00f0\0\0\0\0\0\u00ff\u00ff\u00ff", "latin1");
  const first = picture(width, height, Math.min(width * height, 4096));
  const others = Buffer.concat(Array.from({ length: pictures - 1 }, () => picture(1, 1, 1)));
  return Buffer.concat([screen, first, others, Buffer.from([0x3b])]);
}

function picture(width: number, height: number, pixels: number): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt8(0x2c, 0);
  head.writeUInt16LE(width, 5);
  head.writeUInt16LE(height, 7);
  return Buffer.concat([head, Buffer.from([2]), inBlocks(packed(pixels)), Buffer.from([0])]);
}

/** Codes of three bits, low bits first: 4 clears, 0 is a black pixel, 5 ends. */
function packed(pixels: number): Buffer {
  const codes = Array.from({ length: pixels }, () => [4, 0]).flat();
  codes.push(5);
  const bytes = Buffer.alloc(Math.ceil((codes.length * 3) / 8));
  for (const [index, code] of codes.entries()) {
    for (let bit = 0; bit < 3; bit++) {
      const at = index * 3 + bit;
      if (((code >> bit) & 1) === 1) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
    }
  }
  return bytes;
}

function inBlocks(bytes: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255);
    blocks.push(Buffer.from([block.length]), block);
  }
  return Buffer.concat(blocks);
}
