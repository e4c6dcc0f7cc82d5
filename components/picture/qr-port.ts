// The QR port of the extension's pages.

import { createPictureReader } from "./picture-reader.ts";

export const qrPort = createPictureReader(
  () => new Worker(new URL("picture-worker.ts", import.meta.url), { type: "module" }),
);
