// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";

/** Anew, with what the browser gives its content scripts. */
async function load(chrome: unknown): Promise<(element: Element) => ShadowRoot | null> {
  vi.resetModules();
  vi.stubGlobal("chrome", chrome);
  return (await import("../../../lib/platform/shadow-roots.ts")).shadowRootOf;
}

function withRoot(mode: ShadowRootMode): { readonly host: HTMLElement; readonly root: ShadowRoot } {
  const host = document.createElement("div");
  return { host, root: host.attachShadow({ mode }) };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the shadow root of an element", () => {
  it("is read off it where it is open", async () => {
    const shadowRootOf = await load(undefined);
    const { host, root } = withRoot("open");
    expect(shadowRootOf(host)).toBe(root);
    expect(shadowRootOf(document.createElement("p"))).toBeNull();
  });

  it("is asked of Chromium where it is closed, for HTML elements alone", async () => {
    const { host, root } = withRoot("closed");
    const ask = vi.fn<(element: Element) => ShadowRoot | null>((element) =>
      element === host ? root : null,
    );
    const shadowRootOf = await load({ dom: { openOrClosedShadowRoot: ask } });
    expect(shadowRootOf(host)).toBe(root);
    expect(shadowRootOf(document.createElementNS("http://www.w3.org/2000/svg", "svg"))).toBeNull();
    expect(ask).toHaveBeenCalledOnce();
  });

  it("is a property of the element in Firefox", async () => {
    const shadowRootOf = await load(undefined);
    const { host, root } = withRoot("closed");
    expect(shadowRootOf(host)).toBeNull();
    Object.defineProperty(host, "openOrClosedShadowRoot", { value: root });
    expect(shadowRootOf(host)).toBe(root);
  });
});
