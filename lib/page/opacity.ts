// How much a person sees of an element, and through it, as far as computed styles tell.

import { viewOf } from "./layout.ts";
import { containersOf, type Layer } from "./stacking.ts";

/** An element that shows less than this through what lies before it is not one a person sees. */
const MIN_OPACITY = 0.3;

const PICTURES = /^(img|canvas|video|iframe|object|embed)$/i;
const SHAPES = /^(rect|path|circle|ellipse|polygon|use|image)$/i;

/** Whether it shows through so little that a person does not see it. */
export function isTooFaint(element: Element): boolean {
  return opacityOf(element) < MIN_OPACITY;
}

/** Whether a person sees nothing through it: a picture, a filled shape, or a ground that is not transparent. */
export function isOpaque(layer: Layer): boolean {
  if (!isShown(layer)) return false;
  const { element, pseudo, style } = layer;
  if (pseudo === "" && PICTURES.test(element.tagName)) return true;
  if (pseudo === "" && isInDrawing(element)) return isFilled(layer);
  if (pseudo !== "" && style.content.includes("url(")) return true;
  const behind = style.getPropertyValue("backdrop-filter");
  if (behind !== "" && behind !== "none") return true;
  return alphaOfImage(style.backgroundImage) >= MIN_OPACITY || isSolid(style.backgroundColor);
}

/** Whether what there is of it is seen. */
export function isShown({ element, pseudo, style }: Layer): boolean {
  if (style.visibility !== "visible") return false;
  return opacityOf(element) * (pseudo === "" ? 1 : shareOf(style)) >= MIN_OPACITY;
}

/** Whether a computed color hides what is below it. */
export function isSolid(color: string): boolean {
  return alphaOf(color) >= MIN_OPACITY;
}

/** Of an SVG picture all but itself, which may have a ground as any other element. */
function isInDrawing(element: Element): boolean {
  return "ownerSVGElement" in element && element.ownerSVGElement !== null;
}

function isFilled({ element, style }: Layer): boolean {
  if (!SHAPES.test(element.tagName)) return false;
  const fill = style.getPropertyValue("fill");
  const share = numberOr(style.getPropertyValue("fill-opacity"), 1);
  return fill !== "none" && share * (fill.startsWith("url(") ? 1 : alphaOf(fill)) >= MIN_OPACITY;
}

/** A picture is opaque, a gradient is what its strongest color is. */
function alphaOfImage(image: string): number {
  if (image === "none" || image === "") return 0;
  const colors = image.match(/\b(rgba?|color|hsla?|oklch|oklab|lab|lch)\([^()]*\)/g) ?? [];
  return image.includes("url(") || colors.length === 0 ? 1 : Math.max(...colors.map(alphaOf));
}

/** Of a computed color: `rgb(…)` is opaque, `rgba(…, a)` and `color(… / a)` say. */
function alphaOf(color: string): number {
  if (color === "transparent" || color === "") return 0;
  const alpha = /(?:\/\s*|rgba\((?:[^,]*,){3}\s*)([\d.]+)(%?)/.exec(color);
  if (alpha === null) return 1;
  return numberOr(alpha[1] ?? "", 1) / (alpha[2] === "%" ? 100 : 1);
}

/** Of the element and all that it lies in, as one; `opacity()` filters and masks included. */
function opacityOf(element: Element): number {
  let opacity = 1;
  for (const each of containersOf(element)) {
    opacity *= shareOf(viewOf(each).getComputedStyle(each));
  }
  return opacity;
}

/** How much of itself a thing of that style shows. */
function shareOf(style: CSSStyleDeclaration): number {
  let opacity = numberOr(style.opacity, 1);
  for (const [, value = "1", unit] of (style.filter ?? "").matchAll(/opacity\(([\d.]+)(%?)\)/g)) {
    opacity *= numberOr(value, 1) / (unit === "%" ? 100 : 1);
  }
  const mask = style.getPropertyValue("mask-image");
  return mask === "" || mask === "none" ? opacity : opacity * alphaOfImage(mask);
}

function numberOr(text: string, otherwise: number): number {
  const number = Number.parseFloat(text);
  return Number.isNaN(number) ? otherwise : number;
}
