// Reads QR codes from a picture with zxing-cpp compiled to WebAssembly. The module is served from
// the extension itself; nothing is fetched from elsewhere. QR codes only, up to eight in a picture.

import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";

/** One object for good, so that the module is loaded once. */
const MODULE = { locateFile: () => wasmUrl };

const MIN_SIDE = 400;
const MAX_SIDE = 2400;
const MARGIN = 32;

/**
 * The text of every QR code in the picture, given as a data URL; empty if there is none or if the
 * picture can't be drawn.
 */
export async function decodeQr(dataUrl: string): Promise<readonly string[]> {
  const image = await loadImage(dataUrl);
  if (image === null) return [];
  prepareZXingModule({ overrides: MODULE });
  const found = await readBarcodes(rasterize(image), {
    formats: ["QRCode"],
    tryHarder: true,
    tryInvert: true,
    maxNumberOfSymbols: 8,
  });
  return found.filter((code) => code.isValid).map((code) => code.text);
}

async function loadImage(dataUrl: string): Promise<HTMLImageElement | null> {
  if (!dataUrl.startsWith("data:image/")) return null;
  const image = new Image();
  return new Promise((resolve) => {
    image.addEventListener("load", () => resolve(image));
    image.addEventListener("error", () => resolve(null));
    image.src = dataUrl;
  });
}

/** Draws it on white with a quiet zone around it; small pictures grow by a whole factor. */
function rasterize(image: HTMLImageElement): ImageData {
  const width = image.naturalWidth || MIN_SIDE;
  const height = image.naturalHeight || MIN_SIDE;
  const longer = Math.max(width, height);
  const scale = longer > MAX_SIDE ? MAX_SIDE / longer : Math.max(1, Math.ceil(MIN_SIDE / longer));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale) + 2 * MARGIN;
  canvas.height = Math.round(height * scale) + 2 * MARGIN;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new TypeError("The browser gives no 2d canvas context");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = scale < 1;
  context.drawImage(image, MARGIN, MARGIN, canvas.width - 2 * MARGIN, canvas.height - 2 * MARGIN);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
