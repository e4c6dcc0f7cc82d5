// `npm run pictures`: builds Waykey and takes the pictures of the set-up guides anew, in Chromium, of the stand-in
// site and of Waykey's own windows. They lie in public/guides/.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startRig } from "../test/e2e/rig/rig.ts";
import { startWorld } from "../test/e2e/rig/world.ts";
import { buildExtension } from "./build-extension.ts";
import { Camera } from "./pictures/camera.ts";
import { takeAll } from "./pictures/story.ts";

const FOLDER = "public/guides";

buildExtension("chromium");
const world = await startWorld();
const rig = await startRig("chromium", world);
try {
  const camera = new Camera(await rig.browser.newPage());
  await takeAll(rig, camera);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  for (const [name, bytes] of camera.taken) {
    writeFileSync(join(FOLDER, `${name}.webp`), bytes);
    process.stdout.write(`${(bytes.length / 1024).toFixed(1).padStart(6)} KiB  ${name}\n`);
  }
} finally {
  await rig.close();
  await world.close();
}
process.exit();
