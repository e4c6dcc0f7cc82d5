// What a person can see of an element. The rest of lib/page asks through this type, so that tests can
// answer where there is no layout.

export type Sight = {
  readonly isVisible: (element: Element) => boolean;
  /** Nothing else lies over its centre; true where the centre is outside the window's view. */
  readonly isUncovered: (element: Element) => boolean;
  /** Scrolls it to the middle of the view, then looks whether a click there would reach it. */
  readonly bringToView: (element: Element) => boolean;
  /** CSS pixels. */
  readonly sizeOf: (element: Element) => { readonly width: number; readonly height: number };
};

/** Judges by the browser's own layout. */
export function layoutSight(window: Window & typeof globalThis): Sight {
  return {
    isVisible: (element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    isUncovered: (element) => isUncovered(window, element),
    bringToView: (element) => {
      // Not smoothly, whatever the page's style says: it must be there now.
      element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      return isInView(window, element) && isUncovered(window, element);
    },
    sizeOf: (element) => element.getBoundingClientRect(),
  };
}

function isUncovered(window: Window & typeof globalThis, element: Element): boolean {
  const box = element.getBoundingClientRect();
  if (box.width < 4 || box.height < 4) return false;
  if (box.right + window.scrollX <= 0 || box.bottom + window.scrollY <= 0) return false;
  if (!isInView(window, element)) return true;
  const { x, y } = centreOf(element);
  const root = element.getRootNode();
  const hit = (root instanceof window.ShadowRoot ? root : window.document).elementFromPoint(x, y);
  if (hit === null) return false;
  return element.contains(hit) || isLabelOf(window, hit, element);
}

function centreOf(element: Element): { readonly x: number; readonly y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

function isInView(window: Window, element: Element): boolean {
  const { x, y } = centreOf(element);
  return x >= 0 && y >= 0 && x < window.innerWidth && y < window.innerHeight;
}

function isLabelOf(window: Window & typeof globalThis, hit: Element, element: Element): boolean {
  const label = hit.closest("label");
  if (label === null) return false;
  return (
    label.contains(element) ||
    (element instanceof window.HTMLInputElement && label.control === element)
  );
}
