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
  // Without the polyfill, as pages are, an answer goes by the callback.
  const listener = (
    message: unknown,
    sender: Runtime.MessageSender,
    answer: (value: boolean) => void,
  ) => {
    const request = parseOffscreenRequest(message);
    if (request === null || classifySender(sender).kind !== "extension-page") return;
    if (request.type === "clear-clipboard") {
      answer(clearIfHolds(document, request.print));
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        // No answer: the alarm does what this could not.
        client.call("clipboard.due", null).catch(() => undefined);
      },
      Math.max(0, request.at - Date.now()),
    );
    answer(true);
  };
  browser.runtime.onMessage.addListener(listener as Runtime.OnMessageListenerNoResponse);
}
