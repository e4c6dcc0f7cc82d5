// Tells Waykey of a reset that has ended all that an account holds, also what was added on that day.

import type { Page } from "puppeteer";
import { press, sees } from "./screen.ts";

/** On the account's screen, with the section of the reset open. */
export async function noteResetOfAll(popup: Page): Promise<void> {
  await press(popup, "I have reset it");
  await sees(popup, "you may have set it up after the reset");
  await popup.evaluate(() => {
    for (const box of document.querySelectorAll<HTMLInputElement>(
      ".confirm input[type=checkbox]",
    )) {
      if (!box.checked) box.click();
    }
  });
  await press(popup, "Yes, put the old ones away");
}
