// Tabs as the use cases see them: the Headway page in use, and a way to ask its content script.

import browser, { type Tabs } from "webextension-polyfill";
import type { PageInUse, Pages } from "../app/ports.ts";
import { WaykeyError } from "../errors.ts";
import { HEADWAY_MATCHES, isInScope } from "../headway/hosts.ts";

const NEXT_LOAD_MS = 30_000;

function pageOf(tab: Tabs.Tab | undefined): PageInUse | null {
  if (tab?.id === undefined || tab.url === undefined || !isInScope(tab.url)) return null;
  return { tabId: tab.id, origin: new URL(tab.url).origin };
}

/**
 * The active tab of the window in use. When that is a page of Waykey's own (the popup opened in a
 * tab, the options page), the Headway tab that was used last.
 */
async function inUse(): Promise<PageInUse | null> {
  const [active] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  const ours = browser.runtime.getURL("");
  const isOurs = active?.url === undefined ? active === undefined : active.url.startsWith(ours);
  if (!isOurs) return pageOf(active);
  const tabs = await browser.tabs.query({ url: [...HEADWAY_MATCHES] });
  const latest = tabs.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  return latest.map(pageOf).find((page) => page !== null) ?? null;
}

async function ask(tabId: number, request: unknown): Promise<unknown> {
  try {
    return await browser.tabs.sendMessage(tabId, request, { frameId: 0 });
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

export const extensionPages: Pages = { inUse, ask, nextLoad, loaded, access };
