// Who sent a message or opened a port, by what the browser says of the sender and nothing else.

import browser, { type Runtime } from "webextension-polyfill";
import type { Requester } from "../app/ceremony-state.ts";
import type { Sender } from "../rpc/router.ts";

/** Fields that the polyfill's types do not know yet. */
type BrowserSender = Runtime.MessageSender & {
  readonly origin?: string;
  readonly documentId?: string;
  readonly documentLifecycle?: string;
};

function originOf(sender: BrowserSender): string | null {
  if (sender.origin !== undefined) return sender.origin === "null" ? null : sender.origin;
  return originOfAddress(sender.url);
}

/** Null for what is no address, or one without an origin of its own. */
function originOfAddress(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null;
  const { origin } = new URL(address);
  return origin === "null" ? null : origin;
}

/** An extension page is one whose document lies under our own origin; the popup, also in a tab, is one of them. */
export function classifySender(sender: BrowserSender): Sender {
  if (sender.id !== browser.runtime.id || sender.url === undefined) return { kind: "other" };
  const ours = browser.runtime.getURL("/");
  // A browser that names no origin has only the address; a sandboxed page of ours has the origin "null".
  const isOurs = sender.origin === undefined || `${sender.origin}/` === ours;
  if (sender.url.startsWith(ours) && isOurs) {
    const isPopup = new URL(sender.url).pathname === "/popup.html";
    return { kind: isPopup ? "popup" : "extension-page" };
  }
  return { kind: sender.tab === undefined ? "other" : "content-script" };
}

/** The document behind a content script's port; null if it may not ask for anything. */
export function requesterOf(sender: Runtime.MessageSender | undefined): Requester | null {
  if (sender === undefined || classifySender(sender).kind !== "content-script") return null;
  const { tab, frameId, documentId, documentLifecycle }: BrowserSender = sender;
  const origin = originOf(sender);
  if (tab?.id === undefined || frameId === undefined || origin === null) return null;
  if (documentLifecycle !== undefined && documentLifecycle !== "active") return null;
  const topOrigin = frameId === 0 ? origin : originOfAddress(tab.url);
  return { tabId: tab.id, frameId, documentId: documentId ?? null, origin, topOrigin };
}
