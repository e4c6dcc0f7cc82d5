import { beforeEach, describe, expect, it, vi } from "vitest";
import { PRACTICE_FILL_KEY } from "../../../lib/app/session-keys.ts";
import { onPracticeFill } from "../../../lib/platform/practice-fills.ts";

type Listener = (changes: Record<string, { newValue?: unknown }>, area: string) => void;

const given = vi.hoisted(() => ({
  listeners: new Set<unknown>(),
  held: new Map<string, unknown>(),
}));

vi.mock("webextension-polyfill", () => ({
  default: {
    tabs: { getCurrent: async () => ({ id: 7 }) },
    storage: {
      session: {
        get: async (key: string) => (given.held.has(key) ? { [key]: given.held.get(key) } : {}),
        remove: async (key: string) => void given.held.delete(key),
      },
      onChanged: {
        addListener: (listener: unknown) => given.listeners.add(listener),
        removeListener: (listener: unknown) => given.listeners.delete(listener),
      },
    },
  },
}));

/** The worker fills that into the practice page of a tab. */
function fill(code: string, tabId = 7): void {
  const newValue = { tabId, code, at: 1 };
  given.held.set(PRACTICE_FILL_KEY, newValue);
  for (const listener of given.listeners) {
    (listener as Listener)({ [PRACTICE_FILL_KEY]: { newValue } }, "session");
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

const got: string[] = [];
const listen = () => onPracticeFill((code) => got.push(code));

beforeEach(() => {
  given.listeners.clear();
  given.held.clear();
  got.length = 0;
});

describe("the fills of the practice page", () => {
  it("come to the page in that tab, once each, and are taken out", async () => {
    listen();
    fill("123456");
    await settle();
    fill("654321");
    await settle();
    expect(got).toEqual(["123456", "654321"]);
    expect(given.held.size).toBe(0);
  });

  it("wait for a page that comes later", async () => {
    fill("123456");
    listen();
    await settle();
    expect(got).toEqual(["123456"]);
    expect(given.held.size).toBe(0);
  });

  it("are left alone by the page in another tab", async () => {
    listen();
    fill("123456", 8);
    await settle();
    expect(got).toEqual([]);
    expect(given.held.size).toBe(1);
  });

  it("come no more after the end, not even one that is on its way", async () => {
    const stop = listen();
    fill("123456");
    stop();
    await settle();
    expect(got).toEqual([]);
    expect(given.held.size).toBe(1);
    expect(given.listeners.size).toBe(0);
  });
});
