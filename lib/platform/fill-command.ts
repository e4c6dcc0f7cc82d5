// The user's wish to have the code filled, by the keyboard shortcut or the context menu: it is filled, also into
// Waykey's own practice page, or the popup opens for what only the user can say, or to tell what failed.

import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import type { App } from "../app/app.ts";
import { fillByShortcut, type ShortcutOutcome } from "../app/fills.ts";
import { fillPractice } from "../app/practice.ts";
import { isWaykeyError } from "../errors.ts";
import { clearPopupHint, openPopupOrHint } from "./popup-hint.ts";

/** Of the button, where the browser does not open the popup. */
const TITLES = {
  unclear: "menu_open_to_choose",
  failed: "menu_not_filled",
} as const satisfies Readonly<Record<Exclude<ShortcutOutcome, "done">, MessageKey>>;

export async function fillOrOpen(app: App): Promise<void> {
  let outcome: ShortcutOutcome = "failed";
  try {
    outcome = (await fillPractice(app)) ? "done" : await fillByShortcut(app);
  } catch (error) {
    // The popup says what is wrong better than a shortcut could.
    if (!isWaykeyError(error)) throw error;
  }
  await (outcome === "done"
    ? clearPopupHint(app.ports.sessionStore)
    : openPopupOrHint(message(TITLES[outcome])));
}
