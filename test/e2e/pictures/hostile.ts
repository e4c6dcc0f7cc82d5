// Pictures made to harm whoever unpacks or reads them, and what Waykey is to say to each.

import { deflateSync } from "node:zlib";
import { barcodePixels } from "../../site/barcode.ts";
import { type Grey, greyPng, png } from "../../site/png.ts";
import { blackGif } from "./gif.ts";

export type Hostile = { readonly name: string; readonly bytes: Uint8Array; readonly says: RegExp };

const LINK =
  "otpauth://totp/Headway:hostile%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Headway";

const KIND = /Waykey doesn’t read this kind of file/;
const DAMAGED = /This picture can’t be opened/;
const LARGE = /This picture is too large/;
const NO_CODE = /No QR code was found in this picture|Searching this picture takes too long/;
const OTHER = /This QR code is for something else/;

const latin1 = (text: string) => Buffer.from(text, "latin1");
const codeOf = (text: string, pixelsPerModule = 4) => greyPng(barcodePixels(text, pixelsPerModule));
const half = (bytes: Uint8Array) => bytes.subarray(0, Math.floor(bytes.length / 2));

function noise(side: number): Grey {
  const pixels = new Uint8Array(side * side);
  let state = 1;
  for (let at = 0; at < pixels.length; at++) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    pixels[at] = state >> 16;
  }
  return { width: side, height: side, pixels };
}

/** The corner marks of QR codes, as many as there is room for. */
function finderPatterns(side: number, unit: number, step: number): Grey {
  const pixels = new Uint8Array(side * side).fill(255);
  const isDark = (x: number, y: number) =>
    x === 0 || x === 6 || y === 0 || y === 6 || (x > 1 && x < 5 && y > 1 && y < 5);
  for (let top = step; top + 7 * unit < side; top += step) {
    for (let left = step; left + 7 * unit < side; left += step) {
      for (let y = 0; y < 7 * unit; y++) {
        for (let x = 0; x < 7 * unit; x++) {
          if (isDark(Math.floor(x / unit), Math.floor(y / unit))) {
            pixels[(top + y) * side + left + x] = 0;
          }
        }
      }
    }
  }
  return { width: side, height: side, pixels };
}

/** Ten levels of a drawing that draws the one below ten times. */
function billionLaughs(): string {
  const levels = Array.from(
    { length: 10 },
    (_, level) => `<g id="l${level + 1}">${`<use href="#l${level}"/>`.repeat(10)}</g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><defs><rect id="l0" width="1" height="1"/>${levels.join("")}</defs><use href="#l10"/></svg>`;
}

/** As a browser packs them, of a QR code. */
export type Packed = { readonly jpeg: Uint8Array; readonly webp: Uint8Array };

export const PLAIN_CODE = codeOf(LINK);

/** A JPEG whose head says another size than it has. */
function sized(jpeg: Uint8Array, height: number, width: number): Uint8Array {
  const copy = Buffer.from(jpeg);
  const at = copy.indexOf(Buffer.from([0xff, 0xc0]));
  copy.writeUInt16BE(height, at + 5);
  copy.writeUInt16BE(width, at + 7);
  return copy;
}

function bmpHead(width: number, height: number): Buffer {
  const bmp = Buffer.alloc(54);
  bmp.write("BM", "latin1");
  bmp.writeUInt32LE(54, 10);
  bmp.writeUInt32LE(40, 14);
  bmp.writeInt32LE(width, 18);
  bmp.writeInt32LE(height, 22);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(1, 28);
  return bmp;
}

const zeros = (width: number, height: number) =>
  deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height));

export function hostilePictures({ jpeg, webp }: Packed): readonly Hostile[] {
  const drawing = (inner: string) =>
    latin1(`<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300">${inner}</svg>`);
  return [
    { name: "cut.png", bytes: half(PLAIN_CODE), says: /opened|No QR code|Compare/ },
    { name: "cut.jpg", bytes: half(jpeg), says: /opened|No QR code|Compare/ },
    { name: "cut.webp", bytes: half(webp), says: /opened|No QR code|Compare/ },
    {
      name: "bomb.png",
      bytes: png({ width: 30_000, height: 30_000, bitDepth: 1 }, zeros(30_000, 30_000)),
      says: LARGE,
    },
    {
      name: "nearly-a-bomb.png",
      bytes: png({ width: 5700, height: 5700, bitDepth: 1 }, zeros(5700, 5700)),
      says: NO_CODE,
    },
    {
      name: "more-than-it-says.png",
      bytes: png({ width: 100, height: 100, bitDepth: 8 }, deflateSync(Buffer.alloc(100_000_000))),
      says: /opened|No QR code/,
    },
    { name: "large-by-its-head.jpg", bytes: sized(jpeg, 65_535, 65_535), says: LARGE },
    { name: "large-by-its-head.bmp", bytes: bmpHead(2_000_000_000, -2_000_000_000), says: LARGE },
    {
      name: "scripted.svg",
      bytes: drawing(
        `<script>document.title = "owned"</script><image href="https://headway.co/x.png"/>`,
      ),
      says: KIND,
    },
    { name: "laughs.svg", bytes: latin1(billionLaughs()), says: KIND },
    { name: "laughs.png", bytes: latin1(billionLaughs()), says: KIND },
    { name: "frames.gif", bytes: blackGif(64, 64, 2000), says: NO_CODE },
    { name: "out-of-its-screen.gif", bytes: blackGif(65_535, 65_535, 1), says: LARGE },
    { name: "nothing.png", bytes: new Uint8Array(0), says: KIND },
    {
      name: "zero.png",
      bytes: png({ width: 0, height: 0, bitDepth: 8 }, new Uint8Array(0)),
      says: DAMAGED,
    },
    { name: "text.png", bytes: latin1(`${LINK}\n`.repeat(1000)), says: KIND },
    { name: "noise.png", bytes: greyPng(noise(2000)), says: NO_CODE },
    { name: "corners.png", bytes: greyPng(finderPatterns(2000, 2, 16)), says: NO_CODE },
    { name: "wide-corners.png", bytes: greyPng(finderPatterns(4000, 1, 9)), says: NO_CODE },
    { name: "long-text.png", bytes: codeOf("x".repeat(2900), 3), says: OTHER },
    {
      name: "long-name.png",
      bytes: codeOf(`otpauth://totp/${"n".repeat(2000)}?secret=JBSWY3DPEHPK3PXP`, 3),
      says: /This is not a setup key or an otpauth link/,
    },
    {
      name: "unseen-letters.png",
      bytes: codeOf("otpauth://totp/%00%E2%80%AEmoc.elpmaxe%E2%81%A6?secret=JBSWY3DPEHPK3PXP"),
      says: /moc\.elpmaxe/,
    },
    {
      name: "script-in-its-name.png",
      bytes: codeOf(
        `otpauth://totp/${encodeURIComponent(`<img src=x onerror="document.title='owned'">`)}?secret=JBSWY3DPEHPK3PXQ`,
      ),
      says: /<img src=x onerror/,
    },
    {
      name: "absurd.png",
      bytes: codeOf(
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXR&digits=99999999999999999999&period=-1&algorithm=MD5",
      ),
      says: /uses a method that Waykey doesn’t know/,
    },
    {
      name: "script-address.png",
      bytes: codeOf("javascript:document.title='owned'"),
      says: OTHER,
    },
    { name: "too-many-bytes.png", bytes: Buffer.alloc(20 * 1024 * 1024 + 1), says: LARGE },
  ];
}
