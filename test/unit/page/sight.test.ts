// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { layoutSight } from "../../../lib/page/sight.ts";
import { input, show } from "./fake-sight.ts";

const AT = { block: "center", inline: "center", behavior: "instant" };

/** jsdom has no layout: the field lies at `top` once it was scrolled to, and `hit` is at its centre. */
function layOut(top: number, hit: () => Element | null): unknown[] {
  const scrolls: unknown[] = [];
  const field = input("input");
  let y = 5000;
  Object.assign(field, {
    getBoundingClientRect: () => new DOMRect(10, y, 100, 20),
    scrollIntoView: (options: unknown) => {
      scrolls.push(options);
      y = top;
    },
  });
  Object.assign(document, { elementFromPoint: hit });
  return scrolls;
}

class DOMRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  constructor(left: number, top: number, width: number, height: number) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
  }
  get right(): number {
    return this.left + this.width;
  }
  get bottom(): number {
    return this.top + this.height;
  }
}

afterEach(() => {
  show("");
});

describe("bringing a field to view", () => {
  const sight = layoutSight((element) => element.shadowRoot);

  it.each([
    ["the field itself", 300, "input", true],
    ["its label", 300, "label", true],
    ["something that lies over it", 300, "#over", false],
    ["nothing", 300, "#none", false],
    ["the field, but out of view all the same", 5000, "input", false],
  ])("scrolls to it and then hits %s", (_name, top, selector, reached) => {
    show(`<label for="a">Code</label><input id="a"><div id="over"></div>`);
    const scrolls = layOut(top, () => document.querySelector(selector));
    expect(sight.isUncovered(input("input"))).toBe(true);
    expect(sight.bringToView(input("input"))).toBe(reached);
    expect(scrolls).toEqual([AT]);
  });
});
