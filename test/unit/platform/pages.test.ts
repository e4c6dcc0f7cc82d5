import { beforeEach, describe, expect, it, vi } from "vitest";
import { extensionPages } from "../../../lib/platform/pages.ts";
import { OURS } from "./fake-browser.ts";

type Tab = { readonly id: number; readonly url?: string; readonly lastAccessed: number };
type Query = { readonly active?: boolean; readonly url?: readonly string[] };

const given = vi.hoisted(() => ({
  tabs: [] as readonly unknown[],
  active: 0,
  /** What asking a page comes to, in turn; an error is thrown. */
  answers: [] as unknown[],
  done: [] as unknown[],
}));

vi.mock("webextension-polyfill", async () => {
  const { OURS: ours } = await import("./fake-browser.ts");
  return {
    default: {
      runtime: { getURL: (path: string) => `${ours}/${path}` },
      scripting: {
        executeScript: async ({ target }: { target: unknown }) => {
          given.done.push(target);
        },
      },
      tabs: {
        sendMessage: async (_tab: number, request: unknown) => {
          given.done.push(request);
          const answer = given.answers.shift();
          if (answer instanceof Error) throw answer;
          return answer;
        },
        query: async ({ active, url }: Query) => {
          const tabs = given.tabs as readonly Tab[];
          if (active === true) return tabs.filter(({ id }) => id === given.active);
          // As good as a pattern of Headway's: no address of our own fits any.
          return tabs.filter((tab) => url === undefined || tab.url?.includes("headway.co"));
        },
      },
    },
  };
});

const PRACTICE = `${OURS}/practice.html`;
const HEADWAY = "https://headway.co/login";

/** Tabs with these addresses, numbered from 1, the last one used last: that is the active one. */
function open(...urls: readonly (string | undefined)[]): void {
  given.active = urls.length;
  given.tabs = urls.map((url, at) => ({
    id: at + 1,
    ...(url === undefined ? {} : { url }),
    lastAccessed: at,
  }));
}

async function seen() {
  const page = await extensionPages.inUse();
  return { headway: page?.tabId ?? null, practice: await extensionPages.practiceTab() };
}

beforeEach(() => open());

describe("the page in use", () => {
  it.each([
    ["a Headway page", [PRACTICE, HEADWAY], { headway: 2, practice: null }],
    ["the practice page", [HEADWAY, PRACTICE], { headway: null, practice: 2 }],
    ["the practice page at a place in it", [`${PRACTICE}?a=b#c`], { headway: null, practice: 1 }],
    [
      "another site",
      [HEADWAY, PRACTICE, "https://example.com/"],
      { headway: null, practice: null },
    ],
    ["another site, hidden", [HEADWAY, PRACTICE, undefined], { headway: null, practice: null }],
    [
      "another site that is called like it",
      [HEADWAY, `https://example.com/practice.html?${PRACTICE}`],
      { headway: null, practice: null },
    ],
    [
      "a page of another extension",
      ["moz-extension://other/practice.html"],
      { headway: null, practice: null },
    ],
    [
      "another page of ours",
      [HEADWAY, PRACTICE, `${OURS}/options.html`],
      { headway: 1, practice: null },
    ],
    [
      "a page of ours that is called alike",
      [`${OURS}/practice.html.html`],
      { headway: null, practice: null },
    ],
    [
      "the popup in a tab, over practice",
      [HEADWAY, PRACTICE, `${OURS}/popup.html`],
      { headway: null, practice: 2 },
    ],
    [
      "the popup in a tab, over Headway",
      [PRACTICE, HEADWAY, `${OURS}/popup.html`],
      { headway: 2, practice: null },
    ],
    [
      "the popup in a tab, over others",
      ["https://example.com/", `${OURS}/popup.html`],
      { headway: null, practice: null },
    ],
    ["none at all", [], { headway: null, practice: null }],
  ])("is told while the user has %s before them", async (_, urls, expected) => {
    open(...urls);
    expect(await seen()).toEqual(expected);
  });
});

describe("asking a page", () => {
  const silent = new Error("Could not establish connection. Receiving end does not exist.");
  const request = { type: "inspect" } as const;
  const reader = { tabId: 7, frameIds: [0] };

  beforeEach(() => {
    given.done.length = 0;
  });

  it("that listens takes one question", async () => {
    given.answers = ["answer"];
    expect(await extensionPages.ask(7, request)).toBe("answer");
    expect(given.done).toEqual([request]);
  });

  it("that has asked for nothing yet has the reader run there first", async () => {
    given.answers = [silent, "answer"];
    expect(await extensionPages.ask(7, request)).toBe("answer");
    expect(given.done).toEqual([request, reader, request]);
  });

  it("that has no script of Waykey's fails, after one more try", async () => {
    given.answers = [silent, silent];
    await expect(extensionPages.ask(7, request)).rejects.toThrow("does not answer");
    expect(given.done).toEqual([request, reader, request]);
  });

  it("that goes away meanwhile is not asked again: another may stand in its place", async () => {
    given.answers = [new Error("The message port closed before a response was received.")];
    await expect(extensionPages.ask(7, request)).rejects.toThrow("does not answer");
    expect(given.done).toEqual([request]);
  });
});
