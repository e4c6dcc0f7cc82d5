// What the first bytes of a picture say: its kind and its size in pixels, so that a hostile one is refused
// before the browser unpacks it. Reads PNG, JPEG, GIF, WebP and BMP, and refuses everything else: SVG too,
// since a drawing may take for ever to be drawn.

import { WaykeyError } from "../../lib/errors.ts";

export type PictureKind = "png" | "jpeg" | "gif" | "webp" | "bmp";

export type PictureHead = {
  readonly kind: PictureKind;
  readonly width: number;
  readonly height: number;
};

type Size = { readonly width: number; readonly height: number };

const READERS: readonly {
  readonly kind: PictureKind;
  readonly isOurs: (bytes: DataView) => boolean;
  readonly sizeOf: (bytes: DataView) => Size;
}[] = [
  { kind: "png", isOurs: (bytes) => has(bytes, 0, "\u0089PNG\r\n\u001a\n"), sizeOf: pngSize },
  { kind: "jpeg", isOurs: (bytes) => has(bytes, 0, "\u00ff\u00d8\u00ff"), sizeOf: jpegSize },
  { kind: "gif", isOurs: (bytes) => has(bytes, 0, "GIF8"), sizeOf: gifSize },
  {
    kind: "webp",
    isOurs: (bytes) => has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP"),
    sizeOf: webpSize,
  },
  { kind: "bmp", isOurs: (bytes) => has(bytes, 0, "BM"), sizeOf: bmpSize },
];

/**
 * Reads the head of a picture, whatever its name says.
 * @throws WaykeyError `picture/kind` for a file of another kind, `picture/damaged` for one without a
 * size, or of none
 */
export function readPictureHead(bytes: Uint8Array): PictureHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = READERS.find(({ isOurs }) => isOurs(view));
  if (reader === undefined) throw new WaykeyError("picture/kind", "The file is no picture we read");
  try {
    const { width, height } = reader.sizeOf(view);
    if (width < 1 || height < 1) throw new RangeError("no pixels");
    return { kind: reader.kind, width, height };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new WaykeyError("picture/damaged", "The picture does not say its size", { cause });
  }
}

/** W3C PNG, section 11.2.1: IHDR comes first. */
function pngSize(bytes: DataView): Size {
  if (!has(bytes, 12, "IHDR")) throw new RangeError("no IHDR");
  return { width: bytes.getUint32(16), height: bytes.getUint32(20) };
}

/**
 * ITU T.81, annex B: goes from marker to marker up to the end of the head. There may be a preview in an
 * application segment, which is passed over as a whole.
 */
function jpegSize(bytes: DataView): Size {
  let at = 2;
  for (;;) {
    if (bytes.getUint8(at) !== 0xff) throw new RangeError("no marker");
    const marker = bytes.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isStartOfFrame(marker)) {
      return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) };
    }
    if (marker === 0xd9 || marker === 0xda) throw new RangeError("no frame before the data");
    at += 2 + bytes.getUint16(at + 2);
  }
}

/** SOF0 to SOF15, among which DHT, JPG and DAC have numbers of their own. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** GIF89a, section 18: the screen; its first picture may be larger, and the browser goes by either. */
function gifSize(bytes: DataView): Size {
  const screen = { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) };
  const first = firstGifImage(bytes);
  return {
    width: Math.max(screen.width, first.width),
    height: Math.max(screen.height, first.height),
  };
}

function firstGifImage(bytes: DataView): Size {
  const flags = bytes.getUint8(10);
  let at = 13 + (flags >= 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  while (bytes.getUint8(at) === 0x21) {
    at += 2;
    while (bytes.getUint8(at) !== 0) at += 1 + bytes.getUint8(at);
    at += 1;
  }
  if (bytes.getUint8(at) !== 0x2c) throw new RangeError("no picture");
  const [left, top] = [bytes.getUint16(at + 1, true), bytes.getUint16(at + 3, true)];
  return {
    width: left + bytes.getUint16(at + 5, true),
    height: top + bytes.getUint16(at + 7, true),
  };
}

/** RFC 9649, sections 2.5 to 2.7; RFC 6386, section 9.1. */
function webpSize(bytes: DataView): Size {
  if (has(bytes, 12, "VP8X")) {
    return { width: 1 + uint24(bytes, 24), height: 1 + uint24(bytes, 27) };
  }
  if (has(bytes, 12, "VP8L")) {
    const bits = bytes.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (!has(bytes, 12, "VP8 ")) throw new RangeError("no chunk of a picture");
  return {
    width: bytes.getUint16(26, true) & 0x3fff,
    height: bytes.getUint16(28, true) & 0x3fff,
  };
}

/** A negative height only says that the first line is the uppermost. */
function bmpSize(bytes: DataView): Size {
  const isOld = bytes.getUint32(14, true) === 12;
  if (isOld) return { width: bytes.getUint16(18, true), height: bytes.getUint16(20, true) };
  return { width: bytes.getInt32(18, true), height: Math.abs(bytes.getInt32(22, true)) };
}

function uint24(bytes: DataView, at: number): number {
  return bytes.getUint16(at, true) | (bytes.getUint8(at + 2) << 16);
}

function has(bytes: DataView, at: number, text: string): boolean {
  if (bytes.byteLength < at + text.length) return false;
  return Array.from(text).every(
    (letter, index) => bytes.getUint8(at + index) === letter.charCodeAt(0),
  );
}
