// The extension's runtime as a content script needs it.

import browser, { type Runtime } from "webextension-polyfill";
import type { Connect, IsAlive, SendMessage } from "../page/runtime.ts";

const connect: Connect = (name) => {
  const port = browser.runtime.connect({ name });
  return {
    postMessage: (message) => {
      port.postMessage(message);
    },
    disconnect: () => {
      port.disconnect();
    },
    onMessage: { addListener: (listener) => port.onMessage.addListener((m) => listener(m)) },
    onDisconnect: { addListener: (listener) => port.onDisconnect.addListener(() => listener()) },
  };
};

const sendMessage: SendMessage = (message) => browser.runtime.sendMessage(message);

/** The id goes away from an orphan: a script whose extension was reloaded or removed. */
const isAlive: IsAlive = () => (browser.runtime.id as string | undefined) !== undefined;

/** Hands the worker's requests to `answer`; null means that a message is none. */
function answerRequests(answer: (request: unknown) => Promise<unknown> | null): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return undefined;
    return answer(message) ?? undefined;
  });
}

export const contentRuntime = { connect, sendMessage, isAlive, answerRequests };
