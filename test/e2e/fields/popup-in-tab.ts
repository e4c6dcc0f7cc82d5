// Waykey's popup, kept open in a tab and loaded anew for each page: what it offers, and its buttons.

import type { Page } from "puppeteer";
import { fill, press } from "../flows/screen.ts";
import { VAULT_PASSWORD } from "../flows/waykey-user.ts";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import type { Screen } from "./field-page.ts";

export type Offer = {
  readonly screen: Screen;
  /** Whether it offers to keep the code that the page shows. */
  readonly keeps: boolean;
};

/** Longer than the popup itself waits for a page. */
const PATIENCE_MS = 5_000;

/** The card of each kind of screen, by its title. */
const CARDS: readonly (readonly [string, Screen])[] = [
  ["This page asks for your code", "one-time"],
  ["This page asks for a recovery code", "recovery"],
  ["This page asks for a code sent to your phone", "texted"],
  ["This page asks for a code from your e-mail", "emailed"],
];

/** The popup's text, once it knows the page in use. Null if that does not come, or the popup is left. */
function textWhenKnown(patienceMs: number): Promise<string | null> | null {
  if ("isLeft" in window) return null;
  const text = () =>
    document.querySelector(".context-host") === null ? null : document.body.innerText;
  return new Promise((resolve) => {
    const watch = new MutationObserver(() => look());
    const look = (isLast = false) => {
      const seen = text();
      if (seen === null && !isLast) return;
      watch.disconnect();
      resolve(seen);
    };
    watch.observe(document, { childList: true, subtree: true });
    setTimeout(look, patienceMs, true);
    look();
  });
}

export class PopupInTab {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(rig: Rig): Promise<PopupInTab> {
    return new PopupInTab(await rig.openExtensionPage("popup.html"));
  }

  /** Loads it anew, and waits until it has looked at the page in use. */
  async offer(): Promise<Offer> {
    await this.page.evaluate(() => {
      Object.assign(window, { isLeft: true });
      location.reload();
    });
    const text = await until("the popup to know the page", () =>
      // The document is just being replaced.
      this.page.evaluate(textWhenKnown, PATIENCE_MS).catch(() => null),
    );
    const [, screen] = CARDS.find(([title]) => text.includes(title)) ?? ["", "none" as const];
    return { screen, keeps: text.includes("Keep this recovery code?") };
  }

  async #sees(endings: readonly string[]): Promise<string> {
    return until(endings.join(" or "), async () => {
      const text = await this.page.evaluate(() => document.body.innerText);
      return endings.find((ending) => text.includes(ending)) ?? null;
    });
  }

  /** Whether Waykey says that the code is in the page. */
  async fillCode(): Promise<boolean> {
    const success = "The code is in the page";
    await press(this.page, "Fill code");
    return (await this.#sees([success, "The code was not filled"])) === success;
  }

  async fillRecoveryCode(): Promise<boolean> {
    const success = "Was the recovery code used?";
    await press(this.page, "Fill recovery code");
    await fill(this.page, "Password", VAULT_PASSWORD);
    await press(this.page, "Fill and use it up");
    const isFilled = (await this.#sees([success, "The code was not filled"])) === success;
    if (isFilled) {
      await press(this.page, "It was not used");
      await until("the question to go", async () => {
        const text = await this.page.evaluate(() => document.body.innerText);
        return !text.includes(success);
      });
    }
    return isFilled;
  }
}
