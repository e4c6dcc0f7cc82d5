// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { isPaintedOver } from "../../../lib/page/painting.ts";
import { shownShare } from "../../../lib/page/shown-share.ts";
import { input, show } from "./fake-sight.ts";

/** jsdom has no layout: `data-box="left top width height"` is where an element lies, else nowhere. */
function layOut(root: ParentNode = document): void {
  for (const element of root.querySelectorAll("*")) {
    const [left = 0, top = 0, width = 0, height = 0] = (element.getAttribute("data-box") ?? "")
      .split(" ")
      .map(Number);
    const box = { left, top, width, height, right: left + width, bottom: top + height };
    Object.assign(element, { getBoundingClientRect: () => box });
    if (element.shadowRoot !== null) layOut(element.shadowRoot);
  }
}

const FIELD = `<input data-box="10 10 200 30">`;
const cover = (style: string, box = "0 0 300 100", inside = "") =>
  `<div data-box="${box}" style="pointer-events: none; ${style}">${inside}</div>`;

function isCovered(html: string): boolean {
  show(html);
  layOut();
  return isPaintedOver(input("input"));
}

afterEach(() => {
  show("");
});

describe("what lets clicks through and lies over a field", () => {
  it.each([
    "position: absolute; background-color: white",
    "position: absolute; background-color: rgb(0 0 0 / 0.5)",
    "position: fixed; background-color: rgba(255, 255, 255, 0.9)",
    "position: absolute; background-image: url(x.png)",
    "transform: translateY(-1px); background-color: white",
  ])("hides it: %s", (style) => {
    expect(isCovered(FIELD + cover(style))).toBe(true);
  });

  it.each([
    ["without a ground", "position: absolute"],
    ["with a faint ground", "position: absolute; background-color: rgba(255, 255, 255, 0.1)"],
    ["faint as a whole", "position: absolute; background-color: white; opacity: 0.1"],
    ["hidden", "position: absolute; background-color: white; visibility: hidden"],
    ["below it", "position: absolute; background-color: white; z-index: -1"],
    ["in the flow", "background-color: white"],
  ])("hides it not where it is %s", (_what, style) => {
    expect(isCovered(FIELD + cover(style))).toBe(false);
  });

  it("hides it from before it only by its level, also by that of what it lies in", () => {
    const white = "background-color: white; position: absolute";
    expect(isCovered(cover(white) + FIELD)).toBe(false);
    expect(isCovered(cover(`${white}; z-index: 2`) + FIELD)).toBe(true);
    const inside = cover("background-color: white");
    expect(isCovered(cover("position: absolute; z-index: 2", "", inside) + FIELD)).toBe(true);
  });

  it("hides it not where it covers a part, or holds the field", () => {
    const white = "background-color: white; position: absolute; z-index: 2";
    expect(isCovered(FIELD + cover(white, "10 10 60 30"))).toBe(false);
    expect(isCovered(cover(white, "0 0 300 100", FIELD))).toBe(false);
  });

  it("hides it from within a shadow root", () => {
    show(`${FIELD}<div id="host"></div>`);
    const root = document.querySelector("#host")?.attachShadow({ mode: "open" });
    if (root === undefined) throw new RangeError("no host");
    root.innerHTML = cover("position: absolute; background-color: white");
    layOut();
    expect(isPaintedOver(input("input"))).toBe(true);
  });
});

describe("how much of a field is in view", () => {
  const shareIn = (html: string) => {
    show(html);
    layOut();
    return shownShare(input("input"));
  };

  it("is all of it, or what the window leaves", () => {
    expect(shareIn(FIELD)).toBe(1);
    expect(shareIn(`<input data-box="${window.innerWidth - 50} 10 200 30">`)).toBe(0.25);
  });

  it("is what a box leaves that cuts off", () => {
    const within = (style: string) =>
      shareIn(`<div data-box="60 10 100 30" style="${style}">${FIELD}</div>`);
    expect(within("overflow: hidden")).toBe(0.5);
    expect(within("")).toBe(1);
  });

  it("is nothing of a field without an area", () => {
    expect(shareIn(`<input data-box="10 10 0 30">`)).toBe(0);
  });
});
