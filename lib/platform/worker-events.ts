// The worker's other events: messages, ceremonies' alarms, closed windows, the shortcut that fills. All listeners
// are registered in the first turn, or a woken worker would miss what woke it.

import browser, { type Runtime } from "webextension-polyfill";
import { type App, hasVault } from "../app/app.ts";
import type { Ceremonies } from "../app/ceremonies.ts";
import { CLIPBOARD_ALARM } from "../app/clipboard-clearing.ts";
import { isServed } from "../app/ceremony-claim.ts";
import { FAILED_FILL_ALARM, forgetOldFailedFill } from "../app/failed-fills.ts";
import { createHandlers } from "../app/handlers.ts";
import { mayOpenItself } from "../app/self-opening.ts";
import type { Requester } from "../app/ceremony-state.ts";
import { weekOfReminder } from "../app/reset-weeks.ts";
import { receiveSignal } from "../app/signals.ts";
import { isWaykeyError } from "../errors.ts";
import type { PasskeySignal } from "../rpc/ceremony-messages.ts";
import type { RepeatWish, Wish } from "../rpc/page-messages.ts";
import {
  parseCodeFocusMessage,
  parseHasVaultQuestion,
  parseLoadReaderMessage,
  parseSignalMessage,
  parseWishMessage,
} from "../rpc/ceremony-request.ts";
import { createRouter, isRpcRequest } from "../rpc/router.ts";
import { BUILD } from "./build.ts";
import { fillOrOpen } from "./fill-command.ts";
import { clearPopupHint, clearReminder, markTab, openPopupOver } from "./popup-hint.ts";
import { injectReader } from "./page-reader.ts";
import { remindAtStart, remindOfReset } from "./reset-reminder.ts";
import { classifySender, requesterOf } from "./senders.ts";

const FILL_COMMAND = "fill-code";

/** The site is told nothing, not even that its signal could not be applied: it waits, then. */
async function takeSignal(app: App, signal: PasskeySignal, requester: Requester): Promise<void> {
  try {
    await receiveSignal(app, signal, requester);
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
  }
}

/**
 * Whatever the vault holds, and locked too, so that the mark tells nothing of it. A frame that has no wish any
 * more speaks for itself alone, so the page around it is asked to say its own again.
 */
async function markIfThereIsVault(
  app: App,
  { tabId, frameId }: Requester,
  wish: Wish | null,
): Promise<void> {
  if (!(await hasVault(app))) return;
  await markTab(tabId, wish);
  if (wish !== null || frameId === 0) return;
  const request: RepeatWish = { type: "repeat-wish" };
  // Without a script of ours there is nothing to say.
  await browser.tabs.sendMessage(tabId, request, { frameId: 0 }).catch(() => undefined);
}

/** As above, and unless the user does not want that, or it has happened too often. */
async function openIfThereIsVault(app: App, tabId: number): Promise<void> {
  if ((await hasVault(app)) && (await mayOpenItself(app))) await openPopupOver(tabId);
}

/** The tab's page itself, or a frame of its origin in it, by the browser's word. */
function isOfTabsOrigin({ frameId, origin, topOrigin }: Requester): boolean {
  return frameId === 0 || origin === topOrigin;
}

async function onOtherAlarm(app: App, ceremonies: Ceremonies, name: string): Promise<void> {
  const endsAt = weekOfReminder(name);
  await (endsAt === null ? ceremonies.onAlarm(name) : remindOfReset(app, endsAt));
}

/** Registers the listeners. */
export function listenForWorkerEvents(app: App, ceremonies: Ceremonies): void {
  const handlers = createHandlers(app, ceremonies);
  const route = createRouter(BUILD, {
    ...handlers,
    "popup.shown": async ({ accounts }) => {
      // A locked one shows nothing of what the vault holds, whatever it says.
      const showsAll = accounts && (await app.session.isOpen());
      await (showsAll ? clearReminder : clearPopupHint)(app.ports.sessionStore);
      return null;
    },
  });
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (isRpcRequest(message)) return route(message, classifySender(sender));
    const requester = requesterOf(sender);
    const isPage = requester !== null && isServed(requester);
    if (parseHasVaultQuestion(message) === BUILD) {
      return isPage ? hasVault(app) : Promise.resolve(false);
    }
    const wished = parseWishMessage(message);
    if (wished !== null) {
      if (wished.build !== BUILD || !isPage) return undefined;
      return markIfThereIsVault(app, requester, wished.wish);
    }
    if (parseCodeFocusMessage(message) === BUILD) {
      if (!isPage || !isOfTabsOrigin(requester)) return undefined;
      return openIfThereIsVault(app, requester.tabId);
    }
    if (parseLoadReaderMessage(message) === BUILD) {
      return isPage ? injectReader(requester) : undefined;
    }
    const told = parseSignalMessage(message);
    if (told === null || told.build !== BUILD || !isPage) return undefined;
    return takeSignal(app, told.signal, requester);
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === CLIPBOARD_ALARM) void app.clipboard.onDue();
    else if (name === FAILED_FILL_ALARM) void forgetOldFailedFill(app);
    else void onOtherAlarm(app, ceremonies, name);
  });
  browser.runtime.onStartup.addListener(() => void remindAtStart(app));
  browser.windows.onRemoved.addListener((windowId) => {
    void ceremonies.onWindowClosed(windowId);
  });
  browser.commands.onCommand.addListener((command) => {
    if (command === FILL_COMMAND) void fillOrOpen(app);
  });
}
