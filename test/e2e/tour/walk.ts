// Whoever walks through the screens of Waykey without knowing their words: controls are found by their messages.

import type { Page } from "puppeteer";
import { type MessageKey, messageWith, setMessageSource } from "../../../lib/i18n/messages.ts";
import { type MessageFile, sourceOf } from "../../setup/message-file.ts";
import { fill, press, sees, seesButton } from "../flows/screen.ts";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";

/** What is done with a screen of the tour: a picture, a check. It may wait, and leaves the page as it was. */
export type Look = (page: Page, screen: string) => Promise<void>;

export const POPUP_SIZE = { width: 380, height: 600 } as const;

export class Walk {
  readonly rig: Rig;
  /** Without waiting for anything: for a page that shows that it waits. */
  readonly lookAtWaiting: Look;

  /** @param words of the extension that runs in the rig */
  constructor(rig: Rig, words: MessageFile, look: Look) {
    this.rig = rig;
    this.lookAtWaiting = look;
    setMessageSource(sourceOf(words));
  }

  /** Looks at the page once nothing of it is on its way any more. */
  async look(page: Page, screen: string): Promise<void> {
    await until(`all of ${screen}`, async () => (await page.$(".loading")) === null);
    await this.lookAtWaiting(page, screen);
  }

  async open(path: string, width: number, height = 900): Promise<Page> {
    const page = await this.rig.openExtensionPage(path);
    await page.setViewport({ width, height });
    return page;
  }

  /** The popup in a tab of its size, closed again after `work`. */
  async inPopup(work: (popup: Page) => Promise<void>): Promise<void> {
    const popup = await this.open("popup.html", POPUP_SIZE.width, POPUP_SIZE.height);
    await work(popup);
    await popup.close();
  }

  /** The full page as wide as most see it, closed again after `work`. */
  async inOptions(work: (options: Page) => Promise<void>): Promise<void> {
    const options = await this.open("options.html", 900);
    await this.seesButton(options, "common_lock");
    await work(options);
    await options.close();
  }

  /** The part of the page from its top to its end alone, so that a long page is not looked at for each part of it. */
  async lookAtSection(page: Page, section: string, screen: string): Promise<void> {
    const showOnly = (id: string | null) =>
      page.evaluate((wanted) => {
        for (const each of document.querySelectorAll<HTMLElement>(".options-main > :not(h1)")) {
          each.style.display = wanted !== null && each.id !== wanted ? "none" : "";
        }
      }, id);
    await showOnly(section);
    await this.look(page, screen);
    await showOnly(null);
  }

  press(page: Page, key: MessageKey, ...values: readonly string[]): Promise<void> {
    return press(page, messageWith(key, values));
  }

  fill(page: Page, key: MessageKey, text: string, ...values: readonly string[]): Promise<void> {
    return fill(page, messageWith(key, values), text);
  }

  sees(page: Page, key: MessageKey, ...values: readonly string[]): Promise<void> {
    return sees(page, messageWith(key, values));
  }

  seesButton(page: Page, key: MessageKey): Promise<void> {
    return seesButton(page, messageWith(key, []));
  }
}

/** Opens all sections of an account. */
export async function unfoldAll(popup: Page): Promise<void> {
  await until("the account's sections", () =>
    popup.evaluate(() => {
      const folded = document.querySelectorAll("details");
      for (const each of folded) each.open = true;
      return folded.length > 2;
    }),
  );
}
