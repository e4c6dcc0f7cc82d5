// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { readPageImages } from "../../../lib/page/page-images.ts";
import { squarePictures } from "../../../lib/page/square-pictures.ts";
import { fakeSight, show } from "./fake-sight.ts";

afterEach(() => {
  vi.restoreAllMocks();
  show("");
});

/** A picture that a canvas can draw at last, as a browser knows it by its own kind of element. */
function watchDrawing(): unknown[] {
  const drawn: unknown[] = [];
  const context = { fillRect: () => undefined, drawImage: (source: unknown) => drawn.push(source) };
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(context as never);
  vi.spyOn(HTMLCanvasElement.prototype, "toDataURL").mockReturnValue("data:image/png;base64,AA==");
  HTMLImageElement.prototype.decode = () => Promise.resolve();
  return drawn;
}

describe("the pictures that may be barcodes", () => {
  it("are square, large enough and visible, largest first", () => {
    show(`<img id="a" width="100" height="100"><canvas id="b" width="300" height="280"></canvas>
      <svg id="c" width="200" height="200"></svg><img width="79" height="79"><img width="300" height="100">
      <img hidden width="200" height="200"><div width="200" height="200"></div>`);
    const ids = squarePictures(document, fakeSight).map(({ element }) => element.id);
    expect(ids).toEqual(["b", "c", "a"]);
  });

  it.each([
    `<svg width="200" height="200"><rect/></svg>`,
    `<img width="200" height="200" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E">`,
  ])(
    "are drawn anew at a size of their own where they are drawings, in a frame too: %s",
    async (html) => {
      const drawn = watchDrawing();
      show(`${html}<iframe id="frame"></iframe>`);
      const frame = document.querySelector<HTMLIFrameElement>("#frame");
      if (frame?.contentDocument) frame.contentDocument.body.innerHTML = html;
      expect(await readPageImages(window, fakeSight)).toHaveLength(2);
      const sources = drawn.map((source) => (source as HTMLImageElement).src ?? source);
      expect(sources).toEqual(
        Array(2).fill(expect.stringMatching(/^data:image.svg.xml,.*width%3D%22400%22/)),
      );
    },
  );

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
