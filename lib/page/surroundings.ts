// What styles paint around the box of an element: its shadows and its outline. They take no clicks.

import { type Box, grown, moved } from "./boxes.ts";
import { isSolid } from "./opacity.ts";

export type Surrounding = {
  readonly over: Box;
  /** Within this it paints nothing. */
  readonly hole: Box;
  /** Painted after all that is in the flow. */
  readonly isLast: boolean;
};

/** @param box the border box of what has the style */
export function surroundingsOf(style: CSSStyleDeclaration, box: Box): readonly Surrounding[] {
  const found: Surrounding[] = [];
  if (style.outlineStyle !== "none" && isSolid(style.outlineColor)) {
    const hole = grown(box, Number.parseFloat(style.outlineOffset) || 0);
    const width = Number.parseFloat(style.outlineWidth) || 0;
    if (width > 0) found.push({ over: grown(hole, width), hole, isLast: true });
  }
  if (style.boxShadow === "none") return found;
  for (const shadow of style.boxShadow.split(/,(?![^()]*\))/)) {
    const color = /^\s*(\w+\([^()]*\)|\w+)/.exec(shadow)?.[1] ?? "";
    const [x, y, , spread] = [...shadow.matchAll(/(-?[\d.]+)px/g)].map(([, px]) => Number(px));
    if (x === undefined || y === undefined || /\binset\b/.test(shadow) || !isSolid(color)) continue;
    found.push({ over: moved(grown(box, spread ?? 0), { x, y }), hole: box, isLast: false });
  }
  return found;
}
