// Light and dark, as the browser tells pages what the user wants.

import type { Page } from "puppeteer";
import { darkenFirefox } from "./firefox-chrome.ts";
import type { Rig } from "./rig.ts";
import { until } from "./until.ts";

export const THEMES = ["light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

/**
 * Has the page drawn in that theme, and in Chromium with reduced motion; what is seen as it is printed has none, and is left as
 * it is.
 */
export async function showInTheme(rig: Rig, page: Page, theme: Theme): Promise<void> {
  if (rig.kind === "firefox") {
    await darkenFirefox(rig.browser, theme === "dark");
  } else {
    await page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: theme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
  }
  // Whatever goes over from one colour to the other has the old one until it is drawn the next time.
  await until(`all of the page to be ${theme}`, () =>
    page.evaluate((wanted) => {
      const changing = document.getAnimations().filter((each) => each instanceof CSSTransition);
      return matchMedia(`(prefers-color-scheme: ${wanted})`).matches && changing.length === 0;
    }, theme),
  );
}

/** Whether the page is drawn as it is printed. */
export function isOnPaper(page: Page): Promise<boolean> {
  return page.evaluate(() => matchMedia("print").matches);
}
