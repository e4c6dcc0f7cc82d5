// The toolbar button: opening the popup from the shortcut, a badge that asks for a click in browsers that
// do not let an extension open it, and a mark for tabs whose page waits for a passkey.

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

/**
 * Marks the button for one tab whose page waits for a passkey, or takes the mark off. The browser takes it
 * off by itself when the tab goes to another page.
 */
export async function markWaitingTab(tabId: number, isWaiting: boolean): Promise<void> {
  const title = isWaiting ? "Waykey: this page takes a passkey" : TITLE;
  try {
    await Promise.all([
      browser.action.setBadgeText({ tabId, text: isWaiting ? "1" : "" }),
      browser.action.setTitle({ tabId, title }),
    ]);
  } catch {
    // The tab is gone, and its button with it.
  }
}

/** Takes the mark off the button. */
export async function clearPopupHint(): Promise<void> {
  await setHint("", TITLE);
}
