// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
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

const openRootOf = (element: Element) => element.shadowRoot;

const FIELD = `<input data-box="10 10 200 30">`;
const cover = (style: string, box = "0 0 300 100", inside = "") =>
  `<div data-box="${box}" style="pointer-events: none; ${style}">${inside}</div>`;

function isCovered(html: string): boolean {
  show(html);
  layOut();
  return isPaintedOver([input("input")], openRootOf);
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
    const placed = `<div style="position: relative">${FIELD}</div>`;
    expect(isCovered(cover(white) + placed)).toBe(false);
    expect(isCovered(cover(white) + FIELD)).toBe(true);
    expect(isCovered(cover(`${white}; z-index: -1`) + FIELD)).toBe(false);
    expect(isCovered(cover(`${white}; z-index: 2`) + placed)).toBe(true);
    const own = cover(`${white}; z-index: 2`);
    expect(isCovered(cover("position: relative", "", own) + placed)).toBe(true);
    const apart = cover("position: relative; isolation: isolate", "", own);
    expect(isCovered(apart + placed)).toBe(false);
    const inside = cover("background-color: white");
    expect(isCovered(cover("position: absolute; z-index: 2", "", inside) + FIELD)).toBe(true);
  });

  it("hides it not where it covers a part, or holds the field", () => {
    const white = "background-color: white; position: absolute; z-index: 2";
    expect(isCovered(FIELD + cover(white, "10 10 60 30"))).toBe(false);
    expect(isCovered(cover(white, "0 0 300 100", FIELD))).toBe(false);
  });

  it("hides it together with others, each a part", () => {
    const white = "background-color: white; position: absolute; z-index: 2";
    const half = (left: number) => cover(white, `${left} 0 110 100`);
    expect(isCovered(FIELD + half(0) + half(110))).toBe(true);
    expect(isCovered(FIELD + half(0) + half(20))).toBe(false);
  });

  it("hides it not where a box cuts it off, unless it is placed by another", () => {
    const white = "background-color: white; z-index: 2; position:";
    const within = (style: string, position: string) =>
      FIELD +
      `<div data-box="0 60 300 40" style="overflow: hidden; ${style}">${cover(`${white} ${position}`)}</div>`;
    expect(isCovered(within("position: relative", "absolute"))).toBe(false);
    expect(isCovered(within("position: relative", "fixed"))).toBe(true);
    expect(isCovered(within("", "absolute"))).toBe(true);
    expect(isCovered(within("", "relative"))).toBe(false);
  });

  it("hides it as a shape that is filled, and not as a line around it", () => {
    const drawn = (fill: string) =>
      FIELD +
      `<svg data-box="0 0 300 100" style="position: absolute; pointer-events: none"><rect
        data-box="0 0 300 100" style="pointer-events: none; fill: ${fill}"></rect></svg>`;
    expect(isCovered(drawn("white"))).toBe(true);
    expect(isCovered(drawn("none"))).toBe(false);
  });

  it("hides it in a frame from above, however large the frame is", () => {
    show(
      `<iframe data-box="0 0 900 700"></iframe>${cover("background-color: white; position: absolute")}`,
    );
    const frame = document.querySelector("iframe");
    if (frame?.contentDocument === null || frame === null) throw new RangeError("no frame");
    frame.contentDocument.body.innerHTML = FIELD;
    layOut();
    layOut(frame.contentDocument);
    const [field] = frame.contentDocument.querySelectorAll("input");
    if (field === undefined) throw new RangeError("no field");
    expect(isPaintedOver([field], openRootOf)).toBe(true);
    document.querySelector("div")?.remove();
    expect(isPaintedOver([field], openRootOf)).toBe(false);
  });

  it.each(["open", "closed"] as const)("hides it from within a shadow root that is %s", (mode) => {
    show(`${FIELD}<div id="host"></div>`);
    const host = document.querySelector("#host");
    const root = host?.attachShadow({ mode });
    if (root === undefined) throw new RangeError("no host");
    root.innerHTML = cover("position: absolute; background-color: white");
    layOut();
    layOut(root);
    const rootOf = (element: Element) => (element === host ? root : null);
    expect(isPaintedOver([input("input")], rootOf)).toBe(true);
  });
});

