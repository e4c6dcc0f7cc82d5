// The user's wish to have the code filled, by the keyboard shortcut or the context menu: it is filled, or
// the popup opens for what only the user can say.

import type { App } from "../app/app.ts";
import { fillByShortcut } from "../app/fills.ts";
import { isWaykeyError } from "../errors.ts";
import { clearPopupHint, openPopupOrHint } from "./popup-hint.ts";

export async function fillOrOpen(app: App): Promise<void> {
  let isFilled = false;
  try {
    isFilled = await fillByShortcut(app);
  } catch (error) {
    // The popup says what is wrong better than a shortcut could.
    if (!isWaykeyError(error)) throw error;
  }
  await (isFilled ? clearPopupHint() : openPopupOrHint("Open Waykey to choose a code"));
}
