// Pictures as people have them: a grey screen with QR codes on it, at any place and of any size.

import { barcodePixels } from "../../site/barcode.ts";
import { type Grey, greyPng } from "../../site/png.ts";

export type Placed = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly pixelsPerModule: number;
  readonly inverted?: boolean;
};

/** A screen with some stripes of "text" on it, so that it is not all one colour. */
export function screenPixels(width: number, height: number, codes: readonly Placed[]): Grey {
  const pixels = new Uint8Array(width * height).fill(236);
  for (let y = 0; y < height; y += 24) {
    for (let x = 40; x < width - 40; x += 7) {
      if ((x * 31 + y * 17) % 5 < 2) pixels.fill(60, y * width + x, y * width + x + 4);
    }
  }
  for (const code of codes) {
    const drawn = barcodePixels(code.text, code.pixelsPerModule, code.inverted);
    for (let row = 0; row < drawn.height; row++) {
      const line = drawn.pixels.subarray(row * drawn.width, (row + 1) * drawn.width);
      pixels.set(line, (code.y + row) * width + code.x);
    }
  }
  return { width, height, pixels };
}

export function screenshot(width: number, height: number, codes: readonly Placed[]): Buffer {
  return greyPng(screenPixels(width, height, codes));
}
