// Stands in for layout in a DOM without any: `hidden`, `display: none` and closed details are hidden,
// `data-covered` is covered, `data-out-of-reach` is so once scrolled to, `data-painted` is
// painted over, width and height attributes are sizes.

import type { Sight } from "../../../lib/page/sight.ts";

export const fakeSight: Sight = {
  isVisible: (element) =>
    element.closest('[hidden], [style*="display:none"], [style*="display: none"]') === null &&
    !(element.tagName !== "SUMMARY" && element.parentElement?.closest("details:not([open])")),
  isUncovered: (element) => !element.hasAttribute("data-covered"),
  bringToView: (element) => !element.hasAttribute("data-out-of-reach"),
  isPaintedOver: (elements) => elements.some((element) => element.hasAttribute("data-painted")),
  sizeOf: (element) => ({
    width: Number(element.getAttribute("width") ?? 0),
    height: Number(element.getAttribute("height") ?? 0),
  }),
};

/** Puts a body into the test's document. */
export function show(html: string, title = ""): void {
  document.title = title;
  document.body.innerHTML = html;
}

export function input(selector: string): HTMLInputElement {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLInputElement)) throw new RangeError(`no input ${selector}`);
  return element;
}
