// What axe finds amiss on any screen of the tour, in any of its states: nothing. In Chromium the colours are dark, in Firefox
// light, and in the long run both in each. And for those who want no motion: none, not even of colours.

import { describe, expect, it } from "vitest";
import { readMessageFile } from "../setup/message-file.ts";
import { seesButton } from "./flows/screen.ts";
import { faultsByAxe } from "./rig/axe.ts";
import { KIND } from "./rig/kind.ts";
import { isOnPaper, showInTheme, type Theme, THEMES } from "./rig/theme.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";
import { takeTour } from "./tour/tour.ts";

const USUAL: Theme = KIND === "chromium" ? "dark" : "light";
const tried = process.env["WAYKEY_THOROUGH"] === undefined ? [USUAL] : THEMES;

describe(`all screens in ${KIND} in ${tried.join(" and ")} colours`, () => {
  const given = useRig();

  it("break no rule of axe", async () => {
    const found: Record<string, readonly string[]> = {};
    await takeTour(given.rig, readMessageFile("en"), async (page, screen) => {
      // Nobody reads paper with a screen reader.
      if (await isOnPaper(page)) return;
      for (const theme of tried) {
        await showInTheme(given.rig, page, theme);
        const faults = await faultsByAxe(page);
        if (faults.length > 0) found[`${screen}, ${theme}`] = faults;
      }
    });
    expect(found).toEqual({});
  }, 600_000);
});

/** `goingOver`: how much was still changing as the page was told of the other colours. */
type Turned = { dark: MediaQueryList; goingOver?: number };

describe(`a page in ${KIND} for somebody who wants no motion`, () => {
  const given = useRig({ firefoxPrefs: { "ui.prefersReducedMotion": 1 } });

  it("is in the other colours at once", async () => {
    const { rig } = given;
    const page = await rig.openExtensionPage("popup.html");
    await seesButton(page, "Create vault");
    await showInTheme(rig, page, "light");
    await page.evaluate(() => {
      const seen = globalThis as unknown as Turned;
      seen.dark = matchMedia("(prefers-color-scheme: dark)");
      seen.dark.addEventListener("change", () => {
        seen.goingOver = document.getAnimations().length;
      });
    });
    await showInTheme(rig, page, "dark");
    const goingOver = await until("the page to be told", () =>
      page.evaluate(() => {
        const { goingOver } = globalThis as unknown as Turned;
        return goingOver === undefined ? null : { count: goingOver };
      }),
    );
    expect(goingOver).toEqual({ count: 0 });
    const isReduced = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
    expect(await page.evaluate(isReduced)).toBe(true);
  });
});
