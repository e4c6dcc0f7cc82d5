// The extension's keyboard shortcut. Neither browser lets DevTools press keys of its own window, so
// the command is dispatched where the browser's key handling would: in Firefox at the shortcut's own
// key element, in Chromium at the worker's command event.

import type { Rig } from "./rig.ts";
import { pressFirefoxShortcut } from "./firefox-chrome.ts";

type CommandEvent = { dispatch?: (command: string) => void };

export async function pressShortcut(rig: Rig, command: string): Promise<void> {
  if (rig.kind === "firefox") {
    await pressFirefoxShortcut(rig.browser, command);
    return;
  }
  const worker = await rig.worker();
  const dispatched = await worker.evaluate((name) => {
    const event = (globalThis as unknown as { chrome: { commands: { onCommand: CommandEvent } } })
      .chrome.commands.onCommand;
    if (event.dispatch === undefined) return false;
    event.dispatch(name);
    return true;
  }, command);
  if (!dispatched) throw new Error("Chromium does not let its command event be dispatched");
}
