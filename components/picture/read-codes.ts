// Reads the QR codes of some pixels with zxing-cpp compiled to WebAssembly. The module is served from the
// extension itself; nothing is fetched from elsewhere. QR codes only, up to 32 at once.

import { prepareZXingModule, readBarcodes, type ReaderOptions } from "zxing-wasm/reader";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";

const OVERRIDES = { locateFile: () => wasmUrl };

const OPTIONS: ReaderOptions = {
  formats: ["QRCode"],
  tryHarder: true,
  tryInvert: true,
  // For codes in lines; QR codes are found however they are turned.
  tryRotate: false,
  maxNumberOfSymbols: 32,
};

/** Loads the reader's module, once. */
export async function prepareReader(): Promise<void> {
  await prepareZXingModule({ overrides: OVERRIDES, fireImmediately: true });
}

/** The text of every whole code in the pixels, light on dark or turned too. */
export async function readCodes(pixels: ImageData): Promise<readonly string[]> {
  const found = await readBarcodes(pixels, OPTIONS);
  return found.filter((code) => code.isValid).map((code) => code.text);
}
