// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { focusedElement, type Wanted, watchForCodes } from "../../../lib/page/code-watch.ts";
import { show } from "./fake-sight.ts";

let wanted: Wanted | null = null;
const told: string[] = [];
let looks = 0;
let lookSoon = (): void => {};
const listeners = new Map<string, (event: object) => void>();

/** A window whose events are as trusted as a test says. */
const window = {
  document: {
    readyState: "complete",
    addEventListener: (type: string, listener: (event: object) => void) => {
      listeners.set(`document ${type}`, listener);
    },
  },
  addEventListener: (type: string, listener: (event: object) => void) => {
    listeners.set(type, listener);
  },
} as unknown as Window & typeof globalThis;

/** Lets the first look after an event come. */
function run(): void {
  vi.advanceTimersByTime(250);
}

/** Lets everything come that is to come. */
function rest(): void {
  vi.runAllTimers();
}

function happen(type: string, isTrusted = true, key = "Enter"): void {
  listeners.get(type)?.({ isTrusted, key });
}

beforeEach(() => {
  vi.useFakeTimers();
  wanted = null;
  told.length = 0;
  lookSoon = watchForCodes({
    window,
    after: (delay, task) => {
      const timer = setTimeout(task, delay);
      return () => clearTimeout(timer);
    },
    look: () => {
      looks++;
      return wanted;
    },
    onWanted: (isWanted) => told.push(isWanted ? "wanted" : "not wanted"),
    onFocus: () => told.push("focus"),
    onFrame: () => told.push("frame"),
  });
  rest();
  looks = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

describe("watching a document for code fields", () => {
  it("looks soon when it is told to", () => {
    wanted = { kind: "authenticator", isFocused: false };
    lookSoon();
    run();
    expect(told).toEqual(["wanted"]);
  });

  it("tells when one comes up and goes, and of its focus once", () => {
    expect(told).toEqual([]);
    wanted = { kind: "authenticator", isFocused: false };
    happen("click");
    run();
    wanted = { kind: "authenticator", isFocused: true };
    for (let i = 0; i < 3; i++) {
      happen("focusin");
      run();
    }
    wanted = null;
    happen("keyup");
    run();
    expect(told).toEqual(["wanted", "focus", "not wanted"]);
  });

  it("tells of the focus again where another kind of code is asked for", () => {
    wanted = { kind: "authenticator", isFocused: true };
    happen("focusin");
    run();
    wanted = { kind: "recovery", isFocused: true };
    happen("click");
    run();
    expect(told).toEqual(["wanted", "focus", "focus"]);
  });

  it("looks again when the focus leaves the window, as to a frame, and when a frame has loaded", () => {
    wanted = { kind: "authenticator", isFocused: true };
    happen("blur");
    run();
    expect(told).toEqual(["wanted", "focus"]);
    rest();
    looks = 0;
    wanted = null;
    const load = (nodeName: string, isTrusted = true) =>
      listeners.get("document load")?.({ isTrusted, target: { nodeName } });
    load("IMG");
    load("IFRAME", false);
    rest();
    expect(looks).toBe(0);
    load("IFRAME");
    run();
    expect(told).toEqual(["wanted", "focus", "frame", "not wanted"]);
  });

  it("looks once for many events, and not for those that a page makes up", () => {
    for (let i = 0; i < 50; i++) happen("keyup");
    run();
    expect(looks).toBe(1);
    happen("focusin", false);
    happen("keyup", true, "7");
    rest();
    expect(looks).toBe(3);
  });

  it("sees what comes once a server has answered, and then leaves the page alone", () => {
    happen("click");
    vi.advanceTimersByTime(900);
    wanted = { kind: "authenticator", isFocused: false };
    vi.advanceTimersByTime(100);
    expect(told).toEqual(["wanted"]);
    wanted = null;
    vi.advanceTimersByTime(2000);
    expect(told).toEqual(["wanted", "not wanted"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("begins anew with each act", () => {
    happen("click");
    vi.advanceTimersByTime(900);
    happen("click");
    expect(vi.getTimerCount()).toBe(1);
    rest();
    expect(looks).toBe(4);
  });
});

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
