// A canvas in the place of the camera, for a page that has not asked for it yet: what it sees can be changed at will.

import type { Page } from "puppeteer";
import { barcodeUrl } from "../../site/barcode.ts";

type Filmed = { streams: MediaStream[]; show?: (picture: string) => Promise<void> };

/** Grey, until something is shown to it. */
export async function standInForCamera(page: Page): Promise<void> {
  await page.waitForSelector("video.camera");
  await page.evaluate(() => {
    const filmed = globalThis as unknown as Filmed;
    filmed.streams = [];
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 480];
    const context = canvas.getContext("2d");
    let drawn: HTMLImageElement | null = null;
    const draw = () => {
      if (context === null) return;
      context.fillStyle = drawn === null ? "#888" : "#fff";
      context.fillRect(0, 0, 640, 480);
      if (drawn !== null) context.drawImage(drawn, 150, 80);
    };
    setInterval(draw, 50);
    draw();
    filmed.show = async (picture) => {
      drawn = new Image();
      drawn.src = picture;
      await drawn.decode();
    };
    navigator.mediaDevices.getUserMedia = async () => {
      const stream = canvas.captureStream(20);
      filmed.streams.push(stream);
      return stream;
    };
  });
}

/** A QR code of that text, from now on. */
export function showToCamera(page: Page, text: string): Promise<void> {
  return page.evaluate(
    (picture) => (globalThis as unknown as Filmed).show?.(picture),
    barcodeUrl(text, "png"),
  ) as Promise<void>;
}

/** The browser's answer to whoever asks for the camera is that error. */
export async function refuseCamera(page: Page, name: string): Promise<void> {
  await page.waitForSelector("video.camera");
  await page.evaluate((given) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", given));
  }, name);
}
