// Lays out pictures of Waykey with a few words beside them, as stores want them.

import { readFileSync } from "node:fs";
import type { Browser } from "puppeteer";

export type Poster = {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly text: string;
  /** PNG files, the first one in front. */
  readonly shots: readonly Uint8Array[];
  /** How wide each is drawn, CSS pixels. */
  readonly shotWidth: number;
};

/** JPEG, which all stores take. */
const QUALITY = 86;

const LOGO = `data:image/svg+xml;base64,${readFileSync("public/icon.svg").toString("base64")}`;

const STYLE = `
  * { box-sizing: border-box; margin: 0; }
  body { display: flex; align-items: center; overflow: hidden; font-family: "Liberation Sans", Arial, sans-serif;
    background: linear-gradient(135deg, #17695a, #0c3d35); color: #fff; width: 100vw; height: 100vh; }
  .words { flex: 1 1 0; min-width: 0; padding: 0 4vw; }
  .brand { display: flex; align-items: center; gap: .4em; font-size: 4vh; font-weight: 700; margin-bottom: 4vh; }
  .brand img { width: 1.5em; height: 1.5em; border-radius: .3em; box-shadow: 0 0 0 2px #ffffff40; }
  h1 { font-size: 6.4vh; line-height: 1.15; letter-spacing: -.01em; text-wrap: balance; }
  p { font-size: 3.2vh; line-height: 1.4; margin-top: 3vh; color: #d8efe8; text-wrap: pretty; }
  .shots { display: flex; flex: none; gap: 2vw; align-items: flex-start; height: 100vh; padding: 7vh 4vw 0 0; }
  .shots img { border-radius: 12px; box-shadow: 0 18px 60px #0007; }
  .shots img + img { margin-top: 9vh; }
`;

/** @returns a JPEG file of just that size */
export async function drawPoster(browser: Browser, poster: Poster): Promise<Uint8Array> {
  const { width, height, title, text, shots, shotWidth } = poster;
  const page = await browser.newPage();
  await page.setViewport({ width, height, deviceScaleFactor: 1 });
  const images = shots.map((shot) => {
    const data = Buffer.from(shot).toString("base64");
    return `<img width="${shotWidth}" src="data:image/png;base64,${data}">`;
  });
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>${STYLE}</style>
    <div class="words"><div class="brand"><img src="${LOGO}">Waykey</div>
      <h1>${title}</h1>${text === "" ? "" : `<p>${text}</p>`}</div>
    <div class="shots">${images.join("")}</div>`);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  const picture = await page.screenshot({ type: "jpeg", quality: QUALITY });
  await page.close();
  return picture;
}
