// Pictures of every screen of the tour, light and dark, in English and Spanish, in both browsers: for looking at. They
// lie in .cache/pictures/BROWSER/LANGUAGE/THEME/SCREEN and are committed nowhere.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import type { BrowserKind } from "../../test/e2e/rig/browsers.ts";
import { copyWithWords } from "../../test/e2e/rig/other-words.ts";
import { type Rig, startRig } from "../../test/e2e/rig/rig.ts";
import { isOnPaper, showInTheme, THEMES } from "../../test/e2e/rig/theme.ts";
import { startWorld } from "../../test/e2e/rig/world.ts";
import { takeTour } from "../../test/e2e/tour/tour.ts";
import { readMessageFile } from "../../test/setup/message-file.ts";
import { buildExtension } from "../build-extension.ts";

const SCREENS_FOLDER = join(".cache", "pictures");

const LANGUAGES = ["en", "es"] as const;

/** CSS pixels: what lies further down is left out. */
const MAX_HEIGHT = 4000;

export async function takeScreens(kinds: readonly BrowserKind[]): Promise<void> {
  for (const kind of kinds) {
    buildExtension(kind);
    for (const language of LANGUAGES) await takeLanguage(kind, language);
  }
}

async function takeLanguage(kind: BrowserKind, language: string): Promise<void> {
  const folder = join(SCREENS_FOLDER, kind, language);
  rmSync(folder, { recursive: true, force: true });
  for (const theme of THEMES) mkdirSync(join(folder, theme), { recursive: true });
  const words = readMessageFile(language);
  const extension = copyWithWords(kind, words);
  const world = await startWorld();
  const rig = await startRig(kind, world, { extension });
  let count = 0;
  try {
    await takeTour(rig, words, async (page, screen) => {
      const onPaper = await isOnPaper(page);
      for (const theme of onPaper ? (["light"] as const) : THEMES) {
        if (!onPaper) await showInTheme(rig, page, theme);
        await takePicture(rig, page, join(folder, theme, screen));
        count++;
      }
      if (!onPaper) await showInTheme(rig, page, "light");
    });
  } finally {
    await rig.close();
    await world.close();
    rmSync(extension, { recursive: true, force: true });
  }
  process.stdout.write(`${String(count).padStart(4)} pictures in ${folder}\n`);
}

async function takePicture(rig: Rig, page: Page, path: string): Promise<void> {
  // Firefox writes no WebP here.
  if (rig.kind === "firefox") {
    await page.screenshot({ path: `${path}.png`, fullPage: true });
    return;
  }
  const size = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }));
  const clip = { x: 0, y: 0, width: size.width, height: Math.min(size.height, MAX_HEIGHT) };
  await page.screenshot({ path: `${path}.webp`, quality: 85, clip });
}
