// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { focusedElement, type Wanted, watchForCodes } from "../../../lib/page/code-watch.ts";
import { show } from "./fake-sight.ts";

let wanted: Wanted | null = null;
let due: (() => void)[] = [];
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

function run(): void {
  const now = due;
  due = [];
  for (const task of now) task();
}

function happen(type: string, isTrusted = true, key = "Enter"): void {
  listeners.get(type)?.({ isTrusted, key });
}

beforeEach(() => {
  wanted = null;
  looks = 0;
  due = [];
  told.length = 0;
  lookSoon = watchForCodes({
    window,
    after: (_delay, task) => {
      due.push(task);
      return () => undefined;
    },
    look: () => {
      looks++;
      return wanted;
    },
    onWanted: (isWanted) => told.push(isWanted ? "wanted" : "not wanted"),
    onFocus: () => told.push("focus"),
    onFrame: () => told.push("frame"),
  });
  run();
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
    wanted = null;
    const load = (nodeName: string, isTrusted = true) =>
      listeners.get("document load")?.({ isTrusted, target: { nodeName } });
    load("IMG");
    load("IFRAME", false);
    expect(due).toEqual([]);
    load("IFRAME");
    run();
    expect(told).toEqual(["wanted", "focus", "frame", "not wanted"]);
  });

  it("looks once for many events, and not for those that a page makes up", () => {
    const before = looks;
    for (let i = 0; i < 50; i++) happen("keyup");
    run();
    expect(looks - before).toBe(1);
    happen("focusin", false);
    happen("keyup", true, "7");
    expect(due).toEqual([]);
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
