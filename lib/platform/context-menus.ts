// The context menu on Headway's pages: filling the code into a field, and adding a code from a selection, a
// link or a picture. The browser keeps the items over the worker's death.

import browser, { type Menus } from "webextension-polyfill";
import { message } from "../../lib/i18n/messages.ts";
import type { AddDraft, ScanDraft } from "../../components/ports.ts";
import type { App } from "../app/app.ts";
import { codeTextOf } from "../app/menu-choice.ts";
import { createMutex } from "../app/mutex.ts";
import { HEADWAY_MATCHES } from "../headway/hosts.ts";
import { forgetOldOffer, OFFER_ALARM, offerDraft } from "./drafts.ts";
import { fillOrOpen } from "./fill-command.ts";
import { openPopupOrHint } from "./popup-hint.ts";
import { sessionStore } from "./session-store.ts";

const FILL = "fill-code";
const ADD = "add-code";

/** Names the note that this run of the browser has the items. */
const MADE = "menu-items-made";

function items(): readonly Menus.CreateCreatePropertiesType[] {
  return [
    { id: FILL, title: message("menu_fill"), contexts: ["editable"] },
    { id: ADD, title: message("menu_add"), contexts: ["selection", "link", "image"] },
  ];
}

/** An item that is there already is left as it is. */
function createItems(): void {
  for (const item of items()) {
    browser.contextMenus.create({ ...item, documentUrlPatterns: [...HEADWAY_MATCHES] }, () => {
      // Read, or the browser reports it: the item is there.
      void browser.runtime.lastError;
    });
  }
}

/**
 * Also of an extension that was switched off and on again, which is no installation: what was noted of this run is gone then.
 * Not at each start of the worker: a start would wait for the titles.
 */
async function createOnce(): Promise<void> {
  if ((await sessionStore.get(MADE)) === true) return;
  createItems();
  await sessionStore.set(MADE, true);
}

/**
 * Of another version or in another language the items may be others. The note goes first: where the worker dies before the
 * new ones are there, its next start makes them.
 */
async function renewItems(): Promise<void> {
  await sessionStore.remove(MADE);
  await browser.contextMenus.removeAll();
  await createOnce();
}

function draftOf(info: Menus.OnClickData): AddDraft | ScanDraft {
  const text = codeTextOf(info);
  return text === null
    ? { kind: "scan" }
    : { kind: "add", text, account: null, replace: null, export: null };
}

/** In one turn: Firefox opens the popup only within the handling of the click. */
async function onAdd(info: Menus.OnClickData): Promise<void> {
  await Promise.all([
    offerDraft(draftOf(info), Date.now()),
    openPopupOrHint(message("menu_open_to_add")),
  ]);
}

/** Registers the listeners and makes the items, in the first turn of the worker. */
export function listenForMenus(app: App): void {
  const inTurn = createMutex();
  const renew = () => void inTurn(renewItems);
  browser.runtime.onInstalled.addListener(renew);
  browser.runtime.onStartup.addListener(renew);
  browser.contextMenus.onClicked.addListener((info) => {
    if (info.menuItemId === FILL) void fillOrOpen(app);
    if (info.menuItemId === ADD) void onAdd(info);
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === OFFER_ALARM) void forgetOldOffer(Date.now());
  });
  void inTurn(createOnce);
}
