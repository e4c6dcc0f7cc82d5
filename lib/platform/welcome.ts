// The welcome page, which opens by itself once: when Waykey has just been installed, and there is no vault yet.

import browser, { type Runtime } from "webextension-polyfill";
import { type App, hasVault } from "../app/app.ts";
import { isWaykeyError } from "../errors.ts";

/** In the kept store: it has been opened. */
const KEY = "welcomed";

async function welcome(app: App): Promise<void> {
  if ((await hasVault(app)) || (await app.ports.kept.get(KEY)) === true) return;
  // Before: a page that opens with every start would be worse than one that does not open.
  await app.ports.kept.set(KEY, true);
  await browser.tabs.create({ url: browser.runtime.getURL("welcome.html") });
}

/** Registers the listener, in the first turn of the worker. */
export function listenForInstallation(app: App): void {
  browser.runtime.onInstalled.addListener(({ reason }: Runtime.OnInstalledDetailsType) => {
    if (reason !== "install") return;
    welcome(app).catch((error: unknown) => {
      // What storage refuses, the popup says when it is opened.
      if (!isWaykeyError(error)) throw error;
    });
  });
}
