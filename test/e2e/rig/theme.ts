// Light and dark, as the browser tells pages what the user wants.

import type { Page } from "puppeteer";
import { darkenFirefox } from "./firefox-chrome.ts";
import type { Rig } from "./rig.ts";
import { until } from "./until.ts";

export const THEMES = ["light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

/** Has the page drawn in that theme; what is seen as it is printed has none, and is left as it is. */
export async function showInTheme(rig: Rig, page: Page, theme: Theme): Promise<void> {
  if (rig.kind === "firefox") {
    await darkenFirefox(rig.browser, theme === "dark");
  } else {
    await page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: theme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
  }
  await until(`the ${theme} theme`, () =>
    page.evaluate((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme),
  );
  // Chromium leaves some elements as they were: what each of them inherits is changed, so that all are styled anew.
  await page.evaluate((name) => {
    document.documentElement.style.setProperty("--shown-in-theme", name);
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, theme);
}

/** Whether the page is drawn as it is printed. */
export function isOnPaper(page: Page): Promise<boolean> {
  return page.evaluate(() => matchMedia("print").matches);
}
