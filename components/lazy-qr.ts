// The QR port of the extension's pages. The reader is large and seldom needed, so it is loaded when
// the first picture is to be read.

import type { QrPort } from "./ports.ts";

export const lazyQr: QrPort = {
  async decode(dataUrl) {
    const { decodeQr } = await import("./qr.ts");
    return decodeQr(dataUrl);
  },
};
