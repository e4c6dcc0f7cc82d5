// How much of an element is in view: what frames, and boxes that are scrolled or cut off what they hold,
// leave of it.

import { type Box, cut, isWithin, moved } from "./boxes.ts";
import { containerOf, outerOf, type Point, viewOf } from "./layout.ts";

/** How much of an element's area is in view, from 0 to 1, where its centre is. */
export function shownShare(element: Element): number {
  const { width, height } = element.getBoundingClientRect();
  const area = width * height;
  if (area === 0) return 0;
  let view = viewOf(element);
  let shown = boxOf(element);
  for (let each = containerOf(element); each !== null; each = containerOf(each)) {
    const outside = viewOf(each);
    if (outside !== view) {
      shown = cut(shown, { left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight });
      const corner = outerOf(view, { x: 0, y: 0 })?.point ?? { x: 0, y: 0 };
      shown = moved(shown, corner);
      view = outside;
    }
    const { overflowX, overflowY } = outside.getComputedStyle(each);
    const box = boxOf(each);
    // What is positioned can lie outside of what it lies in, and be seen there.
    if (overflowX === "visible" && overflowY === "visible") continue;
    if (isWithin(middleOf(shown), box)) shown = cut(shown, box);
  }
  shown = cut(shown, { left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight });
  const sides = [shown.right - shown.left, shown.bottom - shown.top] as const;
  return (Math.max(0, sides[0]) * Math.max(0, sides[1])) / area;
}

function boxOf(element: Element): Box {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { left, top, right, bottom };
}

function middleOf({ left, top, right, bottom }: Box): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}
