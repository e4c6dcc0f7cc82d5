// The popup as it hangs from the toolbar, opened by the user over the page in use: by the button in Chromium,
// by its keyboard shortcut in Firefox. Only so does the browser let Waykey see the tab.

import type { Browser, Page } from "puppeteer";
import { inFirefoxPopup, pressFirefoxKeys } from "../rig/firefox-chrome.ts";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { press, textOf } from "./screen.ts";

export type RealPopup = {
  press(name: string): Promise<void>;
  text(): Promise<string>;
};

export async function openRealPopup(rig: Rig, page: Page): Promise<RealPopup> {
  await page.bringToFront();
  return rig.kind === "chromium" ? openInChromium(rig, page) : openInFirefox(rig);
}

async function openInChromium(rig: Rig, page: Page): Promise<RealPopup> {
  const [extension] = (await rig.browser.extensions()).values();
  if (extension === undefined) throw new Error("Chromium has no extension");
  const url = `${rig.extensionOrigin}/popup.html`;
  await page.triggerExtensionAction(extension);
  const target = await rig.browser.waitForTarget((each) => each.url() === url);
  const popup = await target.asPage();
  return { press: (name) => press(popup, name), text: () => textOf(popup) };
}

/** The shortcut of the button, Alt+Shift+K. */
async function openInFirefox({ browser }: Rig): Promise<RealPopup> {
  const text = () => textInFirefox(browser);
  // The shortcut closes a popup that still hangs there from before.
  if ((await text()) !== "") {
    await pressFirefoxKeys(browser, "K");
    await until("the popup before to be gone", async () => (await text()) === "");
  }
  await pressFirefoxKeys(browser, "K");
  await until("the popup to hang from the toolbar", async () => (await text()) !== "");
  return hangingInFirefox(browser);
}

function hangingInFirefox(browser: Browser): RealPopup {
  return {
    text: () => textInFirefox(browser),
    async press(name) {
      await until(`the button "${name}" in the popup`, () =>
        inFirefoxPopup(
          browser,
          (window, wanted) => {
            const named = [...window.document.querySelectorAll("button")].filter(
              (button) => button.textContent.trim() === wanted && !button.disabled,
            );
            named[0]?.click();
            return named.length === 1;
          },
          name,
        ),
      );
    },
  };
}

/** What the popup shows that hangs from the toolbar; empty if none does. */
async function textInFirefox(browser: Browser): Promise<string> {
  return (await inFirefoxPopup(browser, (window) => window.document.body.innerText, "")) ?? "";
}

/** The popup that has opened by itself over the page in use, or is about to. */
export async function openedPopup({ browser, kind, extensionOrigin }: Rig): Promise<RealPopup> {
  if (kind === "firefox") {
    await until("the popup", async () => (await textInFirefox(browser)) !== "");
    return hangingInFirefox(browser);
  }
  const url = `${extensionOrigin}/popup.html`;
  const popup = await until("the popup", async () => {
    return (
      (await browser
        .targets()
        .find((each) => each.url() === url)
        ?.asPage()) ?? null
    );
  });
  return { press: (name) => press(popup, name), text: () => textOf(popup) };
}
