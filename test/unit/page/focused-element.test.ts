// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { focusedElement } from "../../../lib/page/focused-element.ts";
import { show } from "./fake-sight.ts";

describe("the element that has the focus", () => {
  afterEach(() => {
    show("");
    vi.restoreAllMocks();
  });

  it("is found in shadow roots within shadow roots", () => {
    show("<div id='host'></div>");
    const outer = document.querySelector("#host")?.attachShadow({ mode: "open" });
    const host = document.createElement("div");
    outer?.append(host);
    const input = document.createElement("input");
    host.attachShadow({ mode: "open" }).append(input);
    input.focus();
    expect(focusedElement(document)).toBe(input);
  });

  it("is found in a frame of the same origin", () => {
    show("<iframe></iframe>");
    const inner = document.querySelector("iframe")?.contentDocument;
    const input = inner?.createElement("input");
    if (inner === null || inner === undefined || input === undefined) throw new Error("no frame");
    inner.body.append(input);
    document.querySelector("iframe")?.focus();
    input.focus();
    expect(focusedElement(document)).toBe(input);
  });
});
