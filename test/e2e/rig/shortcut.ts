// The extension's keyboard shortcut. In Firefox the keys are pressed in the browser's own window.
// Chromium lets nobody press keys there without a display, so the command is dispatched at the
// worker's command event, where Chromium's key handling ends.

import type { Rig } from "./rig.ts";
import { pressFirefoxKeys } from "./firefox-chrome.ts";

type CommandEvent = { dispatch?: (command: string) => void };

/** Presses the shortcut for "fill-code", Alt+Shift+L. */
export async function pressFillShortcut(rig: Rig): Promise<void> {
  if (rig.kind === "firefox") {
    await pressFirefoxKeys(rig.browser, "L");
    return;
  }
  const worker = await rig.worker();
  const dispatched = await worker.evaluate((name) => {
    const event = (globalThis as unknown as { chrome: { commands: { onCommand: CommandEvent } } })
      .chrome.commands.onCommand;
    if (event.dispatch === undefined) return false;
    event.dispatch(name);
    return true;
  }, "fill-code");
  if (!dispatched) throw new Error("Chromium does not let its command event be dispatched");
}
