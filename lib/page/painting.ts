// What the browser paints over and around an element, as far as computed styles tell: how faint it is, and
// whether something lies over it that a look by points does not find.

import { containerOf, viewOf } from "./layout.ts";

/** So much of it is hidden by what hides it. */
const MIN_COVER = 0.9;

/** An element that shows less than this through what lies before it is not one a person sees. */
const MIN_OPACITY = 0.3;

/** Whether it shows through so little that a person does not see it. */
export function isTooFaint(element: Element): boolean {
  return opacityOf(element) < MIN_OPACITY;
}

/**
 * Whether something that lets clicks through is painted over it, which a look by points does not find. Only
 * what hides nearly all of it counts: labels and icons that lie in fields let clicks through as well.
 */
export function isPaintedOver(element: Element): boolean {
  const view = viewOf(element);
  const box = element.getBoundingClientRect();
  for (const other of everyElement(element.ownerDocument)) {
    const hides = covers(other.getBoundingClientRect(), box) && !isRelated(other, element);
    if (hides && isOpaque(other) && isAbove(other, element)) return true;
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

/** Whether `over` takes in at least 90 % of the area of `box`. */
function covers(over: DOMRect, box: DOMRect): boolean {
  const width = Math.min(over.right, box.right) - Math.max(over.left, box.left);
  const height = Math.min(over.bottom, box.bottom) - Math.max(over.top, box.top);
  return width > 0 && height > 0 && width * height >= MIN_COVER * box.width * box.height;
}

/** One lies in the other, out of shadow roots too. */
function isRelated(other: Element, element: Element): boolean {
  if (element.contains(other)) return true;
  for (let each: Element | null = element; each !== null; each = containerOf(each)) {
    if (each === other) return true;
  }
  return false;
}

/** Whether a person sees nothing through it: a picture, or a ground that is not transparent. */
function isOpaque(element: Element): boolean {
  const style = viewOf(element).getComputedStyle(element);
  if (style.pointerEvents !== "none" || style.visibility !== "visible") return false;
  if (isTooFaint(element)) return false;
  if (/^(img|canvas|video|svg|iframe|object|embed)$/i.test(element.tagName)) return true;
  return style.backgroundImage !== "none" || alphaOf(style.backgroundColor) >= MIN_OPACITY;
}

/** Of a computed colour: `rgb(…)` is opaque, `rgba(…, a)` and `color(… / a)` say. */
function alphaOf(color: string): number {
  if (color === "transparent" || color === "") return 0;
  const alpha = /(?:\/\s*|rgba\((?:[^,]*,){3}\s*)([\d.]+)(%?)/.exec(color);
  if (alpha === null) return 1;
  return numberOr(alpha[1] ?? "", 1) / (alpha[2] === "%" ? 100 : 1);
}

/** By the order of painting, as far as styles tell: later and positioned things lie above. */
function isAbove(other: Element, element: Element): boolean {
  const level = levelOf(other, element);
  const own = levelOf(element, other) ?? 0;
  if (level === null) return false;
  const [here, there] = [outermostOf(element), outermostOf(other)];
  const follows = here.compareDocumentPosition(there) & Node.DOCUMENT_POSITION_FOLLOWING;
  return level === own ? follows !== 0 : level > own;
}

/** The element of the document that it lies in, out of every shadow root; itself where it lies in none. */
function outermostOf(element: Element): Element {
  const root = element.getRootNode();
  return root instanceof viewOf(element).ShadowRoot ? outermostOf(root.host) : element;
}

/**
 * The `z-index` of what positions an element within what it and `rival` both lie in, 0 where that names
 * none; null where nothing positions it.
 */
function levelOf(element: Element, rival: Element): number | null {
  let level: number | null = null;
  for (let each: Element | null = element; each !== null; each = containerOf(each)) {
    if (each.contains(rival)) break;
    const { position, transform, zIndex } = viewOf(each).getComputedStyle(each);
    if (position !== "static" || transform !== "none") level = numberOr(zIndex, 0);
  }
  return level;
}

/** Of the element and all that it lies in, as one; `opacity()` filters included. */
function opacityOf(element: Element): number {
  let opacity = 1;
  for (let each: Element | null = element; each !== null; each = containerOf(each)) {
    const style = viewOf(each).getComputedStyle(each);
    opacity *= numberOr(style.opacity, 1);
    for (const [, value = "1", unit] of (style.filter ?? "").matchAll(/opacity\(([\d.]+)(%?)\)/g)) {
      opacity *= numberOr(value, 1) / (unit === "%" ? 100 : 1);
    }
  }
  return opacity;
}

function numberOr(text: string, otherwise: number): number {
  const number = Number.parseFloat(text);
  return Number.isNaN(number) ? otherwise : number;
}
