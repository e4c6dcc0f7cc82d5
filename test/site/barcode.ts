// Draws a key URI as a QR code in a data: URL, as SVG or as an 8-bit greyscale PNG without
// interlacing (PNG specification, sections 5 and 11).

import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";
import { encode, renderSVG } from "uqr";

export type BarcodeFormat = "svg" | "png";

const quietZoneModules = 4;
const pixelsPerModule = 5;

export function barcodeUrl(text: string, format: BarcodeFormat): string {
  if (format === "png") return `data:image/png;base64,${barcodePng(text).toString("base64")}`;
  const svg = renderSVG(text, { border: quietZoneModules });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

function barcodePng(text: string): Buffer {
  const { data } = encode(text, { border: quietZoneModules });
  const size = data.length * pixelsPerModule;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.writeUInt8(8, 8);
  const lines = data.flatMap((row) => {
    const line = [0, ...row.flatMap((dark) => Array<number>(pixelsPerModule).fill(dark ? 0 : 255))];
    return Array.from({ length: pixelsPerModule }, () => Buffer.from(line));
  });
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(lines))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
