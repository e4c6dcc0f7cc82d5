// The worker's other events: messages, alarms, closed windows, the keyboard shortcut. All listeners
// are registered in the first turn, or a woken worker would miss what woke it.

import browser, { type Runtime } from "webextension-polyfill";
import { type App, hasVault } from "../app/app.ts";
import type { Ceremonies } from "../app/ceremonies.ts";
import { createHandlers } from "../app/handlers.ts";
import { fillByShortcut } from "../app/pages.ts";
import { LOCK_ALARM } from "../app/session.ts";
import { isWaykeyError } from "../errors.ts";
import { isInScope } from "../headway/hosts.ts";
import { parseHasVaultQuestion } from "../rpc/ceremony-request.ts";
import { createRouter, isRpcRequest } from "../rpc/router.ts";
import { BUILD } from "./build.ts";
import { classifySender, requesterOf } from "./senders.ts";

const FILL_COMMAND = "fill-code";

type PopupOpener = { openPopup?: () => Promise<void> };

/** Opens the toolbar popup, in browsers that let an extension do so. */
async function openPopup(): Promise<void> {
  const action = browser.action as typeof browser.action & PopupOpener;
  await action.openPopup?.();
}

async function onFillCommand(app: App): Promise<void> {
  let isFilled = false;
  try {
    isFilled = await fillByShortcut(app);
  } catch (error) {
    // The popup says what is wrong better than a shortcut could.
    if (!isWaykeyError(error)) throw error;
  }
  if (!isFilled) await openPopup();
}

/** Registers the listeners. */
export function listenForWorkerEvents(app: App, ceremonies: Ceremonies): void {
  const route = createRouter(BUILD, createHandlers(app, ceremonies));
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (isRpcRequest(message)) return route(message, classifySender(sender));
    if (parseHasVaultQuestion(message) === BUILD) {
      const requester = requesterOf(sender);
      return requester !== null && isInScope(requester.origin)
        ? hasVault(app)
        : Promise.resolve(false);
    }
    return undefined;
  });
  browser.alarms.onAlarm.addListener((alarm) => {
    void (alarm.name === LOCK_ALARM ? app.session.onAlarm() : ceremonies.onAlarm(alarm.name));
  });
  browser.windows.onRemoved.addListener((windowId) => {
    void ceremonies.onWindowClosed(windowId);
  });
  browser.commands.onCommand.addListener((command) => {
    if (command === FILL_COMMAND) void onFillCommand(app);
  });
}
