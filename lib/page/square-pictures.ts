// The pictures of a page that have the shape and size of a barcode, largest first.

import type { Sight } from "./sight.ts";
import { forEachVisible } from "./visible-tree.ts";

const MIN_SIDE = 80;
const MAX_RATIO = 1.25;

export type Picture = {
  readonly element: HTMLImageElement | HTMLCanvasElement | SVGSVGElement;
  readonly width: number;
  readonly height: number;
};

export function squarePictures(document: Document, sight: Sight): Picture[] {
  const pictures: Picture[] = [];
  forEachVisible(document, sight, (element) => {
    if (!isPicture(element)) return;
    const { width, height } = sight.sizeOf(element);
    const [short, long] = width < height ? [width, height] : [height, width];
    if (short >= MIN_SIDE && long <= short * MAX_RATIO) pictures.push({ element, width, height });
  });
  return pictures.toSorted((a, b) => b.width * b.height - a.width * a.height);
}

function isPicture(element: Element): element is Picture["element"] {
  const tag = element.tagName.toLowerCase();
  return tag === "img" || tag === "canvas" || (tag === "svg" && element.parentElement !== null);
}
