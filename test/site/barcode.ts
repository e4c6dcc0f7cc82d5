// Draws a text as a QR code: as SVG, as a PNG, or as plain pixels for a larger picture.

import { Buffer } from "node:buffer";
import { encode, renderSVG } from "uqr";
import { type Grey, greyPng } from "./png.ts";

export type BarcodeFormat = "svg" | "png";

const quietZoneModules = 4;

export function barcodeUrl(text: string, format: BarcodeFormat): string {
  if (format === "png") {
    return `data:image/png;base64,${greyPng(barcodePixels(text)).toString("base64")}`;
  }
  const svg = renderSVG(text, { border: quietZoneModules });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

/** With its quiet zone, so many pixels for a module; inverted, light stands on dark. */
export function barcodePixels(text: string, pixelsPerModule = 5, inverted = false): Grey {
  const { data } = encode(text, { border: quietZoneModules });
  const side = data.length * pixelsPerModule;
  const pixels = new Uint8Array(side * side);
  for (const [row, modules] of data.entries()) {
    const line = modules.flatMap((dark) =>
      Array<number>(pixelsPerModule).fill(dark === inverted ? 255 : 0),
    );
    for (let y = row * pixelsPerModule; y < (row + 1) * pixelsPerModule; y++) {
      pixels.set(line, y * side);
    }
  }
  return { width: side, height: side, pixels };
}
