// The page's context menu. In Firefox the browser's own menu is opened by a right click, and its item
// chosen. Chromium draws it where no test reaches: there the click is dispatched at the worker's event, where
// Chromium's menu ends, after the item was seen to be there.

import type { Page } from "puppeteer";
import { chooseFirefoxMenuItem } from "./firefox-chrome.ts";
import type { Rig } from "./rig.ts";

export type MenuItem = "Fill the code" | "Add this code to Waykey";

const IDS: Readonly<Record<MenuItem, string>> = {
  "Fill the code": "fill-code",
  "Add this code to Waykey": "add-code",
};

type MenuApi = {
  contextMenus: {
    update(id: string, change: object): Promise<void>;
    onClicked: { dispatch?: (info: object) => void };
  };
};

/** What Chromium tells of the element under the pointer. */
function describe(element: Element): object {
  const link = element.closest("a");
  const selectionText = getSelection()?.toString() ?? "";
  return {
    ...(link === null ? {} : { linkUrl: link.href }),
    ...(element instanceof HTMLImageElement ? { mediaType: "image", srcUrl: element.src } : {}),
    ...(selectionText === "" ? {} : { selectionText }),
    editable: element instanceof HTMLInputElement,
  };
}

/** Chooses the item in the menu of the one element that `selector` finds. */
export async function chooseInMenu(
  rig: Rig,
  page: Page,
  selector: string,
  item: MenuItem,
): Promise<void> {
  await page.bringToFront();
  if (rig.kind === "firefox") {
    await page.click(selector, { button: "right" });
    await chooseFirefoxMenuItem(rig.browser, item);
    return;
  }
  const info = await page.$eval(selector, describe);
  const worker = await rig.worker();
  const isDispatched = await worker.evaluate(
    async (menuItemId, given) => {
      const { contextMenus } = (globalThis as unknown as { chrome: MenuApi }).chrome;
      // Fails where there is no such item.
      await contextMenus.update(menuItemId, {});
      contextMenus.onClicked.dispatch?.({ ...given, menuItemId });
      return contextMenus.onClicked.dispatch !== undefined;
    },
    IDS[item],
    info,
  );
  if (!isDispatched) throw new Error("Chromium does not let its menu event be dispatched");
}
