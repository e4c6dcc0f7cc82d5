// What the browser paints over and around an element, as far as computed styles tell: how faint it is, and
// whether something lies over it that a look by points does not find.

import { viewOf } from "./layout.ts";
import { type Box, boxOfPseudo, pseudoLayersOf } from "./pseudo-elements.ts";
import { containersOf, isAbove, type Layer, layerOf } from "./stacking.ts";

/** So much of it is hidden by what hides it. */
const MIN_COVER = 0.9;

/** An element that shows less than this through what lies before it is not one a person sees. */
const MIN_OPACITY = 0.3;

/** Whether it shows through so little that a person does not see it. */
export function isTooFaint(element: Element): boolean {
  return opacityOf(element) < MIN_OPACITY;
}

/**
 * Whether something is painted over it which a look by points does not find: what lets clicks through, and what
 * styles put before or behind the content of an element. Only what hides nearly all of it counts: labels and
 * icons that lie in fields let clicks through as well.
 */
export function isPaintedOver(element: Element): boolean {
  const view = viewOf(element);
  const box = element.getBoundingClientRect();
  const around = new Set(containersOf(element));
  for (const other of everyElement(element.ownerDocument)) {
    if (
      !around.has(other) &&
      covers(other.getBoundingClientRect(), box) &&
      isOver(other, element)
    ) {
      return true;
    }
    if (pseudoLayersOf(other).some((layer) => isPseudoOver(layer, element, box))) return true;
  }
  return view.frameElement !== null && isPaintedOver(view.frameElement);
}

/** In open shadow roots too; frames of the same origin are elements like any other. */
function* everyElement(root: Document | ShadowRoot): Generator<Element> {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    if (element.shadowRoot !== null) yield* everyElement(element.shadowRoot);
  }
}

function isOver(other: Element, element: Element): boolean {
  const layer = layerOf(other);
  // A look by points finds the others.
  if (layer.style.pointerEvents !== "none" || isWithin(other, element)) return false;
  return isOpaque(layer) && isAbove(layer, element);
}

function isPseudoOver(layer: Layer, element: Element, box: DOMRect): boolean {
  if (!isOpaque(layer)) return false;
  const place = boxOfPseudo(layer, box);
  return place !== null && covers(place, box) && isAbove(layer, element);
}

/** Whether `over` takes in at least 90 % of the area of `box`. */
function covers(over: Box, box: DOMRect): boolean {
  const width = Math.min(over.right, box.right) - Math.max(over.left, box.left);
  const height = Math.min(over.bottom, box.bottom) - Math.max(over.top, box.top);
  return width > 0 && height > 0 && width * height >= MIN_COVER * box.width * box.height;
}

function isWithin(other: Element, element: Element): boolean {
  return [...containersOf(other)].includes(element);
}

/** Whether a person sees nothing through it: a picture, or a ground that is not transparent. */
function isOpaque({ element, pseudo, style }: Layer): boolean {
  if (style.visibility !== "visible") return false;
  const own = pseudo === "" ? 1 : shareOf(style);
  if (opacityOf(element) * own < MIN_OPACITY) return false;
  const pictures = /^(img|canvas|video|svg|iframe|object|embed)$/i;
  if (pseudo === "" ? pictures.test(element.tagName) : style.content.includes("url(")) return true;
  return (
    alphaOfImage(style.backgroundImage) >= MIN_OPACITY ||
    alphaOf(style.backgroundColor) >= MIN_OPACITY
  );
}

/** A picture is opaque, a gradient is what its strongest colour is. */
function alphaOfImage(image: string): number {
  if (image === "none" || image === "") return 0;
  const colors = image.match(/\b(rgba?|color|hsla?|oklch|oklab|lab|lch)\([^()]*\)/g) ?? [];
  return image.includes("url(") || colors.length === 0 ? 1 : Math.max(...colors.map(alphaOf));
}

/** Of a computed colour: `rgb(…)` is opaque, `rgba(…, a)` and `color(… / a)` say. */
function alphaOf(color: string): number {
  if (color === "transparent" || color === "") return 0;
  const alpha = /(?:\/\s*|rgba\((?:[^,]*,){3}\s*)([\d.]+)(%?)/.exec(color);
  if (alpha === null) return 1;
  return numberOr(alpha[1] ?? "", 1) / (alpha[2] === "%" ? 100 : 1);
}

/** Of the element and all that it lies in, as one; `opacity()` filters included. */
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
  return opacity;
}

function numberOr(text: string, otherwise: number): number {
  const number = Number.parseFloat(text);
  return Number.isNaN(number) ? otherwise : number;
}
