// Whether the browser paints something over an element that a look by points does not find, as far as computed
// styles tell.

import { type Box, isWithin, moved, pointsIn, touches } from "./boxes.ts";
import { clipped } from "./clipping.ts";
import { outerOf, type Point, viewOf } from "./layout.ts";
import { isOpaque, isShown } from "./opacity.ts";
import { boxOfPseudo, pseudoLayersOf } from "./pseudo-elements.ts";
import type { ShadowRootOf } from "./runtime.ts";
import { containersOf, isAbove, type Layer, layerOf } from "./stacking.ts";
import { surroundingsOf } from "./surroundings.ts";

/** So many of the points that it is looked at by are hidden where it counts as covered. */
const MIN_COVER = 0.9;
const COLUMNS = 10;
const ROWS = 4;

/** An element, and what of it counts, in its view. */
type Target = { readonly element: Element; readonly box: Box };

/**
 * Whether something is painted over any of the elements which a look by points does not find: what lets clicks
 * through, and what styles put before, behind or around the content of an element, or several such things together.
 * Only what hides nearly all of one counts: labels and icons that lie in fields let clicks through as well. All are
 * judged in one walk over the document, since that is what it costs.
 */
export function isPaintedOver(elements: readonly Element[], shadowRootOf: ShadowRootOf): boolean {
  return isAnyHidden(
    elements.map((element) => ({ element, box: element.getBoundingClientRect() })),
    shadowRootOf,
  );
}

function isAnyHidden(targets: readonly Target[], shadowRootOf: ShadowRootOf): boolean {
  if (targets.length === 0) return false;
  const documents = new Set(targets.map(({ element }) => element.ownerDocument));
  for (const document of documents) {
    const inside = targets.filter(({ element }) => element.ownerDocument === document);
    if (isAnyHiddenIn(everyElement(document, shadowRootOf), inside)) return true;
  }
  const outside = targets.map(inFrame).filter((target) => target !== null);
  return isAnyHidden(outside, shadowRootOf);
}

/** The frame that it is shown in, of which only its part counts. */
function inFrame({ element, box }: Target): Target | null {
  const outer = outerOf(viewOf(element), { x: box.left, y: box.top });
  if (outer === null) return null;
  const { x, y } = outer.point;
  const shifted = moved(box, { x: x - box.left, y: y - box.top });
  return { element: outer.frame, box: shifted };
}

function isAnyHiddenIn(others: Iterable<Element>, targets: readonly Target[]): boolean {
  const states = targets.map((target) => {
    const seen = pointsIn(target.box, COLUMNS, ROWS);
    return { target, seen, enough: seen.length * (1 - MIN_COVER) };
  });
  for (const other of others) {
    const layers = [layerOf(other), ...pseudoLayersOf(other)];
    const place = other.getBoundingClientRect();
    for (const state of states) {
      for (const hides of layers.flatMap((layer) => coversOf(layer, place, state.target))) {
        state.seen = state.seen.filter((point) => !hides(point));
        if (state.seen.length <= state.enough) return true;
      }
    }
  }
  return false;
}

type Hides = (point: Point) => boolean;

/** What the layer and its surroundings hide of the target. */
function coversOf(layer: Layer, place: Box, { element, box }: Target): readonly Hides[] {
  const at = layer.pseudo === "" ? place : boxOfPseudo(layer, box);
  if (at === null) return [];
  const covers: Hides[] = [];
  if (touches(at, box) && isOver(layer, element)) {
    const painted = clipped(layer, at, at);
    covers.push((point) => isWithin(point, painted));
  }
  for (const { over, hole, isLast } of surroundingsOf(layer.style, at)) {
    if (!touches(over, box) || !isShown(layer) || !isAbove(layer, element, isLast)) continue;
    const painted = clipped(layer, at, over);
    covers.push((point) => isWithin(point, painted) && !isWithin(point, hole));
  }
  return covers;
}

/** In shadow roots too; frames of the same origin are elements like any other. */
function* everyElement(
  root: Document | ShadowRoot,
  shadowRootOf: ShadowRootOf,
): Generator<Element> {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    const inner = shadowRootOf(element);
    if (inner !== null) yield* everyElement(inner, shadowRootOf);
  }
}

function isOver(layer: Layer, element: Element): boolean {
  if (layer.pseudo === "") {
    // A look by points finds the others.
    if (layer.style.pointerEvents !== "none") return false;
    if (isIn(element, layer.element) || isIn(layer.element, element)) return false;
  }
  return isOpaque(layer) && isAbove(layer, element);
}

/** Through shadow roots and frames too. */
function isIn(element: Element, around: Element): boolean {
  return [...containersOf(element)].includes(around);
}
