// The prompt's window: a popup window of the extension's own, over the window that asked.

import browser from "webextension-polyfill";
import type { PromptWindows } from "../app/ports.ts";

const WIDTH = 420;
const HEIGHT = 720;

/** Where the prompt goes: top right of the asking tab's window, where toolbar popups appear. */
async function placeOver(tabId: number): Promise<{ left?: number; top?: number }> {
  const tab = await browser.tabs.get(tabId);
  if (tab.windowId === undefined) return {};
  const { left, top, width } = await browser.windows.get(tab.windowId);
  if (left === undefined || top === undefined || width === undefined) return {};
  return { left: Math.max(0, left + width - WIDTH - 16), top: Math.max(0, top + 72) };
}

async function isOpen(windowId: number): Promise<boolean> {
  return (await browser.windows.getAll()).some((window) => window.id === windowId);
}

export const promptWindows: PromptWindows = {
  async open(ceremonyId, overTabId) {
    const url = browser.runtime.getURL(`prompt.html?id=${encodeURIComponent(ceremonyId)}`);
    const place = await placeOver(overTabId);
    const base = { url, type: "popup" as const, width: WIDTH, height: HEIGHT };
    const opened = await browser.windows
      .create({ ...base, ...place })
      // Some window managers refuse a position that is partly off every screen.
      .catch(() => browser.windows.create(base));
    if (opened.id === undefined) throw new Error("The browser opened a window without an id");
    return opened.id;
  },
  async close(windowId) {
    if (!(await isOpen(windowId))) return;
    try {
      await browser.windows.remove(windowId);
    } catch (error) {
      // The user was faster.
      if (await isOpen(windowId)) throw error;
    }
  },
  isOpen,
};
