// The toolbar button: opening the popup from the shortcut, a badge that asks for a click in browsers that
// do not let an extension open it, and a mark for tabs whose page asks for a passkey or a code.

import browser from "webextension-polyfill";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import type { SessionStore } from "../app/ports.ts";
import type { Wish } from "../rpc/page-messages.ts";

/** As in the manifest. */
const TITLE = "Waykey";

/** In the session store, which ends with the browser as its marks do: the title of a reminder. */
const REMINDER = "button-reminder";

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

/**
 * Opens the toolbar popup by itself over a tab that the user is at, where the browser lets an extension do
 * that.
 */
export async function openPopupOver(tabId: number): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id !== tabId) return;
  const window = await browser.windows.getLastFocused();
  if (window.focused) await tryOpenPopup();
}

/**
 * Opens the toolbar popup, or marks the button where the browser does not open it; `title` says what for.
 * The browser is asked in this very turn.
 */
export async function openPopupOrHint(title: string): Promise<void> {
  if (!(await tryOpenPopup())) await setHint("!", title);
}

/** Marks the button until the popup shows what the reminder is about; `title` says what for. */
export async function remindOnButton(store: SessionStore, title: string): Promise<void> {
  await store.set(REMINDER, title);
  await setHint("!", title);
}

const WISH_TITLES = {
  passkey: "menu_wish_passkey",
  code: "menu_wish_code",
} as const satisfies Readonly<Record<Wish, MessageKey>>;

/**
 * Marks the button for one tab whose page asks for something, or takes the mark off. The browser takes it
 * off by itself when the tab goes to another page.
 */
export async function markTab(tabId: number, wish: Wish | null): Promise<void> {
  const title = wish === null ? TITLE : message(WISH_TITLES[wish]);
  try {
    await Promise.all([
      browser.action.setBadgeText({ tabId, text: wish === null ? "" : "1" }),
      browser.action.setTitle({ tabId, title }),
    ]);
  } catch {
    // The tab is gone, and its button with it.
  }
}

/** Takes the mark off the button. A reminder that no popup has shown yet stays there, or comes back. */
export async function clearPopupHint(store: SessionStore): Promise<void> {
  const reminder = await store.get(REMINDER);
  await (typeof reminder === "string" ? setHint("!", reminder) : setHint("", TITLE));
}

/** The same, and with the reminder: the popup shows what it is about. */
export async function clearReminder(store: SessionStore): Promise<void> {
  await store.remove(REMINDER);
  await clearPopupHint(store);
}
