// The main screens look as they did: as their baselines, but for what each machine draws in its own way.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PNG } from "pngjs";
import { expect, it } from "vitest";
import { differenceOf } from "./difference.ts";
import { BASELINES, MAIN_SCREENS, visitMainScreens } from "./main-screens.ts";
import { stillLifeOf } from "./still-life.ts";

/** Where what differs is left, to be looked at. */
const LEFT = ".cache/visual";

/** A code may have changed while the picture was taken. */
const TRIES = 3;

it("the main screens look as they did, light and dark", async () => {
  const found: Record<string, string> = {};
  let count = 0;
  await visitMainScreens(async (page, name) => {
    count++;
    const path = join(BASELINES, `${name}.png`);
    if (!existsSync(path)) {
      found[name] = "there is no baseline";
      return;
    }
    const baseline = PNG.sync.read(readFileSync(path));
    for (let tries = 1; tries <= TRIES; tries++) {
      const now = await stillLifeOf(page);
      const { what, picture } = differenceOf(baseline, now);
      if (what === null) return;
      if (tries < TRIES) continue;
      found[name] = what;
      mkdirSync(LEFT, { recursive: true });
      writeFileSync(join(LEFT, `${name}-now.png`), PNG.sync.write(now));
      if (picture !== null) writeFileSync(join(LEFT, `${name}.png`), PNG.sync.write(picture));
    }
  });
  // What is wanted is taken anew by `npm run pictures -- baselines`, and looked at.
  expect(found).toEqual({});
  expect(count).toBe(2 * MAIN_SCREENS.length);
});
