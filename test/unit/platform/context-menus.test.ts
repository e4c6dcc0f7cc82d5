import browser from "webextension-polyfill";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { listenForMenus } from "../../../lib/platform/context-menus.ts";
import { drafts, forgetDraft, OFFER_ALARM } from "../../../lib/platform/drafts.ts";
import { World } from "../app/kit.ts";
import type { createFakeBrowser } from "./fake-browser.ts";

vi.mock("webextension-polyfill", async () => {
  const { createFakeBrowser } = await import("./fake-browser.ts");
  return { default: createFakeBrowser() };
});
vi.mock("../../../lib/platform/session-store.ts", () => ({
  sessionStore: {
    get: async (key: string) => structuredClone(held.get(key)),
    set: async (key: string, value: unknown) => void held.set(key, structuredClone(value)),
    remove: async (key: string) => void held.delete(key),
  },
}));

const held = new Map<string, unknown>();
const fake = browser as unknown as ReturnType<typeof createFakeBrowser>;
const KEY = "JBSW Y3DP";
const offered = { kind: "add", text: KEY, account: null, replace: null, export: null };

/** What is kept beside the open session and the note that the items are made. */
const kept = () => [...held.keys()].filter((key) => !["session", "menu-items-made"].includes(key));

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

async function choose(menuItemId: string, info: object = {}): Promise<void> {
  fake.contextMenus.onClicked.fire({ menuItemId, ...info });
  await settle();
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  held.clear();
  held.set("session", {});
  fake.contextMenus.items.clear();
  fake.contextMenus.onClicked.listeners.length = 0;
  fake.runtime.onInstalled.listeners.length = 0;
  fake.alarms.onAlarm.listeners.length = 0;
  Object.assign(fake.action, { opened: 0, refuses: false, badge: "", title: "Waykey" });
  listenForMenus(new World().bear().app);
  await settle();
});

describe("the context menu's items", () => {
  const ids = () => [...fake.contextMenus.items.keys()];

  it("are there once, on Headway's pages alone, whatever woke the worker", async () => {
    listenForMenus(new World().bear().app);
    fake.runtime.onInstalled.fire({ reason: "install" });
    await settle();
    expect(ids()).toEqual(["fill-code", "add-code"]);
    for (const item of fake.contextMenus.items.values()) {
      expect(item).toMatchObject({
        documentUrlPatterns: ["https://headway.co/*", "https://*.headway.co/*"],
      });
    }
  });

  it("are made once in a run of the browser, and again in the next", async () => {
    fake.contextMenus.items.clear();
    listenForMenus(new World().bear().app);
    await settle();
    expect(ids()).toEqual([]);
    // Switched off and on again, as in another run, nothing of the session is left.
    held.clear();
    listenForMenus(new World().bear().app);
    await settle();
    expect(ids()).toEqual(["fill-code", "add-code"]);
  });

  it("are made at the next start where the worker died while it renewed them", async () => {
    const removeAll = vi.spyOn(fake.contextMenus, "removeAll").mockImplementationOnce(() => {
      fake.contextMenus.items.clear();
      return new Promise(() => undefined);
    });
    fake.runtime.onInstalled.fire({ reason: "update" });
    await settle();
    removeAll.mockRestore();
    expect(ids()).toEqual([]);
    listenForMenus(new World().bear().app);
    await settle();
    expect(ids()).toEqual(["fill-code", "add-code"]);
  });

  it("are renewed by another version", async () => {
    fake.contextMenus.items.set("old", { id: "old" });
    fake.runtime.onInstalled.fire({ reason: "install" });
    await settle();
    expect(ids()).toEqual(["fill-code", "add-code"]);
  });
});

describe("what the popup keeps", () => {
  const draft = { kind: "add", text: KEY, account: null, replace: null, export: null } as const;

  it("is a draft, until it is let go", async () => {
    await drafts.set(draft);
    expect(await drafts.get()).toEqual(draft);
    await drafts.set(null);
    expect(await drafts.get()).toBeNull();
  });

  it("is no draft that comes after a lock", async () => {
    held.delete("session");
    await drafts.set(draft);
    expect(kept()).toHaveLength(0);
  });

  it("is no draft for a worker that is born to a locked vault", async () => {
    await drafts.set(draft);
    await forgetDraft();
    expect(await drafts.get()).toBeNull();
  });
});

describe("what is chosen to be added", () => {
  it("waits for the popup, which opens", async () => {
    await choose("add-code", { selectionText: KEY });
    expect(fake.action.opened).toBe(1);
    expect(await drafts.get()).toEqual(offered);
    expect(kept()).toEqual(["draft"]);
    await choose("add-code", { mediaType: "image" });
    expect(await drafts.get()).toEqual({ kind: "scan" });
  });

  it("has the button marked where the popup does not open", async () => {
    fake.action.refuses = true;
    await choose("add-code", { selectionText: KEY });
    expect(fake.action).toMatchObject({ badge: "!", title: "Open Waykey to add the code" });
    expect(await drafts.get()).toEqual(offered);
  });

  it("outlives a worker that is born to a locked vault, as an older draft does not", async () => {
    await drafts.set({ kind: "add", text: "older", account: null, replace: null, export: null });
    await choose("add-code", { selectionText: KEY });
    await forgetDraft();
    expect(await drafts.get()).toEqual(offered);
  });

  it("leaves an export that is on its way in as it is", async () => {
    const begun = { texts: ["otpauth-migration://a"], isEnough: false, left: [], accounts: {} };
    await drafts.set({ kind: "add", text: "", account: null, replace: null, export: begun });
    await choose("add-code", { mediaType: "image" });
    expect(await drafts.get()).toEqual({ kind: "scan", export: begun });
    await choose("add-code", { selectionText: KEY });
    expect(await drafts.get()).toEqual({ ...offered, export: begun });
  });

  it("is forgotten by a lock", async () => {
    await choose("add-code", { selectionText: KEY });
    await drafts.set(null);
    expect(kept()).toHaveLength(0);
  });

  it("is forgotten when nobody has unlocked for ten minutes", async () => {
    await choose("add-code", { selectionText: KEY });
    expect(fake.alarms.at.get(OFFER_ALARM)).toBe(Date.now() + 600_000);
    fake.alarms.onAlarm.fire({ name: OFFER_ALARM });
    await settle();
    expect(kept()).toHaveLength(1);
    vi.setSystemTime(Date.now() + 600_000);
    expect(await drafts.get()).toBeNull();
    await choose("add-code", { selectionText: KEY });
    vi.setSystemTime(Date.now() + 600_000);
    fake.alarms.onAlarm.fire({ name: OFFER_ALARM });
    await settle();
    expect(kept()).toHaveLength(0);
  });
});

describe("the wish to fill", () => {
  it("is the keyboard shortcut's: where the user has to say more, the popup opens", async () => {
    await choose("fill-code");
    expect(fake.action.opened).toBe(1);
    expect(kept()).toHaveLength(0);
  });
});
