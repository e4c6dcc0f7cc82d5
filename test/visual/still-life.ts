// A screen as a picture that is the same on every machine: one pinned font in place of the machine's own, nothing that
// moves, no day and no number that is another tomorrow, and half the size, in which the edges of letters and lines, drawn
// a little differently by each machine, weigh little.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PNG } from "pngjs";
import type { Page } from "puppeteer";

const FONT = readFileSync(
  createRequire(import.meta.url).resolve(
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  ),
).toString("base64");

/** CSS pixels: more than what a window shows is left out. */
const MAX_HEIGHT = 900;

/** As little of letters as may be is left to the machine. */
export const STILL_ARGUMENTS = [
  "--font-render-hinting=none",
  "--disable-lcd-text",
  "--force-color-profile=srgb",
  "--force-device-scale-factor=1",
  "--hide-scrollbars",
] as const;

/** Runs in the page. */
async function stillen(font: string): Promise<void> {
  const bytes = Uint8Array.from(atob(font), (each) => each.charCodeAt(0));
  const face = new FontFace("Still", bytes, { weight: "100 900" });
  document.fonts.add(await face.load());
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    *, *::before, *::after {
      animation: none !important;
      transition: none !important;
      caret-color: transparent !important;
      font-family: "Still" !important;
    }
    .countdown, .code-next { visibility: hidden !important; }
    /* It makes room for the next one in the last seconds. */
    .code { transform: none !important; }
  `);
  document.adoptedStyleSheets.push(sheet);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue ?? "";
    const still =
      node.parentElement?.closest(".code") === null
        ? text.replaceAll(/\b[A-Z][a-z]{2} \d{1,2}, \d{4}\b/g, "Jan 1, 2000")
        : text.replaceAll(/\d/g, "0");
    if (still !== text) node.nodeValue = still;
  }
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

/** The screen, from its top, stilled; the page is of no other use afterwards than to be stilled again. */
export async function stillLifeOf(page: Page): Promise<PNG> {
  await page.evaluate(stillen, FONT);
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, MAX_HEIGHT) };
  return halved(PNG.sync.read(Buffer.from(await page.screenshot({ clip }))));
}

/** Each pixel the mean of four. */
function halved(picture: PNG): PNG {
  const half = new PNG({ width: picture.width >> 1, height: picture.height >> 1 });
  const row = picture.width * 4;
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        const at = 2 * y * row + 8 * x + channel;
        const of = (offset: number) => picture.data[at + offset] ?? 0;
        const mean = (of(0) + of(4) + of(row) + of(row + 4)) / 4;
        half.data[(y * half.width + x) * 4 + channel] = Math.round(mean);
      }
    }
  }
  return half;
}
