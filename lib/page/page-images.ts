// Pictures of the page that may hold a barcode, as PNG data URLs on a white ground: images of the page
// itself, canvases and inline SVG. A picture from another origin cannot be read and is left out.

import { type Picture, squarePictures } from "./square-pictures.ts";
import type { Sight } from "./sight.ts";

const MAX_PICTURES = 16;
const MAX_LENGTH = 4 * 1024 * 1024;
/** Small codes are drawn larger: a reader wants several pixels for each module. */
const MIN_SIDE = 400;
const MAX_SIDE = 1600;
const SVG_DATA = /^data:image\/svg\+xml[^,]*,/i;

export async function readPageImages(
  window: Window & typeof globalThis,
  sight: Sight,
): Promise<string[]> {
  const images: string[] = [];
  for (const picture of squarePictures(window.document, sight).slice(0, MAX_PICTURES)) {
    const image = await tryDraw(window, picture);
    if (image !== null && image.length <= MAX_LENGTH) images.push(image);
  }
  return images;
}

/** Null for a picture that the browser will not let us read, or that does not load. */
async function tryDraw(
  window: Window & typeof globalThis,
  picture: Picture,
): Promise<string | null> {
  try {
    return draw(window, await drawableOf(window, picture), picture);
  } catch (error) {
    if (error instanceof window.DOMException || error instanceof Error) return null;
    throw error;
  }
}

async function drawableOf(
  window: Window & typeof globalThis,
  { element, width, height }: Picture,
): Promise<CanvasImageSource> {
  // By their names: what lies in a frame is of that frame's own kinds.
  if (isSvg(element)) {
    return loadSvg(window, element.cloneNode(true) as SVGSVGElement, width, height);
  }
  if ("src" in element && SVG_DATA.test(element.src)) {
    const text = decodeDataUrl(window, element.src);
    const { documentElement } = new window.DOMParser().parseFromString(text, "image/svg+xml");
    return loadSvg(window, documentElement, width, height);
  }
  return element;
}

function isSvg(element: Picture["element"]): element is SVGSVGElement {
  return element.tagName.toLowerCase() === "svg";
}

/** An SVG needs a size of its own to be drawn in every browser. */
async function loadSvg(
  window: Window & typeof globalThis,
  svg: Element,
  width: number,
  height: number,
): Promise<HTMLImageElement> {
  const { side, ratio } = target(width, height);
  if (!svg.hasAttribute("viewBox")) {
    const [ownWidth, ownHeight] = ["width", "height"].map((name) =>
      Number.parseFloat(svg.getAttribute(name) ?? ""),
    );
    if (ownWidth !== undefined && ownHeight !== undefined && ownWidth > 0 && ownHeight > 0) {
      svg.setAttribute("viewBox", `0 0 ${ownWidth} ${ownHeight}`);
    }
  }
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("width", String(side));
  svg.setAttribute("height", String(Math.round(side * ratio)));
  const text = new window.XMLSerializer().serializeToString(svg);
  const image = new window.Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  return image;
}

function draw(
  window: Window & typeof globalThis,
  source: CanvasImageSource,
  { width, height }: Picture,
): string | null {
  const { side, ratio } = target(width, height);
  const canvas = window.document.createElement("canvas");
  canvas.width = side;
  canvas.height = Math.round(side * ratio);
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

function target(width: number, height: number): { side: number; ratio: number } {
  const scale = Math.max(1, Math.ceil(MIN_SIDE / Math.min(width, height)));
  return { side: Math.min(MAX_SIDE, Math.round(width * scale)), ratio: height / width };
}

function decodeDataUrl(window: Window & typeof globalThis, url: string): string {
  const comma = url.indexOf(",");
  const data = url.slice(comma + 1);
  if (!/;base64$/i.test(url.slice(0, comma))) return decodeURIComponent(data);
  const binary = window.atob(decodeURIComponent(data));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
