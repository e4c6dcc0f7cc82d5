// What follows an installation: the welcome page, which opens by itself once, when there is no vault yet; and after an
// update what is new, which is told where the user comes by.

import browser, { type Runtime } from "webextension-polyfill";
import { type App, hasVault } from "../app/app.ts";
import { noteUpdate } from "../app/update-notes.ts";
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
  browser.runtime.onInstalled.addListener(
    ({ reason, previousVersion }: Runtime.OnInstalledDetailsType) => {
      const then =
        reason === "install"
          ? welcome(app)
          : reason === "update" && previousVersion !== undefined
            ? noteUpdate(app, previousVersion)
            : Promise.resolve();
      then.catch((error: unknown) => {
        // What storage refuses, the popup says when it is opened.
        if (!isWaykeyError(error)) throw error;
      });
    },
  );
}
