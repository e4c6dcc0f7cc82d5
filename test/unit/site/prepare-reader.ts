// Loads the barcode reader from the disk, since outside a browser it cannot fetch its module.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule } from "zxing-wasm/reader";

export async function prepareReader(): Promise<void> {
  const path = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  const { buffer } = Uint8Array.from(readFileSync(path));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
}
