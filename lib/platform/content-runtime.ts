// The extension's runtime as a content script needs it.

import browser, { type Runtime } from "webextension-polyfill";
import type { Connect, Head, IsAlive, SendMessage } from "../page/runtime.ts";
import { shadowRootOf } from "./shadow-roots.ts";

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

/**
 * Whether a service worker of the page would answer this script in the server's place: in Firefox it does so
 * wherever it controls the page, in Chromium never for an extension's script.
 */
function isAnsweredByPage(): boolean {
  const isFirefox = browser.runtime.getURL("").startsWith("moz-extension:");
  // Not there in a private window, and then no page has a service worker.
  const { serviceWorker } = navigator as Partial<Navigator>;
  return isFirefox && (serviceWorker?.controller ?? null) !== null;
}

/**
 * No script of the page sees this `fetch`. Its Content Security Policy has a say in Firefox, and none in
 * Chromium.
 */
const head: Head = async (address) => {
  if (isAnsweredByPage()) return null;
  try {
    const { headers } = await fetch(address, {
      method: "HEAD",
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
    return { date: headers.get("date"), age: headers.get("age") };
  } catch {
    // No network, a redirect, or a server that hangs up: fetch tells none from the other.
    return null;
  }
};

/** Hands the worker's requests to `answer`; null means that a message is none. */
function answerRequests(answer: (request: unknown) => Promise<unknown> | null): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return undefined;
    return answer(message) ?? undefined;
  });
}

export const contentRuntime = {
  connect,
  sendMessage,
  isAlive,
  head,
  shadowRootOf,
  answerRequests,
};
