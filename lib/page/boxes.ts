// Rectangles of a view, in CSS pixels from its upper left corner.

import type { Point } from "./layout.ts";

export type Box = Pick<DOMRect, "left" | "top" | "right" | "bottom">;

export function isWithin({ x, y }: Point, { left, top, right, bottom }: Box): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** Whether they have more than an edge in common. */
export function touches(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

/** What lies in both; turned inside out where nothing does. */
export function cut(box: Box, by: Box): Box {
  return {
    left: Math.max(box.left, by.left),
    top: Math.max(box.top, by.top),
    right: Math.min(box.right, by.right),
    bottom: Math.min(box.bottom, by.bottom),
  };
}

export function moved({ left, top, right, bottom }: Box, { x, y }: Point): Box {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

export function grown({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** The middles of as many cells of one size, row by row. */
export function pointsIn(
  { left, top, right, bottom }: Box,
  columns: number,
  rows: number,
): readonly Point[] {
  const at = (from: number, to: number, i: number, count: number): number =>
    from + ((to - from) * (i + 0.5)) / count;
  return Array.from({ length: columns * rows }, (_, i) => ({
    x: at(left, right, i % columns, columns),
    y: at(top, bottom, Math.floor(i / columns), rows),
  }));
}
