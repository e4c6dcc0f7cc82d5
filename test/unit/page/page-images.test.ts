// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { readPageImages } from "../../../lib/page/page-images.ts";
import { squarePictures } from "../../../lib/page/square-pictures.ts";
import { fakeSight, show } from "./fake-sight.ts";

afterEach(() => {
  show("");
});

describe("the pictures that may be barcodes", () => {
  it("are square, large enough and visible, largest first", () => {
    show(`<img id="a" width="100" height="100"><canvas id="b" width="300" height="280"></canvas>
      <svg id="c" width="200" height="200"></svg><img width="79" height="79"><img width="300" height="100">
      <img hidden width="200" height="200"><div width="200" height="200"></div>`);
    const ids = squarePictures(document, fakeSight).map(({ element }) => element.id);
    expect(ids).toEqual(["b", "c", "a"]);
  });

  it("are left out when the browser does not let them be drawn", async () => {
    show(`<canvas width="100" height="100"></canvas>`);
    Object.defineProperty(HTMLCanvasElement.prototype, "getContext", {
      configurable: true,
      value: () => {
        throw new DOMException("tainted", "SecurityError");
      },
    });
    expect(await readPageImages(window, fakeSight)).toEqual([]);
  });
});
