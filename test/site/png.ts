// Writes 8-bit greyscale PNGs without interlacing (PNG specification, sections 5 and 11).

import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";

/** Pixels row by row, 0 black to 255 white. */
export type Grey = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

export function greyPng({ width, height, pixels }: Grey): Buffer {
  const lines = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++) {
    lines.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  return png({ width, height, bitDepth: 8 }, deflateSync(lines));
}

/** A greyscale PNG of that head around data that is packed already, whatever is in it. */
export function png(
  head: { readonly width: number; readonly height: number; readonly bitDepth: 1 | 8 },
  data: Uint8Array,
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(head.width, 0);
  header.writeUInt32BE(head.height, 4);
  header.writeUInt8(head.bitDepth, 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
