// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type HandInWatch, watchHandIn } from "../../../lib/page/hand-in-watch.ts";
import { input, show } from "./fake-sight.ts";

const CODE = "123456";
const CODE_FORM = `<form id="it"><input id="code"><button id="go">Continue</button>
  <button type="button" id="trouble">Trouble?</button></form>
  <form id="cancel"><button>Cancel</button></form>`;

let listeners: Map<string, (event: object) => void>;
let told: (boolean | "typed-over")[];
let watch: HandInWatch;

function start(elements: readonly HTMLInputElement[] = [input("#code")]): void {
  const listening = {
    addEventListener: (type: string, listener: (event: object) => void) =>
      listeners.set(type, listener),
    removeEventListener: (type: string) => listeners.delete(type),
  };
  const heard = { document, ...listening } as unknown as Window & typeof globalThis;
  vi.spyOn(document, "addEventListener").mockImplementation(listening.addEventListener as never);
  vi.spyOn(document, "removeEventListener").mockImplementation(listening.removeEventListener);
  // What the watch needs of the field is its elements.
  const field = { elements } as Parameters<typeof watchHandIn>[1];
  watch = watchHandIn(heard, field, CODE, {
    onHandedIn: (isHandedIn) => told.push(isHandedIn),
    onTypedOver: () => told.push("typed-over"),
  });
}

const fire = (type: string, event: object = {}) =>
  listeners.get(type)?.({ isTrusted: true, ...event });
const find = (selector: string) => document.querySelector(selector);
const submit = (event: object = {}) =>
  fire("submit", { target: find("#it"), submitter: find("#go"), ...event });

afterEach(() => {
  vi.restoreAllMocks();
});

beforeEach(() => {
  listeners = new Map();
  told = [];
  show(CODE_FORM);
  input("#code").value = CODE;
  start();
});

describe("the form with the filled code", () => {
  it("is handed in by its button and by Enter alone", () => {
    fire("click");
    submit();
    expect(told).toEqual([true]);
    fire("keydown");
    submit({ submitter: null });
    expect(told).toEqual([true, false, true]);
    expect(watch.isHandedIn()).toBe(true);
  });

  it.each(["pointerdown", "click", "keydown"])("is not any more after a %s", (type) => {
    submit();
    fire(type, { isTrusted: false });
    expect(watch.isHandedIn()).toBe(true);
    fire(type);
    expect(told).toEqual([true, false]);
  });

  it("is not handed in by the page's own event", () => {
    submit({ isTrusted: false });
    expect(told).toEqual([]);
  });

  it("is not handed in with another code, or by another form", () => {
    submit();
    input("#code").value = "654321";
    submit();
    expect(told).toEqual([true, false]);
    input("#code").value = CODE;
    submit({ target: find("#cancel"), submitter: find("#cancel button") });
    expect(told).toEqual([true, false]);
  });

  it.each([
    ["has another submit button", `<button>Cancel</button>`],
    ["has one that skips the checks", `<button formnovalidate name="cancel">Cancel</button>`],
    ["has one of the old kind", `<input type="submit" value="Cancel">`],
  ])("is not known to be handed in where it %s", (_, html) => {
    find("#go")?.insertAdjacentHTML("afterend", html);
    submit();
    submit({ submitter: null });
    expect(told).toEqual([]);
  });

  it("is not known to be handed in where its only button belongs to it from outside, unpressed", () => {
    find("#go")?.remove();
    document.body.insertAdjacentHTML("beforeend", `<button form="it" id="far">Continue</button>`);
    submit({ submitter: find("#trouble") });
    expect(told).toEqual([]);
    submit({ submitter: find("#far") });
    expect(told).toEqual([true]);
  });

  it("is not handed in once the field is gone", () => {
    const field = input("#code");
    submit();
    field.remove();
    submit();
    expect(told).toEqual([true, false]);
  });

  it("may have boxes, and is handed in when they hold the code together", () => {
    watch.stop();
    show(`<form id="it">${`<input class="box">`.repeat(6)}<button id="go">Go</button></form>`);
    const boxes = [...document.querySelectorAll<HTMLInputElement>(".box")];
    boxes.forEach((box, i) => (box.value = CODE[i] ?? ""));
    start(boxes);
    submit();
    expect(told).toEqual([true]);
  });

  it("is not watched any more at the end", () => {
    watch.stop();
    expect(listeners.size).toBe(0);
  });
});

describe("a code that was filled", () => {
  const typeInto = (field: HTMLInputElement, value: string, event: object = {}) => {
    field.value = value;
    fire("input", { composedPath: () => [field, document.body], ...event });
  };

  it("is typed over by the first key that changes it, once", () => {
    typeInto(input("#code"), "12345");
    typeInto(input("#code"), "65432");
    expect(told).toEqual(["typed-over"]);
  });

  it("is not by a mask's spaces, by the page's own event, or by what is typed beside it", () => {
    document.body.insertAdjacentHTML("beforeend", `<input id="device">`);
    typeInto(input("#code"), "123 456");
    typeInto(input("#code"), "654321", { isTrusted: false });
    input("#code").value = CODE;
    typeInto(input("#device"), "My laptop");
    expect(told).toEqual([]);
  });

  it("is, by any text, where the page has put another field in its place", () => {
    input("#code").remove();
    document.body.insertAdjacentHTML(
      "beforeend",
      `<input id="trust" type="checkbox"><input id="again">`,
    );
    typeInto(input("#trust"), "on");
    expect(told).toEqual([]);
    typeInto(input("#again"), "1");
    expect(told).toEqual(["typed-over"]);
  });

  it("is in a field of whatever type it was filled into", () => {
    watch.stop();
    show(`<input id="code" type="search">`);
    input("#code").value = CODE;
    start();
    typeInto(input("#code"), "654321");
    expect(told).toEqual(["typed-over"]);
  });

  it("is by one box of several", () => {
    watch.stop();
    show(`<input class="box">`.repeat(6));
    const boxes = [...document.querySelectorAll<HTMLInputElement>(".box")];
    boxes.forEach((box, i) => (box.value = CODE[i] ?? ""));
    start(boxes);
    const [first] = boxes;
    typeInto(first as HTMLInputElement, "1");
    expect(told).toEqual([]);
    typeInto(first as HTMLInputElement, "9");
    expect(told).toEqual(["typed-over"]);
  });
});
