// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { printText } from "../../../lib/app/text-print.ts";
import { serveOffscreenPage } from "../../../lib/platform/offscreen-page.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { CONTENT_SCRIPT, ID, OURS } from "./fake-browser.ts";

type Listener = (message: unknown, sender: unknown, answer: (value: unknown) => void) => void;

/** Chromium, with a clipboard that documents reach by editing commands alone. */
const chromium = vi.hoisted(() => ({
  clipboard: "",
  mayPaste: true,
  pages: 0,
  opened: 0,
  failsToOpen: false,
  listener: undefined as Listener | undefined,
}));

vi.mock("webextension-polyfill", () => ({
  default: {
    runtime: {
      id: "aaaabbbbccccddddeeeeffffgggghhhh",
      getURL: (path: string) =>
        `chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh/${path.replace(/^\//, "")}`,
      getContexts: () => Promise.resolve(Array.from({ length: chromium.pages })),
      sendMessage: (message: unknown) =>
        new Promise((resolve) => {
          if (chromium.pages === 0) resolve(undefined);
          else chromium.listener?.(message, WORKER, resolve);
        }),
      onMessage: { addListener: (listener: Listener) => (chromium.listener = listener) },
    },
    offscreen: {
      createDocument: () => {
        if (chromium.failsToOpen) return Promise.reject(new Error("No document"));
        chromium.pages++;
        chromium.opened++;
        return Promise.resolve();
      },
      closeDocument: () => Promise.resolve(void chromium.pages--),
    },
  },
}));

const WORKER = { id: ID, url: `${OURS}/background.js`, origin: OURS };
const print = printText("123456", createSeededRandom("clipboard"));
const called: string[] = [];
const { extensionClipboard } = await import("../../../lib/platform/clipboard.ts");

function runCommand(command: string): boolean {
  if (command === "paste") {
    const field = document.activeElement as HTMLTextAreaElement;
    if (chromium.mayPaste) field.value = chromium.clipboard;
    return chromium.mayPaste;
  }
  const event = new Event("copy", { bubbles: true });
  const setData = (_type: string, text: string) => (chromium.clipboard = text);
  document.dispatchEvent(Object.assign(event, { clipboardData: { setData } }));
  return true;
}

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(chromium, {
    clipboard: "",
    mayPaste: true,
    pages: 0,
    opened: 0,
    failsToOpen: false,
  });
  Object.assign(document, { execCommand: runCommand });
  called.length = 0;
  serveOffscreenPage({
    call: (method) => {
      called.push(method);
      return Promise.reject(new Error("The worker is gone"));
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the clipboard of a worker without a page", () => {
  it("has one document opened for it, that calls the worker when the time has come", async () => {
    await extensionClipboard.watch(Date.now() + 5_000);
    await extensionClipboard.watch(Date.now() + 10_000);
    expect(chromium).toMatchObject({ pages: 1, opened: 1 });
    vi.advanceTimersByTime(9_999);
    expect(called).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(called).toEqual(["clipboard.due"]);
    await extensionClipboard.release();
    await extensionClipboard.release();
    expect(chromium.pages).toBe(0);
  });

  it("is emptied if it holds that text, and not otherwise", async () => {
    for (const [text, left] of [
      ["123456", ""],
      ["a note of my own", "a note of my own"],
    ] as const) {
      chromium.clipboard = text;
      expect(await extensionClipboard.clearIfHolds(print)).toBe(true);
      expect(chromium.clipboard).toBe(left);
    }
    expect(document.body.children).toHaveLength(0);
  });

  it("says so where it could not be looked at, by whatever", async () => {
    chromium.mayPaste = false;
    expect(await extensionClipboard.clearIfHolds(print)).toBe(false);
    await extensionClipboard.release();
    chromium.failsToOpen = true;
    expect(await extensionClipboard.clearIfHolds(print)).toBe(false);
    await extensionClipboard.watch(Date.now());
  });

  it("does not wait for a page that gives no answer", async () => {
    chromium.listener = () => undefined;
    const cleared = extensionClipboard.clearIfHolds(print);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await cleared).toBe(false);
  });
});

describe("the document beside the worker", () => {
  it.each([
    ["of a page's script", { type: "clear-clipboard", print }, CONTENT_SCRIPT],
    ["of another extension", { type: "clear-clipboard", print }, { ...WORKER, id: "other" }],
    ["that makes no sense", { type: "clear-clipboard" }, WORKER],
    ["to the worker", { method: "vault.status", build: "b", input: null }, WORKER],
  ])("does nothing for a message %s", (_, message, sender) => {
    chromium.clipboard = "123456";
    const answer = vi.fn<(value: unknown) => void>();
    chromium.listener?.(message, sender, answer);
    expect(answer).not.toHaveBeenCalled();
    expect(chromium.clipboard).toBe("123456");
  });
});
