// Reads the QR codes of some pixels with zxing-cpp compiled to WebAssembly. The module is served from the
// extension itself; nothing is fetched from elsewhere.

import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { READER_OPTIONS } from "./reader-options.ts";

const OVERRIDES = { locateFile: () => wasmUrl };

/** Loads the reader's module, once. */
export async function prepareReader(): Promise<void> {
  await prepareZXingModule({ overrides: OVERRIDES, fireImmediately: true });
}

/** The text of every whole code in the pixels, light on dark or turned too. */
export async function readCodes(pixels: ImageData): Promise<readonly string[]> {
  const found = await readBarcodes(pixels, READER_OPTIONS);
  return found.filter((code) => code.isValid).map((code) => code.text);
}
