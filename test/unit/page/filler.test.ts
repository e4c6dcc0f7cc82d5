// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { fillField } from "../../../lib/page/filler.ts";
import { findPageFields } from "../../../lib/page/page-fields.ts";
import { fakeSight, input, show } from "./fake-sight.ts";

const after = (_delayMs: number, task: () => void): (() => void) => {
  queueMicrotask(task);
  return () => {};
};

/** jsdom has no clipboard; browsers have. */
class FakeDataTransfer {
  readonly #data = new Map<string, string>();
  setData(type: string, text: string): void {
    this.#data.set(type, text);
  }
  getData(type: string): string {
    return this.#data.get(type === "text" ? "text/plain" : type) ?? "";
  }
}

class FakeClipboardEvent extends Event {
  readonly clipboardData: FakeDataTransfer;
  constructor(type: string, init: EventInit & { clipboardData: FakeDataTransfer }) {
    super(type, init);
    this.clipboardData = init.clipboardData;
  }
}

Object.assign(window, { DataTransfer: FakeDataTransfer, ClipboardEvent: FakeClipboardEvent });

async function fill(code: string): Promise<boolean> {
  const [field] = findPageFields(document, fakeSight);
  if (field === undefined) throw new RangeError("no field");
  return fillField(field, code, after, () => true);
}

const BOXES = `<form>${`<input maxlength="1">`.repeat(6)}<button>Continue</button></form>`;
const boxes = (): HTMLInputElement[] => [...document.querySelectorAll("input")];
const values = (): string =>
  boxes()
    .map((box) => box.value)
    .join("");

/** What must never happen. */
function watchForPresses(): string[] {
  const seen: string[] = [];
  for (const type of ["click", "submit", "keypress", "mousedown"]) {
    document.addEventListener(type, () => seen.push(type));
  }
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") seen.push(key);
  });
  return seen;
}

afterEach(() => {
  show("");
});

describe("filling a single field", () => {
  it("sets the value and tells listeners, without a press of any kind", async () => {
    show(`<form><input name="code"><button>Continue</button></form>`);
    const pressed = watchForPresses();
    const events: string[] = [];
    for (const type of ["input", "change"]) {
      document.addEventListener(type, (event) => {
        const { inputType, data } = event as InputEvent;
        events.push([type, inputType, data].filter(Boolean).join(" "));
      });
    }
    expect(await fill("123456")).toBe(true);
    expect(input("input").value).toBe("123456");
    expect(events).toEqual(["input insertText 123456", "change"]);
    expect(pressed).toEqual([]);
    expect(document.activeElement).toBe(input("input"));
  });

  it("reaches a framework that shadows the value of its element", async () => {
    show(`<input name="code">`);
    const element = input("input");
    // As React's value tracker does: a write through the element is taken for its own.
    let tracked = "";
    const { prototype } = HTMLInputElement;
    Object.defineProperty(element, "value", {
      configurable: true,
      get: (): unknown => Reflect.get(prototype, "value", element),
      set: (value: string) => {
        tracked = value;
        Reflect.set(prototype, "value", value, element);
      },
    });
    let state = "";
    element.addEventListener("input", () => {
      if (element.value !== tracked) state = element.value;
    });
    expect(await fill("123456")).toBe(true);
    expect(state).toBe("123456");
  });

  it("accepts grouping that the page adds", async () => {
    show(`<input name="code">`);
    input("input").addEventListener("input", () => {
      input("input").value = "123 456";
    });
    expect(await fill("123456")).toBe(true);
  });

  it("says when the value does not stay", async () => {
    show(`<input name="code">`);
    input("input").addEventListener("change", () => {
      input("input").value = "";
    });
    expect(await fill("123456")).toBe(false);
  });

  it("takes a field that is gone for a page that moved on", async () => {
    show(`<input name="code">`);
    input("input").addEventListener("input", () => {
      document.body.innerHTML = "<h1>Welcome</h1>";
    });
    expect(await fill("123456")).toBe(true);
  });
});

describe("filling boxes", () => {
  it("leaves the spreading to boxes that take a paste", async () => {
    show(BOXES);
    const typed: string[] = [];
    document.addEventListener("input", () => typed.push("input"));
    boxes()[0]?.addEventListener("paste", (event) => {
      event.preventDefault();
      const text = event.clipboardData?.getData("text") ?? "";
      for (const [i, box] of boxes().entries()) box.value = text[i] ?? "";
    });
    expect(await fill("123456")).toBe(true);
    expect(typed).toEqual([]);
    expect(values()).toBe("123456");
  });

  it("types into each when a paste does nothing", async () => {
    show(BOXES);
    const pressed = watchForPresses();
    for (const [i, box] of boxes().entries()) {
      box.addEventListener("input", () => boxes()[i + 1]?.focus());
    }
    expect(await fill("123456")).toBe(true);
    expect(values()).toBe("123456");
    expect(pressed).toEqual([]);
  });

  it("types into each when a paste lands in the first alone", async () => {
    show(BOXES);
    boxes()[0]?.addEventListener("paste", () => {
      const [first] = boxes();
      if (first) first.value = "1";
    });
    expect(await fill("123456")).toBe(true);
    expect(values()).toBe("123456");
  });

  it("types three digits into each of two halves", async () => {
    show(`<form>${`<input maxlength="3">`.repeat(2)}</form>`);
    expect(await fill("123456")).toBe(true);
    expect(boxes().map((half) => half.value)).toEqual(["123", "456"]);
  });

  it("says when a box refuses", async () => {
    show(BOXES);
    boxes()[3]?.addEventListener("input", () => {
      const box = boxes()[3];
      if (box) box.value = "";
    });
    expect(await fill("123456")).toBe(false);
  });
});
