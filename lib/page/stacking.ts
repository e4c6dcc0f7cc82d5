// In which order the browser paints things that lie over each other, as far as computed styles tell.

import { containerOf, viewOf } from "./layout.ts";

/** Something that is painted: an element, or what its styles put before or behind its content. */
export type Layer = {
  readonly element: Element;
  readonly pseudo: "" | "::before" | "::after" | "::backdrop";
  readonly style: CSSStyleDeclaration;
};

export function layerOf(element: Element, pseudo: Layer["pseudo"] = ""): Layer {
  const style = viewOf(element).getComputedStyle(element, pseudo === "" ? undefined : pseudo);
  return { element, pseudo, style };
}

/** The level of what nothing positions: above the negative ones, below all others. */
const FLOW_LEVEL = -0.5;

/** What makes a level of its own, whatever its position, unless it is at its initial value. */
const LEVEL_MAKERS: readonly (readonly [property: string, initial: string])[] = [
  ["opacity", "1"],
  ["transform", "none"],
  ["translate", "none"],
  ["rotate", "none"],
  ["scale", "none"],
  ["filter", "none"],
  ["backdrop-filter", "none"],
  ["perspective", "none"],
  ["clip-path", "none"],
  ["mask-image", "none"],
  ["mix-blend-mode", "normal"],
  ["isolation", "auto"],
  ["will-change", "auto"],
  ["offset-path", "none"],
  ["transform-style", "flat"],
  ["view-transition-name", "none"],
];

/**
 * Whether the layer is painted after the element, where both are.
 * @param isLast what of the layer is painted after all that is in the flow, as outlines are
 */
export function isAbove(layer: Layer, element: Element, isLast = false): boolean {
  const ours = [...containersOf(element)];
  const theirs = [...containersOf(layer.element)];
  // Of two that lie on top of the page the one that came last is above, which nothing tells.
  if (theirs.some((each) => !ours.includes(each) && isOnTop(each))) return true;
  if (layer.pseudo === "::backdrop") return false;
  if (ours.some((each) => !theirs.includes(each) && isOnTop(each))) return false;
  const level = levelOf(layer, new Set(ours));
  const own = levelOf(layerOf(element), new Set(theirs));
  if (level !== own) return level > own;
  if (level === FLOW_LEVEL && isLast) return true;
  return follows(layer, ours, theirs) && (level !== FLOW_LEVEL || isPaintedWhole(layer));
}

/** Whether it lies in the layer above the whole page. */
export function isOnTop(element: Element): boolean {
  return element.matches(":popover-open, :modal, :fullscreen");
}

/** Whether even what is fixed is placed by this element. */
export function holdsFixed(style: CSSStyleDeclaration): boolean {
  const isSet = (property: string): boolean =>
    !/^(none|normal|auto|)$/.test(style.getPropertyValue(property));
  return (
    ["transform", "translate", "rotate", "scale", "filter", "perspective"].some(isSet) ||
    ["backdrop-filter", "container-type"].some(isSet) ||
    /paint|layout|strict|content/.test(style.contain) ||
    /transform|filter|perspective/.test(style.willChange)
  );
}

/** The element and all that it lies in, from the inside out. */
export function* containersOf(element: Element): Generator<Element> {
  for (let each: Element | null = element; each !== null; each = containerOf(each)) yield each;
}

/** The `z-index` that counts where only what is not in `shared` is looked at, 0 where none is named. */
function levelOf({ element, pseudo, style }: Layer, shared: ReadonlySet<Element>): number {
  let level = FLOW_LEVEL;
  let hasOwn = false;
  const rise = (styles: CSSStyleDeclaration, isItem: boolean): void => {
    const isPlaced = (styles.position || "static") !== "static";
    const index = isPlaced || isItem ? Number.parseInt(styles.zIndex, 10) : Number.NaN;
    if (makesLevel(styles) || !Number.isNaN(index)) {
      level = Number.isNaN(index) ? 0 : index;
      hasOwn = true;
    } else if (isPlaced && !hasOwn) level = 0;
  };
  if (pseudo !== "") rise(style, laysOutItems(element));
  for (const each of containersOf(element)) {
    if (shared.has(each)) break;
    const around = containerOf(each);
    rise(viewOf(each).getComputedStyle(each), around !== null && laysOutItems(around));
  }
  return level;
}

function makesLevel(style: CSSStyleDeclaration): boolean {
  if (style.position === "fixed" || style.position === "sticky") return true;
  if (/paint|layout|strict|content/.test(style.contain)) return true;
  if (/auto|hidden/.test(style.getPropertyValue("content-visibility"))) return true;
  return LEVEL_MAKERS.some(([property, initial]) => {
    const value = style.getPropertyValue(property);
    return value !== "" && value !== initial;
  });
}

function laysOutItems(element: Element): boolean {
  return /flex|grid/.test(viewOf(element).getComputedStyle(element).display);
}

/** In the order of the document, out of every shadow root; each list is from the inside out. */
function follows({ pseudo }: Layer, ours: readonly Element[], theirs: readonly Element[]): boolean {
  const [host] = theirs;
  const isInside = host !== undefined && ours.includes(host);
  if (pseudo !== "" && isInside) return pseudo === "::after" || host === ours[0];
  const shared = theirs.findIndex((each) => ours.includes(each));
  const there = theirs[shared - 1];
  const here = ours[ours.indexOf(theirs[shared] as Element) - 1];
  if (here === undefined || there === undefined) return false;
  return (here.compareDocumentPosition(there) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** Its ground with its content, rather than below the content of what comes before it. */
function isPaintedWhole({ element, pseudo, style }: Layer): boolean {
  const around = pseudo === "" ? containerOf(element) : element;
  if (around !== null && laysOutItems(around)) return true;
  if (pseudo === "" && element.closest("svg") !== null) return true;
  return style.display.startsWith("inline-") || /^(img|canvas|video)$/i.test(element.tagName);
}