describe("what styles put before or behind the content of an element", () => {
  /** jsdom knows none: `data-before` and `data-after` are what styles say of it. */
  function isCoveredByPseudo(html: string): boolean {
    const real = window.getComputedStyle.bind(window);
    const probes = new Map<string, CSSStyleDeclaration>();
    const spy = vi.spyOn(window, "getComputedStyle").mockImplementation((element, pseudo) => {
      if (pseudo === undefined || pseudo === null) return real(element);
      const said = element.getAttribute(`data-${pseudo.slice(2)}`);
      const css = `visibility: visible; position: static; content: ${said === null ? "none" : '""'}; ${said}`;
      const probe = probes.get(css) ?? document.createElement("i").style;
      probe.cssText = css;
      probes.set(css, probe);
      return probe;
    });
    try {
      return isCovered(html);
    } finally {
      spy.mockRestore();
    }
  }
  const host = (pseudo: string, style = "", inside = FIELD) =>
    `<div data-box="0 0 300 100" ${pseudo} style="${style}">${inside}</div>`;
  const OVER = "position: absolute; left: 0px; top: 0px; width: 300px; height: 100px;";
  const WHITE = `${OVER} background-color: white`;

  it.each([
    ["behind it", host(`data-after="${WHITE}"`)],
    ["before it, by its level", host(`data-before="${WHITE}; z-index: 1"`)],
    ["of what is placed", host(`data-after="${WHITE}"`, "position: relative")],
    ["of an element beside it", FIELD + host(`data-before="${WHITE}"`, "", "")],
    [
      "a strong gradient",
      host(`data-after="${OVER} background-image: linear-gradient(red, blue)"`),
    ],
    ["fixed", host(`data-after="${WHITE.replace("absolute", "fixed")}"`)],
    [
      "in the flow, drawn back",
      host(
        `data-after="position: relative; width: 300px; height: 50px; margin-top: -50px; background-color: white"`,
      ),
    ],
    [
      "in the same cell of a grid",
      host(
        `data-after="width: 300px; height: 50px; grid-row-start: 1; background-color: white"`,
        "display: grid",
      ),
    ],
  ])("hides a field: %s", (_what, html) => {
    expect(isCoveredByPseudo(html)).toBe(true);
  });

  it.each([
    ["before it", host(`data-before="${WHITE}"`, "", `<p style="position: relative">${FIELD}</p>`)],
    ["below it", host(`data-after="${WHITE}; z-index: -1"`)],
    ["without a ground", host(`data-after="${OVER}"`)],
    ["faint", host(`data-after="${WHITE}; opacity: 0.1"`)],
    [
      "a faint gradient",
      host(
        `data-after="${OVER} background-image: linear-gradient(rgba(0, 0, 0, 0.1), rgba(0, 0, 0, 0.2))"`,
      ),
    ],
    ["a line", host(`data-after="${WHITE.replace("100px", "2px")}"`)],
    ["elsewhere", host(`data-after="${WHITE.replace("top: 0px", "top: 50px")}"`)],
    ["without a box", host(`data-after="position: absolute; background-color: white"`)],
    ["not shown", host(`data-after="${WHITE}; display: none"`)],
    [
      "in the flow, in a place of its own",
      host(`data-before="width: 300px; height: 80px; background-color: white; position: relative"`),
    ],
  ])("does not hide a field: %s", (_what, html) => {
    expect(isCoveredByPseudo(html)).toBe(false);
  });
});

describe("what styles paint around an element elsewhere", () => {
  const elsewhere = (style: string, box = "500 300 10 10") =>
    `${FIELD}<div data-box="${box}" style="position: absolute; ${style}"></div>`;

  it.each([
    ["a shadow as large as the page", "box-shadow: rgb(255, 255, 255) 0px 0px 0px 900px"],
    ["a shadow far away", "box-shadow: rgb(255, 255, 255) -490px -290px 0px 200px"],
    ["an outline", "outline: 900px solid rgb(255, 255, 255); outline-offset: 0px"],
  ])("hides a field: %s", (_what, style) => {
    expect(isCovered(elsewhere(style))).toBe(true);
  });

  it.each([
    ["a faint shadow", "box-shadow: rgba(0, 0, 0, 0.1) 0px 0px 0px 900px"],
    ["one inside", "box-shadow: rgb(0, 0, 0) 0px 0px 0px 900px inset"],
    ["one below", "box-shadow: rgb(0, 0, 0) 0px 0px 0px 900px; z-index: -1"],
    [
      "a band as wide as the page",
      "box-shadow: rgb(0, 0, 0) 0px 0px 0px 900px; clip-path: inset(0px -900px)",
    ],
  ])("does not hide a field: %s", (_what, style) => {
    expect(isCovered(elsewhere(style))).toBe(false);
  });

  it("does not hide a field that it leaves free", () => {
    const spot = "box-shadow: rgb(0, 0, 0) 0px 0px 0px 900px";
    expect(isCovered(elsewhere(spot, "0 0 300 100"))).toBe(false);
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
