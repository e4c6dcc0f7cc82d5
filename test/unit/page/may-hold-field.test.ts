// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { mayHoldField } from "../../../lib/page/may-hold-field.ts";
import { show } from "./fake-sight.ts";

const closed = new Map<Element, ShadowRoot>();
const shadowRootOf = (element: Element) => closed.get(element) ?? element.shadowRoot;
const holds = (isDeep = true) => mayHoldField(document, shadowRootOf, isDeep);

function attach(host: Element | null, mode: ShadowRootMode, html: string): ShadowRoot {
  if (host === null) throw new Error("no host");
  const root = host.attachShadow({ mode });
  root.innerHTML = html;
  if (mode === "closed") closed.set(host, root);
  return root;
}

beforeEach(() => {
  closed.clear();
  show("");
});

describe("a document may hold a field", () => {
  it("if it has an input anywhere, and not for text, buttons and links", () => {
    show("<h1>Welcome</h1><p>Hello <a href='/x'>you</a></p><button>Go on</button>");
    expect(holds()).toBe(false);
    show("<main><form><label>Code <input></label></form></main>");
    expect(holds()).toBe(true);
  });

  it("not for a log-in by address and password, until something else is there", () => {
    show(
      `<form><input type=hidden><input type=email autocomplete=username>
      <input type=password autocomplete=current-password></form>`,
    );
    expect(holds()).toBe(false);
    document.querySelector("form")?.append(document.createElement("input"));
    expect(holds()).toBe(true);
  });

  it.each(["open", "closed"] as const)(
    "if there is one in the %s shadow root of an element of its own, in another's",
    (mode) => {
      show("<x-page></x-page>");
      const outer = attach(
        document.querySelector("x-page"),
        mode,
        "<p>Sign in</p><x-form></x-form>",
      );
      expect(holds()).toBe(false);
      attach(outer.querySelector("x-form"), mode, "<input>");
      expect([holds(), holds(false)]).toEqual([true, true]);
    },
  );

  it("if there is one in the open shadow root of any element", () => {
    show("<div></div>");
    attach(document.querySelector("div"), "open", "<input>");
    expect([holds(), holds(false)]).toEqual([true, false]);
  });

  it("if what has the focus has a closed shadow root", () => {
    show("<div tabindex='0'></div>");
    attach(document.querySelector("div"), "closed", "<input>");
    expect(holds()).toBe(false);
    document.querySelector("div")?.focus();
    expect([holds(), holds(false)]).toEqual([true, true]);
  });
});
