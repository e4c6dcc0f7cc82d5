// Where elements lie: in what, in which view, and where that view lies in the one above, through every frame
// of the page's own origin.

/** CSS pixels from the upper left corner of a view. */
export type Point = { readonly x: number; readonly y: number };

/** The frame that a view is shown in, and where in the view above a point of it lies. */
export function outerOf(view: Window, point: Point): { frame: Element; point: Point } | null {
  const frame = view.frameElement;
  if (frame === null) return null;
  const box = frame.getBoundingClientRect();
  const style = viewOf(frame).getComputedStyle(frame);
  const x = box.left + frame.clientLeft + Number.parseFloat(style.paddingLeft) + point.x;
  const y = box.top + frame.clientTop + Number.parseFloat(style.paddingTop) + point.y;
  return { frame, point: { x, y } };
}

/** What an element lies in, out of slots, shadow roots and frames of the same origin. */
export function containerOf(element: Element): Element | null {
  const around = element.assignedSlot ?? element.parentElement;
  if (around !== null) return around;
  const view = viewOf(element);
  const root = element.getRootNode();
  return root instanceof view.ShadowRoot ? root.host : view.frameElement;
}

export function viewOf(element: Element): Window & typeof globalThis {
  const view = element.ownerDocument.defaultView;
  if (view === null) throw new RangeError("the element must be in a document that is shown");
  return view;
}
