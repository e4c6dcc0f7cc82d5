// What Waykey's button in the toolbar shows.

import type { Page } from "puppeteer";

/** The marks of the tabs at headway.co, asked from a page of the extension. */
export function marksOfTabs(asker: Page): Promise<readonly string[]> {
  return asker.evaluate(async () => {
    type Api = {
      tabs: { query(info: { url: string }): Promise<readonly { readonly id: number }[]> };
      action: { getBadgeText(details: { tabId: number }): Promise<string> };
    };
    const { browser, chrome } = globalThis as unknown as Record<string, Api | undefined>;
    const api = browser ?? chrome;
    if (api === undefined) throw new TypeError("This is no page of an extension");
    const tabs = await api.tabs.query({ url: "https://headway.co/*" });
    return Promise.all(tabs.map(({ id: tabId }) => api.action.getBadgeText({ tabId })));
  });
}
