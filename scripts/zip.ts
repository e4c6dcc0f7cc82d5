// `npm run zip`: the packages for the stores of Chrome, Edge and Firefox, and the sources that Mozilla wants. The same
// sources give the same bytes; whoever builds them again can compare.

import { createHash } from "node:crypto";
import { globSync, readFileSync, rmSync } from "node:fs";
import { packExtension } from "./build-extension.ts";

const PACKAGES = ".output/*.zip";

for (const old of globSync(PACKAGES)) rmSync(old);
for (const store of ["chrome", "edge", "firefox"] as const) packExtension(store);
for (const path of globSync(PACKAGES).toSorted()) {
  const bytes = readFileSync(path);
  const hash = createHash("sha256").update(bytes).digest("hex");
  process.stdout.write(`${hash}  ${path}  ${(bytes.length / 1024).toFixed(0)} KiB\n`);
}
