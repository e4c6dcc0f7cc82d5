// The main screens, light and dark, each with the picture that it is held to in `baselines`.

import { readMessageFile } from "../setup/message-file.ts";
import { startRig } from "../e2e/rig/rig.ts";
import { showInTheme, THEMES } from "../e2e/rig/theme.ts";
import { startWorld } from "../e2e/rig/world.ts";
import { MAIN_STOPS, takeTour } from "../e2e/tour/tour.ts";
import type { Look } from "../e2e/tour/walk.ts";
import { STILL_ARGUMENTS } from "./still-life.ts";

/** As the tour calls them. */
export const MAIN_SCREENS: readonly string[] = [
  "first-run",
  "accounts",
  "account-folded",
  "locked",
  "prompt-choice",
  "options-wide",
  "import-table",
  "help",
];

export const BASELINES = "test/visual/baselines";

/** Has each of the main screens looked at in both themes, in Chromium; `name` is that of its baseline. */
export async function visitMainScreens(look: Look): Promise<void> {
  const world = await startWorld();
  const rig = await startRig("chromium", world, { chromiumArgs: STILL_ARGUMENTS });
  try {
    await takeTour(
      rig,
      readMessageFile("en"),
      async (page, screen) => {
        if (!MAIN_SCREENS.includes(screen)) return;
        for (const theme of THEMES) {
          await showInTheme(rig, page, theme);
          await look(page, `${screen}-${theme}`);
        }
      },
      MAIN_STOPS,
    );
  } finally {
    await rig.close();
    await world.close();
  }
}
