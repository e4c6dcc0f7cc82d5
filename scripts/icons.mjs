// Draws public/icon.svg into the PNG files that browsers want, with a headless Chromium. Run it
// after changing the drawing: `node scripts/icons.mjs`. The browser is taken from WAYKEY_CHROMIUM,
// else from /usr/bin/chromium.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { launch } from "puppeteer";

const SIZES = [16, 32, 48, 96, 128];

const root = new URL("../", import.meta.url);
const svg = await readFile(new URL("public/icon.svg", root), "utf8");
const folder = new URL("public/icon/", root);
await mkdir(folder, { recursive: true });

const browser = await launch({
  executablePath: process.env["WAYKEY_CHROMIUM"] ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
  ],
});
try {
  const page = await browser.newPage();
  for (const size of SIZES) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    );
    const png = await page.screenshot({ omitBackground: true });
    await writeFile(new URL(`${size}.png`, folder), png);
  }
} finally {
  await browser.close();
}
