// What the reader looks for: QR codes only, up to 32 at once.

import type { ReaderOptions } from "zxing-wasm/reader";

export const READER_OPTIONS: ReaderOptions = {
  formats: ["QRCode"],
  tryHarder: true,
  tryInvert: true,
  // For codes in lines; QR codes are found however they are turned.
  tryRotate: false,
  maxNumberOfSymbols: 32,
};
