// What of a box is painted: boxes cut off what they hold, and `clip-path` what lies outside of it. Where styles do
// not say how much, nothing is taken to be cut off.

import { type Box, cut } from "./boxes.ts";
import { containerOf, viewOf } from "./layout.ts";
import { holdsFixed, isOnTop, type Layer } from "./stacking.ts";

/**
 * What is left of `box`, which the layer paints.
 * @param own the border box of the layer
 */
export function clipped({ element, pseudo, style }: Layer, own: Box, box: Box): Box {
  let left = cutByPath(style, own, box);
  let isFree = pseudo === "" && isOnTop(element);
  let position = style.position;
  let around = pseudo === "" ? containerOf(element) : element;
  for (; around !== null && viewOf(around) === viewOf(element); around = containerOf(around)) {
    const styles = viewOf(around).getComputedStyle(around);
    const border = around.getBoundingClientRect();
    left = cutByPath(styles, border, left);
    // What is positioned goes by the box that it is placed in, past those in between.
    const isPassed =
      !holdsFixed(styles) &&
      (position === "fixed" || (position === "absolute" && styles.position === "static"));
    if (isFree || isPassed) continue;
    if (cutsOff(around, styles)) left = cut(left, border);
    isFree = isOnTop(around);
    ({ position } = styles);
  }
  return left;
}

/** The root and the body hand theirs on to the view. */
function cutsOff(element: Element, { display, overflowX, overflowY }: CSSStyleDeclaration) {
  if (/^(inline|contents)$/.test(display) || /^(html|body)$/i.test(element.tagName)) return false;
  const cuts = (overflow: string) => /hidden|auto|scroll/.test(overflow);
  return cuts(overflowX) && cuts(overflowY);
}

function cutByPath(style: CSSStyleDeclaration, border: Box, box: Box): Box {
  const [, lengths] = /^inset\(([^()]*?)( round [^()]*)?\)$/.exec(style.clipPath ?? "") ?? [];
  if (lengths === undefined) return box;
  const [top = "", right = top, bottom = top, left = right] = lengths.split(" ");
  const width = border.right - border.left;
  const height = border.bottom - border.top;
  const px = (length: string, whole: number): number =>
    Number.parseFloat(length) * (length.endsWith("%") ? whole / 100 : 1);
  return cut(box, {
    left: border.left + px(left, width),
    top: border.top + px(top, height),
    right: border.right - px(right, width),
    bottom: border.bottom - px(bottom, height),
  });
}
