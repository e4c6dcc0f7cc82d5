// What locks the vault from outside: its alarm, the system's lock, a computer left alone, the start of
// the browser, the keyboard shortcut. All listeners are registered in the first turn, or a woken worker
// would miss what woke it.

import browser from "webextension-polyfill";
import type { App } from "../app/app.ts";
import { forgetPinSlot } from "../app/pin-slot.ts";
import { LOCK_ALARM } from "../app/session.ts";

const LOCK_COMMAND = "lock-now";

/** What lies in the session store should be gone with the browser; nothing here relies on that. */
async function onStartup(app: App): Promise<void> {
  await app.session.onBrowserStart();
  await forgetPinSlot(app);
}

/** Registers the listeners, and has the browser watch for as long as an open session wants. */
export function listenForLocks(app: App): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === LOCK_ALARM) void app.session.onAlarm();
  });
  browser.idle.onStateChanged.addListener((state) => {
    void app.session.onSystemState(state);
  });
  browser.runtime.onStartup.addListener(() => {
    void onStartup(app);
  });
  browser.commands.onCommand.addListener((command) => {
    if (command === LOCK_COMMAND) void app.session.lock();
  });
  void app.session.watchAgain();
}
