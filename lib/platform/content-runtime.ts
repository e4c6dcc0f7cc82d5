// The extension's runtime as a content script needs it: the browser's own, whose functions give promises in both
// browsers. The polyfill would wrap every API anew in each document for the few calls made of it here.

import type { Runtime } from "webextension-polyfill";
import type { Connect, Head, IsAlive, SendMessage } from "../page/runtime.ts";
import { shadowRootOf } from "./shadow-roots.ts";

type Listener = (
  message: unknown,
  sender: Runtime.MessageSender,
  sendResponse: (answer?: unknown) => void,
) => true | undefined;

type ContentRuntime = Pick<Runtime.Static, "connect" | "sendMessage" | "getURL" | "id"> & {
  readonly onMessage: { addListener(listener: Listener): void };
};

/** Firefox has it under this name, too. `runtime` may go from an orphan, whose extension was reloaded or removed. */
const { chrome } = globalThis as unknown as {
  readonly chrome: { readonly runtime?: ContentRuntime };
};

/**
 * What all scripts of ours in a document share, and no page sees. Not the global object: to give that a property has
 * the browser look for a frame and for an element of the name.
 */
export const contentWorld: object = chrome;

/** @throws Error where the extension has gone from this page */
function runtime(): ContentRuntime {
  if (chrome.runtime === undefined) throw new Error("The extension has gone from this page");
  return chrome.runtime;
}

const connect: Connect = (name) => {
  const port = runtime().connect({ name });
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

export const sendMessage: SendMessage = async (message) => runtime().sendMessage(message);

/** The id goes away from an orphan: a script whose extension was reloaded or removed. */
const isAlive: IsAlive = () => chrome.runtime?.id !== undefined;

/**
 * Whether a service worker of the page would answer this script in the server's place: in Firefox it does so
 * wherever it controls the page, in Chromium never for an extension's script.
 */
function isAnsweredByPage(): boolean {
  const isFirefox = runtime().getURL("").startsWith("moz-extension:");
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

/**
 * Hands the worker's requests to `answer`; null means that a message is none. Where an answer fails, the worker
 * gets none.
 */
function answerRequests(answer: (request: unknown) => Promise<unknown> | null): void {
  runtime().onMessage.addListener((message, sender, sendResponse) => {
    if (sender.id !== runtime().id || sender.tab !== undefined) return undefined;
    const answered = answer(message);
    if (answered === null) return undefined;
    answered.then(sendResponse, () => sendResponse());
    return true;
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
