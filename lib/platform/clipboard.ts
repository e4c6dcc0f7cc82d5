// The clipboard as the worker reaches it. In Firefox the worker is a page and does it there, at the time of
// its alarm. In Chromium it has no page: an offscreen document is opened when something is copied, holds a
// timer of its own, since alarms come half a minute late there, and is closed when the clipboard is clear.

import browser from "webextension-polyfill";
import type { Clipboard } from "../app/ports.ts";
import type { OffscreenRequest } from "../rpc/offscreen-messages.ts";
import { clearIfHolds } from "./page-clipboard.ts";

const URL_OF_PAGE = "offscreen.html";
const PATIENCE_MS = 3000;

/** What the polyfill's types do not know. */
type Offscreen = {
  createDocument(options: {
    url: string;
    reasons: readonly "CLIPBOARD"[];
    justification: string;
  }): Promise<void>;
  closeDocument(): Promise<void>;
};
type Contexts = {
  getContexts(filter: {
    contextTypes: readonly ["OFFSCREEN_DOCUMENT"];
  }): Promise<readonly unknown[]>;
};

async function isOpen(): Promise<boolean> {
  const runtime = browser.runtime as typeof browser.runtime & Contexts;
  return (await runtime.getContexts({ contextTypes: ["OFFSCREEN_DOCUMENT"] })).length > 0;
}

async function openPage(offscreen: Offscreen): Promise<void> {
  if (await isOpen()) return;
  try {
    await offscreen.createDocument({
      url: URL_OF_PAGE,
      reasons: ["CLIPBOARD"],
      justification: "Clears what was copied from Waykey, unless something else was copied since.",
    });
  } catch (error) {
    // Opened meanwhile by a worker that died over it.
    if (!(await isOpen())) throw error;
  }
}

/** The page's answer, or null if it gives none in time. */
async function askPage(offscreen: Offscreen, request: OffscreenRequest): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  const asked = async (): Promise<unknown> => {
    await openPage(offscreen);
    return browser.runtime.sendMessage(request);
  };
  try {
    // A page that cannot be opened or reached answers nothing: the alarm and a later try are there.
    return await Promise.race([asked().catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

function offscreenClipboard(offscreen: Offscreen): Clipboard {
  return {
    async watch(at) {
      await askPage(offscreen, { type: "watch-clipboard", at });
    },
    async clearIfHolds(print) {
      return (await askPage(offscreen, { type: "clear-clipboard", print })) === true;
    },
    async release() {
      if (await isOpen()) await offscreen.closeDocument();
    },
  };
}

const ownPageClipboard: Clipboard = {
  watch: () => Promise.resolve(),
  clearIfHolds: (print) => Promise.resolve(clearIfHolds(document, print)),
  release: () => Promise.resolve(),
};

const { offscreen } = browser as typeof browser & { readonly offscreen?: Offscreen };

export const extensionClipboard: Clipboard =
  offscreen === undefined ? ownPageClipboard : offscreenClipboard(offscreen);
