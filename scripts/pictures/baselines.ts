// The pictures that the main screens are held to by test/visual: taken anew when their look is changed on purpose.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PNG } from "pngjs";
import { BASELINES, visitMainScreens } from "../../test/visual/main-screens.ts";
import { stillLifeOf } from "../../test/visual/still-life.ts";
import { buildExtension } from "../build-extension.ts";

export async function takeBaselines(): Promise<void> {
  buildExtension("chromium");
  rmSync(BASELINES, { recursive: true, force: true });
  mkdirSync(BASELINES);
  await visitMainScreens(async (page, name) => {
    const bytes = PNG.sync.write(inFewerColours(await stillLifeOf(page)), {
      deflateLevel: 9,
      colorType: 2,
    });
    writeFileSync(join(BASELINES, `${name}.png`), bytes);
    process.stdout.write(`${(bytes.length / 1024).toFixed(1).padStart(6)} KiB  ${name}\n`);
  });
}

/** Of 256 steps of each colour: nobody sees them, and the files are smaller by a quarter. */
const STEP = 8;

function inFewerColours(picture: PNG): PNG {
  for (const [at, value] of picture.data.entries()) {
    if (at % 4 !== 3) picture.data[at] = Math.min(255, Math.round(value / STEP) * STEP);
  }
  return picture;
}
