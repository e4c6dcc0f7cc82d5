// Tabs as the use cases see them: the Headway page in use and a way to ask its content script, or Waykey's own
// practice page.

import browser, { type Tabs } from "webextension-polyfill";
import type { PageInUse, Pages } from "../app/ports.ts";
import { WaykeyError } from "../errors.ts";
import { HEADWAY_MATCHES, isInScope } from "../headway/hosts.ts";
import { injectReader } from "./page-reader.ts";

const NEXT_LOAD_MS = 30_000;

function pageOf(tab: Tabs.Tab | undefined): PageInUse | null {
  if (tab?.id === undefined || tab.url === undefined || !isInScope(tab.url)) return null;
  return { tabId: tab.id, origin: new URL(tab.url).origin };
}

/** Whether the tab shows that page of Waykey's own. */
function shows(tab: Tabs.Tab, page: "practice.html" | "popup.html"): boolean {
  const address = browser.runtime.getURL(page);
  return tab.url?.split(/[?#]/, 1)[0] === address;
}

function latestOf(tabs: readonly Tabs.Tab[]): Tabs.Tab | undefined {
  return tabs.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
}

/**
 * The active tab of the window in use. When that is a page of Waykey's own (the options page), the Headway tab that
 * was used last; but the practice page is in use by itself. The popup opened in a tab stands for the popup over the
 * one or the other.
 */
async function tabInUse(): Promise<Tabs.Tab | undefined> {
  const [active] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  const ours = browser.runtime.getURL("");
  if (active !== undefined && active.url?.startsWith(ours) !== true) return active;
  if (active !== undefined && shows(active, "practice.html")) return active;
  const isPopup = active !== undefined && shows(active, "popup.html");
  // The addresses of others are hidden from Waykey.
  const tabs = await browser.tabs.query(isPopup ? {} : { url: [...HEADWAY_MATCHES] });
  return latestOf(tabs.filter((tab) => pageOf(tab) !== null || shows(tab, "practice.html")));
}

async function inUse(): Promise<PageInUse | null> {
  return pageOf(await tabInUse());
}

async function practiceTab(): Promise<number | null> {
  const tab = await tabInUse();
  return tab?.id !== undefined && shows(tab, "practice.html") ? tab.id : null;
}

/** As both browsers say that no script of ours listens in a page. */
const NO_LISTENER = /Receiving end does not exist/;

/** The page's script listens no sooner than something is asked, by the page or by the reader that comes into it. */
async function ask(tabId: number, request: unknown): Promise<unknown> {
  const send = () => browser.tabs.sendMessage(tabId, request, { frameId: 0 });
  try {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Error) || !NO_LISTENER.test(error.message)) throw error;
      await injectReader({ tabId, frameId: 0, documentId: null });
      return await send();
    }
  } catch (cause) {
    throw new WaykeyError("page/unreachable", "The page does not answer; reload it", { cause });
  }
}

function nextLoad(tabId: number): Promise<PageInUse | null> {
  return new Promise((resolve) => {
    const finish = (page: PageInUse | null) => {
      clearTimeout(timer);
      browser.tabs.onUpdated.removeListener(onUpdated);
      browser.tabs.onRemoved.removeListener(onRemoved);
      resolve(page);
    };
    const onUpdated = (id: number, change: Tabs.OnUpdatedChangeInfoType, tab: Tabs.Tab) => {
      if (id === tabId && change.status === "complete") finish(pageOf(tab));
    };
    const onRemoved = (id: number) => {
      if (id === tabId) finish(null);
    };
    const timer = setTimeout(() => finish(null), NEXT_LOAD_MS);
    browser.tabs.onUpdated.addListener(onUpdated);
    browser.tabs.onRemoved.addListener(onRemoved);
  });
}

async function loaded(tabId: number): Promise<PageInUse | null> {
  try {
    const tab = await browser.tabs.get(tabId);
    return tab.status === "complete" ? pageOf(tab) : null;
  } catch {
    // The tab is closed.
    return null;
  }
}

function access(): Promise<boolean> {
  return browser.permissions.contains({ origins: [...HEADWAY_MATCHES] });
}

export const extensionPages: Pages = { inUse, ask, nextLoad, loaded, practiceTab, access };
