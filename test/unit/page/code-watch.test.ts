import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Wanted, watchForCodes } from "../../../lib/page/code-watch.ts";

let wanted: Wanted | null = null;
const told: string[] = [];
let looks = 0;
let deepLooks = 0;
let isNothing = false;
let isForUs = true;
let isFailing = false;
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
async function run(): Promise<void> {
  await vi.advanceTimersByTimeAsync(250);
}

/** Lets everything come that is to come. */
async function rest(): Promise<void> {
  await vi.runAllTimersAsync();
}

function happen(type: string, isTrusted = true, key = "Enter"): void {
  listeners.get(type)?.({ isTrusted, key });
}

beforeEach(async () => {
  vi.useFakeTimers();
  wanted = null;
  isFailing = false;
  isNothing = false;
  isForUs = true;
  told.length = 0;
  lookSoon = watchForCodes({
    window,
    after: (delay, task) => {
      const timer = setTimeout(task, delay);
      return () => clearTimeout(timer);
    },
    isForUs: () => isForUs,
    look: (isDeep) => {
      looks++;
      if (isDeep) deepLooks++;
      if (isNothing) return null;
      return isFailing ? Promise.reject(new Error("no reader")) : Promise.resolve(wanted);
    },
    onWanted: (isWanted) => told.push(isWanted ? "wanted" : "not wanted"),
    onFocus: () => told.push("focus"),
    onFrame: () => told.push("frame"),
  });
  await rest();
  looks = 0;
  deepLooks = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

describe("watching a document for code fields", () => {
  it("looks soon when it is told to", async () => {
    wanted = { kind: "authenticator", isFocused: false };
    lookSoon();
    await run();
    expect(told).toEqual(["wanted"]);
  });

  it("tells when one comes up and goes, and of its focus once", async () => {
    expect(told).toEqual([]);
    wanted = { kind: "authenticator", isFocused: false };
    happen("click");
    await run();
    wanted = { kind: "authenticator", isFocused: true };
    for (let i = 0; i < 3; i++) {
      happen("focusin");
      await run();
    }
    wanted = null;
    happen("keyup");
    await run();
    expect(told).toEqual(["wanted", "focus", "not wanted"]);
  });

  it("tells of the focus again where another kind of code is asked for", async () => {
    wanted = { kind: "authenticator", isFocused: true };
    happen("focusin");
    await run();
    wanted = { kind: "recovery", isFocused: true };
    happen("click");
    await run();
    expect(told).toEqual(["wanted", "focus", "focus"]);
  });

  it("looks again when the focus leaves the window, as to a frame, and when a frame has loaded", async () => {
    wanted = { kind: "authenticator", isFocused: true };
    happen("blur");
    await run();
    expect(told).toEqual(["wanted", "focus"]);
    await rest();
    looks = 0;
    wanted = null;
    const load = (nodeName: string, isTrusted = true) =>
      listeners.get("document load")?.({ isTrusted, target: { nodeName } });
    load("IMG");
    load("IFRAME", false);
    await rest();
    expect(looks).toBe(0);
    load("IFRAME");
    await run();
    expect(told).toEqual(["wanted", "focus", "frame", "not wanted"]);
  });

  it("looks once for many events, and not for those that a page makes up", async () => {
    for (let i = 0; i < 50; i++) happen("keyup");
    await run();
    expect(looks).toBe(1);
    happen("focusin", false);
    happen("keyup", true, "7");
    await rest();
    expect(looks).toBe(3);
  });

  it("sees what comes once a server has answered, and then leaves the page alone", async () => {
    happen("click");
    await vi.advanceTimersByTimeAsync(900);
    wanted = { kind: "authenticator", isFocused: false };
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toEqual(["wanted"]);
    wanted = null;
    await vi.advanceTimersByTimeAsync(2000);
    expect(told).toEqual(["wanted", "not wanted"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("looks on where a look could not be had", async () => {
    isFailing = true;
    happen("click");
    await run();
    expect(told).toEqual([]);
    isFailing = false;
    wanted = { kind: "authenticator", isFocused: false };
    await rest();
    expect(told).toEqual(["wanted"]);
  });

  it("tells of what is gone where a look finds nothing at once", async () => {
    wanted = { kind: "authenticator", isFocused: false };
    lookSoon();
    await run();
    isNothing = true;
    await rest();
    expect(told).toEqual(["wanted", "not wanted"]);
  });

  it("looks deep after an act of the user, and once while the page starts", async () => {
    happen("click");
    await run();
    expect([looks, deepLooks]).toEqual([1, 1]);
    await rest();
    expect([looks, deepLooks]).toEqual([3, 2]);
  });

  it("leaves a document alone that is not Headway's own", async () => {
    isForUs = false;
    happen("click");
    await rest();
    expect(looks).toBe(0);
  });

  it("begins anew with each act", async () => {
    happen("click");
    await vi.advanceTimersByTimeAsync(900);
    happen("click");
    expect(vi.getTimerCount()).toBe(1);
    await rest();
    expect(looks).toBe(4);
  });

  it("hears of what loads in a document no sooner than that itself has loaded", async () => {
    const heard = new Map<string, (event: object) => void>();
    const document = {
      readyState: "loading",
      addEventListener: (type: string, listener: (event: object) => void) =>
        heard.set(`document ${type}`, listener),
    };
    let frames = 0;
    watchForCodes({
      window: {
        document,
        length: 1,
        addEventListener: (type: string, listener: (event: object) => void) =>
          heard.set(type, listener),
        removeEventListener: (type: string) => heard.delete(type),
      } as unknown as Window & typeof globalThis,
      after: () => () => {},
      isForUs: () => true,
      look: () => null,
      onWanted: () => {},
      onFocus: () => {},
      onFrame: () => frames++,
    });
    heard.get("load")?.({ isTrusted: false, target: document });
    expect([heard.has("document load"), frames]).toEqual([false, 0]);
    heard.get("load")?.({ isTrusted: true, target: document });
    // There is a frame in it, which may have loaded first.
    expect([heard.has("document load"), heard.has("load"), frames]).toEqual([true, false, 1]);
  });
});
