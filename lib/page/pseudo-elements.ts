// Where what styles put before or behind the content of an element lies. The browser tells no box of it, but
// the lengths that it was laid out with. Where these do not say the place, it is taken to be the worst.

import type { Box } from "./boxes.ts";
import { viewOf } from "./layout.ts";
import { containersOf, holdsFixed, isOnTop, type Layer, layerOf } from "./stacking.ts";

/** What of `::before`, `::after` and the ground behind what lies on top of the page is shown. */
export function pseudoLayersOf(element: Element): readonly Layer[] {
  const layers = (["::before", "::after"] as const)
    .map((pseudo) => layerOf(element, pseudo))
    .filter(({ style }) => !/^(none|normal|)$/.test(style.content));
  if (isOnTop(element)) layers.push(layerOf(element, "::backdrop"));
  return layers.filter(({ style }) => style.display !== "none");
}

/**
 * The box of a pseudo-element in CSS pixels of its view; null where it has none, or cannot lie over `box`. One in
 * the flow is taken to lie over all that it has the size for, if anything moves it from its place.
 */
export function boxOfPseudo(layer: Layer, box: Box): Box | null {
  const { element, pseudo, style } = layer;
  if (pseudo === "::backdrop") {
    const { innerWidth: right, innerHeight: bottom } = viewOf(element);
    return { left: 0, top: 0, right, bottom };
  }
  const size = sizeOf(style);
  if (Number.isNaN(size.width) || Number.isNaN(size.height)) return null;
  if (style.position === "absolute" || style.position === "fixed") {
    const origin = originFor(element, style.position);
    const left = numberOf(style.left) + numberOf(style.marginLeft);
    const top = numberOf(style.top) + numberOf(style.marginTop);
    const { x, y, width, height } = transformed(style, { left, top, ...size });
    return {
      left: origin.left + x * origin.scale,
      top: origin.top + y * origin.scale,
      right: origin.left + (x + width) * origin.scale,
      bottom: origin.top + (y + height) * origin.scale,
    };
  }
  if (!isMoved(layer, size)) return null;
  return {
    left: box.left,
    top: box.top,
    right: Math.min(box.right, box.left + size.width),
    bottom: Math.min(box.bottom, box.top + size.height),
  };
}

type Size = { readonly width: number; readonly height: number };

/** With padding and border; not a number where there is no box. */
function sizeOf(style: CSSStyleDeclaration): Size {
  const width = Number.parseFloat(style.width);
  const height = Number.parseFloat(style.height);
  if (style.boxSizing === "border-box") return { width, height };
  const sum = (...lengths: string[]) => lengths.reduce((all, each) => all + numberOf(each), 0);
  return {
    width:
      width +
      sum(style.paddingLeft, style.paddingRight, style.borderLeftWidth, style.borderRightWidth),
    height:
      height +
      sum(style.paddingTop, style.paddingBottom, style.borderTopWidth, style.borderBottomWidth),
  };
}

/** Where the lengths of a positioned pseudo-element of `host` are counted from, and by what factor. */
function originFor(
  host: Element,
  position: string,
): { readonly left: number; readonly top: number; readonly scale: number } {
  const view = viewOf(host);
  for (const each of containersOf(host)) {
    if (viewOf(each) !== view) break;
    const style = view.getComputedStyle(each);
    const isPlaced = position === "absolute" && style.position !== "static";
    if (!isPlaced && !holdsFixed(style)) continue;
    const { left, top, width } = each.getBoundingClientRect();
    const { offsetWidth = 0 } = each as Partial<HTMLElement>;
    const scale = offsetWidth > 0 ? width / offsetWidth : 1;
    const isRoot = each === each.ownerDocument.documentElement;
    return {
      left: left + (each.clientLeft - (isRoot ? 0 : each.scrollLeft)) * scale,
      top: top + (each.clientTop - (isRoot ? 0 : each.scrollTop)) * scale,
      scale,
    };
  }
  if (position === "fixed") return { left: 0, top: 0, scale: 1 };
  return { left: -view.scrollX, top: -view.scrollY, scale: 1 };
}

/** The box around it after its own transformations; in the coordinates of `box`. */
function transformed(
  style: CSSStyleDeclaration,
  { left, top, width, height }: Size & { readonly left: number; readonly top: number },
): { readonly x: number; readonly y: number } & Size {
  if (!hasTransform(style)) return { x: left, y: top, width, height };
  const [originX = 0, originY = 0] = style.transformOrigin.split(" ").map(numberOf);
  const [moveX = "0", moveY = "0"] = valuesOf(style.translate);
  const [scaleX = "1", scaleY = scaleX] = valuesOf(style.scale);
  const matrix = new DOMMatrix()
    .translate(lengthOf(moveX, width), lengthOf(moveY, height))
    .rotate(numberOf(style.rotate))
    .scale(numberOf(scaleX), numberOf(scaleY))
    .multiply(new DOMMatrix(style.transform));
  const corners = [0, width].flatMap((x) =>
    [0, height].map((y) => matrix.transformPoint({ x: x - originX, y: y - originY })),
  );
  const xs = corners.map(({ x }) => x + originX + left);
  const ys = corners.map(({ y }) => y + originY + top);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function hasTransform(style: CSSStyleDeclaration): boolean {
  return [style.transform, style.translate, style.rotate, style.scale].some(
    (value) => !/^(none|)$/.test(value ?? ""),
  );
}

/** Whether one in the flow may lie elsewhere than in a place of its own. */
function isMoved({ element, style }: Layer, { width, height }: Size): boolean {
  if (hasTransform(style)) return true;
  const lengths = [style.top, style.left, style.bottom, style.right].map(numberOf);
  if (style.position !== "static" && lengths.some((each) => each !== 0)) return true;
  const { marginTop, marginRight, marginBottom, marginLeft } = style;
  if ([marginTop, marginRight, marginBottom, marginLeft].some((each) => numberOf(each) < 0)) {
    return true;
  }
  const isPlaced = [style.gridRowStart, style.gridColumnStart].some((at) => !/^(auto|)$/.test(at));
  const { display } = viewOf(element).getComputedStyle(element);
  if (isPlaced && display.includes("grid")) return true;
  const host = element.getBoundingClientRect();
  return style.position !== "static" && (width > host.width + 1 || height > host.height + 1);
}

function valuesOf(text: string | undefined): readonly string[] {
  return text === undefined || text === "none" || text === "" ? [] : text.split(" ");
}

function lengthOf(text: string, whole: number): number {
  return text.endsWith("%") ? (numberOf(text) * whole) / 100 : numberOf(text);
}

function numberOf(text: string): number {
  const number = Number.parseFloat(text);
  return Number.isNaN(number) ? 0 : number;
}
