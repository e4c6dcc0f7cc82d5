// What a person can see of an element, through every frame of the page's own origin that it lies in. The
// rest of lib/page asks through this type, so that tests can answer where there is no layout.

import { pointsIn } from "./boxes.ts";
import { containerOf, outerOf, type Point, viewOf } from "./layout.ts";
import { isTooFaint } from "./opacity.ts";
import { isPaintedOver } from "./painting.ts";
import type { ShadowRootOf } from "./runtime.ts";
import { shownShare } from "./shown-share.ts";

export type Sight = {
  readonly isVisible: (element: Element) => boolean;
  /** Nothing else lies over its centre; true where the centre is outside the window's view. */
  readonly isUncovered: (element: Element) => boolean;
  /** Scrolls it to the middle of the view, then looks whether a click there would reach it. */
  readonly bringToView: (element: Element) => boolean;
  /** Whether anything hides one of them that a click does not find. Costs a walk over all of the page. */
  readonly isPaintedOver: (elements: readonly Element[]) => boolean;
  /** CSS pixels. */
  readonly sizeOf: (element: Element) => { readonly width: number; readonly height: number };
};

const MIN_SIDE = 4;

/** Of a field's area so much must be in view, out of frames and boxes that are scrolled or cut it off. */
const MIN_SHOWN = 0.5;
const COLUMNS = 7;
const ROWS = 3;

/** Judges by the browser's own layout. */
export function layoutSight(shadowRootOf: ShadowRootOf): Sight {
  return {
    isVisible: (element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    isUncovered,
    bringToView: (element) => {
      // Not smoothly, whatever the page's style says: it must be there now.
      element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const centre = centreOf(element);
      return (
        isInView(element, centre) &&
        isUncovered(element) &&
        isReachedAt(element, centre) &&
        shownShare(element) >= MIN_SHOWN &&
        reachedShare(element) >= MIN_SHOWN
      );
    },
    isPaintedOver: (elements) => isPaintedOver(elements, shadowRootOf),
    sizeOf: (element) => element.getBoundingClientRect(),
  };
}

function isUncovered(element: Element): boolean {
  const box = element.getBoundingClientRect();
  if (box.width < MIN_SIDE || box.height < MIN_SIDE) return false;
  const view = viewOf(element);
  if (box.right + view.scrollX <= 0 || box.bottom + view.scrollY <= 0) return false;
  if (isTooFaint(element)) return false;
  const centre = centreOf(element);
  if (!isInView(element, centre) || isReachedAt(element, centre)) return true;
  return isScrolledAway(element, centre);
}

/** Whether it lies outside the part that is shown of something that a person can scroll. */
function isScrolledAway(element: Element, { x, y }: Point): boolean {
  const view = viewOf(element);
  for (let each = containerOf(element); each !== null; each = containerOf(each)) {
    if (viewOf(each) !== view) return false;
    const { overflowX, overflowY } = view.getComputedStyle(each);
    const box = each.getBoundingClientRect();
    const scrolls = (overflow: string) => overflow === "auto" || overflow === "scroll";
    if (scrolls(overflowY) && each.scrollHeight > each.clientHeight) {
      if (y < box.top || y >= box.bottom) return true;
    }
    if (scrolls(overflowX) && each.scrollWidth > each.clientWidth) {
      if (x < box.left || x >= box.right) return true;
    }
  }
  return false;
}

function centreOf(element: Element): Point {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/** Whether the point of the element's view is within it, and within every view above. */
function isInView(element: Element, point: Point): boolean {
  const view = viewOf(element);
  const { x, y } = point;
  if (x < 0 || y < 0 || x >= view.innerWidth || y >= view.innerHeight) return false;
  const outer = outerOf(view, point);
  return outer === null || isInView(outer.frame, outer.point);
}

/** Whether a click at that point of its view reaches the element, in every view above too. */
function isReachedAt(element: Element, point: Point): boolean {
  const view = viewOf(element);
  const root = element.getRootNode();
  const scope = root instanceof view.ShadowRoot ? root : element.ownerDocument;
  const hit = scope.elementFromPoint(point.x, point.y);
  if (hit === null || !(element.contains(hit) || isLabelOf(view, hit, element))) return false;
  const outer = outerOf(view, point);
  return outer === null || isReachedAt(outer.frame, outer.point);
}

/** At how many of the points of it that are in view a click reaches it, from 0 to 1. */
function reachedShare(element: Element): number {
  const points = pointsIn(element.getBoundingClientRect(), COLUMNS, ROWS);
  const inView = points.filter((point) => isInView(element, point));
  const reached = inView.filter((point) => isReachedAt(element, point));
  return inView.length === 0 ? 0 : reached.length / inView.length;
}

function isLabelOf(view: Window & typeof globalThis, hit: Element, element: Element): boolean {
  const label = hit.closest("label");
  if (label === null) return false;
  return (
    label.contains(element) ||
    (element instanceof view.HTMLInputElement && label.control === element)
  );
}
