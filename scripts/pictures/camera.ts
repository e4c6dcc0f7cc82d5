// Takes pictures of parts of pages for the set-up guides, with what is to be pressed ringed, as WebP files,
// which the browser itself makes.

import type { ElementHandle, Page, ScreenshotClip } from "puppeteer";
import { until } from "../../test/e2e/rig/until.ts";

/** CSS pixels; the guides show all pictures of that width at the same size. */
const WIDTH = 380;
/** Higher than all that is taken. */
const HEIGHT = 1600;
const PIXELS_PER_CSS_PIXEL = 1.5;
const MARGIN = 12;
/** Of WebP: letters stay clear in a third of the bytes that no loss would take. */
const QUALITY = 0.8;

export type Shot = {
  /** What the picture shows: all that these name, from the first to the last. */
  readonly of: readonly string[];
  /** The text of the control to be ringed; none: nothing is. */
  readonly ring?: string;
  /** At most so high, CSS pixels. */
  readonly height?: number;
};

export class Camera {
  readonly #darkroom: Page;
  readonly #taken = new Map<string, Uint8Array>();

  /** @param darkroom a page that is not used for anything else */
  constructor(darkroom: Page) {
    this.#darkroom = darkroom;
  }

  /** The WebP file of each picture, by its name. */
  get taken(): ReadonlyMap<string, Uint8Array> {
    return this.#taken;
  }

  async take(page: Page, name: string, shot: Shot): Promise<void> {
    await page.setViewport({
      width: WIDTH,
      height: HEIGHT,
      deviceScaleFactor: PIXELS_PER_CSS_PIXEL,
    });
    const unring = await ring(page, shot.ring);
    // Waykey's prompt takes no answer for a moment after it was moved.
    await until("the buttons to be ready", () =>
      page.evaluate(() => document.querySelector(".button-primary:disabled") === null),
    );
    const clip = await clipOf(page, shot);
    const png = await page.screenshot({
      clip,
      encoding: "base64",
      // It would change the window's size, at which the prompt takes no answer again.
      captureBeyondViewport: false,
    });
    await unring();
    this.#taken.set(name, Buffer.from(await toWebp(this.#darkroom, png), "base64"));
  }
}

async function clipOf(page: Page, { of, height = HEIGHT }: Shot): Promise<ScreenshotClip> {
  const edges = await page.evaluate((selectors) => {
    const found = selectors.flatMap((selector) => [...document.querySelectorAll(selector)]);
    if (found.length === 0) throw new Error(`Nothing is ${selectors.join(", ")}`);
    found[0]?.scrollIntoView({ block: "center" });
    const boxes = found.map((each) => each.getBoundingClientRect());
    return {
      top: scrollY + Math.min(...boxes.map((box) => box.top)),
      bottom: scrollY + Math.max(...boxes.map((box) => box.bottom)),
    };
  }, of);
  const y = Math.max(0, Math.floor(edges.top) - MARGIN);
  return { x: 0, y, width: WIDTH, height: Math.min(height, Math.ceil(edges.bottom) + MARGIN - y) };
}

/** Resolves with the way to take the ring away. */
async function ring(page: Page, text: string | undefined): Promise<() => Promise<void>> {
  if (text === undefined) return () => Promise.resolve();
  const control = await until(`"${text}" to be ringed`, () => controlOf(page, text));
  await control.evaluate((node) => {
    // What has the focus has a ring of its own.
    (document.activeElement as HTMLElement | null)?.blur();
    node.style.outline = "3px solid #c2410c";
    node.style.outlineOffset = "3px";
  });
  return () => control.evaluate((node) => node.removeAttribute("style"));
}

/** What can be seen and pressed by that name; null if there is nothing of the kind. */
async function controlOf(page: Page, text: string): Promise<ElementHandle<HTMLElement> | null> {
  const control = await page.evaluateHandle((wanted) => {
    const all = [...document.querySelectorAll<HTMLElement>("button:enabled, a, summary")];
    return all.find(
      (each) =>
        each.checkVisibility() &&
        (each.getAttribute("aria-label") === wanted || each.textContent.trim() === wanted),
    );
  }, text);
  return control.asElement() as ElementHandle<HTMLElement> | null;
}

/** @param png base64, as the answer */
function toWebp(page: Page, png: string): Promise<string> {
  return page.evaluate(
    async (data, quality) => {
      const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext("2d")?.drawImage(image, 0, 0);
      const webp = await canvas.convertToBlob({ type: "image/webp", quality });
      const written = new Uint8Array(await webp.arrayBuffer());
      return btoa(Array.from(written, (each) => String.fromCharCode(each)).join(""));
    },
    png,
    QUALITY,
  );
}
