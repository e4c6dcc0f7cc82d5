import { beforeEach, describe, expect, it, vi } from "vitest";

type Listener = (message: unknown, sender: object, respond: (answer?: unknown) => void) => unknown;

const ID = "waykey";
const listeners: Listener[] = [];
const chrome: { runtime?: object } = {};
const runtime = {
  id: ID as string | undefined,
  getURL: () => "chrome-extension://waykey/",
  connect: ({ name }: { name: string }) => ({ name }),
  sendMessage: (message: unknown) => Promise.resolve({ echo: message }),
  onMessage: { addListener: (listener: Listener) => listeners.push(listener) },
};
vi.stubGlobal("chrome", chrome);
const { contentRuntime } = await import("../../../lib/platform/content-runtime.ts");

beforeEach(() => {
  listeners.length = 0;
  chrome.runtime = runtime;
  runtime.id = ID;
});

/** What the sender gets: null if the message is left to others. */
async function send(message: unknown, sender: object = { id: ID }): Promise<unknown> {
  return new Promise((resolve) => {
    const answers = listeners.map((listener) => listener(message, sender, resolve));
    if (answers.every((answer) => answer !== true)) resolve(null);
  });
}

describe("a request of the worker", () => {
  it("is answered when the answer is there, as often as it comes", async () => {
    contentRuntime.answerRequests(async (request) => ({ to: request }));
    expect(await send("one")).toEqual({ to: "one" });
    expect(await send("two")).toEqual({ to: "two" });
  });

  it("gets no answer, and soon, where there is none to be had", async () => {
    contentRuntime.answerRequests(() => Promise.reject(new Error("no reader")));
    expect(await send("one")).toBeUndefined();
  });

  it("is left to others where it is none, or is not the worker's", async () => {
    let asked = 0;
    contentRuntime.answerRequests(() => {
      asked++;
      return null;
    });
    expect(await send("one")).toBeNull();
    for (const sender of [{ id: "other" }, { id: ID, tab: { id: 1 } }]) {
      expect(await send("one", sender)).toBeNull();
    }
    expect(asked).toBe(1);
  });
});

describe("an orphan", () => {
  it("is told by its extension's id that has gone, with all of the runtime or without", () => {
    expect(contentRuntime.isAlive()).toBe(true);
    runtime.id = undefined;
    expect(contentRuntime.isAlive()).toBe(false);
    delete chrome.runtime;
    expect(contentRuntime.isAlive()).toBe(false);
  });

  it("can ask nobody, which is a failure like any other", async () => {
    expect(await contentRuntime.sendMessage("one")).toEqual({ echo: "one" });
    delete chrome.runtime;
    await expect(contentRuntime.sendMessage("one")).rejects.toThrow("has gone");
    expect(() => contentRuntime.connect("ceremony")).toThrow("has gone");
  });
});
