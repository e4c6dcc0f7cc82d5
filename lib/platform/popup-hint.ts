// The toolbar button as the last resort: opening the popup from the shortcut, and a badge that asks
// for a click in browsers that do not let an extension open it.

import browser from "webextension-polyfill";

/** As in the manifest. */
const TITLE = "Waykey";

type PopupOpener = { openPopup?: () => Promise<void> };

async function setHint(text: string, title: string): Promise<void> {
  await Promise.all([browser.action.setBadgeText({ text }), browser.action.setTitle({ title })]);
}

async function tryOpenPopup(): Promise<boolean> {
  const action = browser.action as typeof browser.action & PopupOpener;
  if (action.openPopup === undefined) return false;
  try {
    await action.openPopup();
    return true;
  } catch {
    // Firefox refuses outside the handler of a user action, Chrome without a window in front.
    return false;
  }
}

/** Opens the toolbar popup, or marks the button where the browser does not open it. */
export async function openPopupOrHint(): Promise<void> {
  if (!(await tryOpenPopup())) await setHint("!", "Open Waykey to choose a code");
}

/** Takes the mark off the button. */
export async function clearPopupHint(): Promise<void> {
  await setHint("", TITLE);
}
