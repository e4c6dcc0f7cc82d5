// What axe finds amiss on any screen of the tour, in any of its states: nothing. In Chromium the colours are dark, in Firefox
// light, and in the long run both in each: from the browser's start on, since a page that is turned from one to the
// other leaves some of what it draws as it was.

import { describe, expect, it } from "vitest";
import { readMessageFile } from "../setup/message-file.ts";
import { faultsByAxe } from "./rig/axe.ts";
import { KIND } from "./rig/kind.ts";
import { isOnPaper, type Theme, THEMES } from "./rig/theme.ts";
import { useRig } from "./rig/use-rig.ts";
import { takeTour } from "./tour/tour.ts";

const USUAL: Theme = KIND === "chromium" ? "dark" : "light";
const tried = process.env["WAYKEY_THOROUGH"] === undefined ? [USUAL] : THEMES;

describe.each(tried)(`all screens in ${KIND} in %s colours`, (theme) => {
  const code = theme === "dark" ? 0 : 1;
  const given = useRig({
    chromiumArgs: [`--blink-settings=preferredColorScheme=${code}`],
    firefoxPrefs: { "layout.css.prefers-color-scheme.content-override": code },
  });

  it("break no rule of axe", async () => {
    const found: Record<string, readonly string[]> = {};
    await takeTour(given.rig, readMessageFile("en"), async (page, screen) => {
      // Nobody reads paper with a screen reader.
      if (await isOnPaper(page)) return;
      const isTheme = await page.evaluate(
        (wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
        theme,
      );
      expect(isTheme, `${screen} is ${theme}`).toBe(true);
      const faults = await faultsByAxe(page);
      if (faults.length > 0) found[screen] = faults;
    });
    expect(found).toEqual({});
  }, 480_000);
});
