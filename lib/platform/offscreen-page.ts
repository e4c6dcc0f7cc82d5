// The document beside Chromium's worker: a timer that outlives the worker, and a clipboard. It keeps
// nothing but the time, and does what the worker says alone.

import browser, { type Runtime } from "webextension-polyfill";
import { parseOffscreenRequest } from "../rpc/offscreen-messages.ts";
import type { RpcClient } from "../rpc/protocol.ts";
import { clearIfHolds } from "./page-clipboard.ts";
import { classifySender } from "./senders.ts";

/** Registers the listener. */
export function serveOffscreenPage(client: RpcClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const request = parseOffscreenRequest(message);
    if (request === null || classifySender(sender).kind !== "extension-page") return undefined;
    if (request.type === "clear-clipboard") {
      return Promise.resolve(clearIfHolds(document, request.print));
    }
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        // No answer: the alarm does what this could not.
        client.call("clipboard.due", null).catch(() => undefined);
      },
      Math.max(0, request.at - Date.now()),
    );
    return Promise.resolve(true);
  });
}
