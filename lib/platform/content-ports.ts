// The ports that content scripts open to the worker. Who is at the other end is read from the
// browser's description of the sender, once, when the port opens.

import browser, { type Runtime } from "webextension-polyfill";
import type { App } from "../app/app.ts";
import type { Ceremonies, ReplyPort } from "../app/ceremonies.ts";
import type { Requester } from "../app/ceremony-state.ts";
import { parseScreen } from "../app/page-answers.ts";
import { noteNavigation, noteScreen } from "../app/pages.ts";
import { isWaykeyError } from "../errors.ts";
import { CEREMONY_PORT } from "../rpc/ceremony-messages.ts";
import { parseCeremonyRequest } from "../rpc/ceremony-request.ts";
import { FILL_WATCH_PORT } from "../rpc/page-messages.ts";
import { BUILD } from "./build.ts";
import { requesterOf } from "./senders.ts";

/** Lets only the failures pass that were foreseen; they have been told where they matter. */
function ignoreForeseen(error: unknown): void {
  if (!isWaykeyError(error)) throw error;
}

function serveCeremony(port: Runtime.Port, requester: Requester, ceremonies: Ceremonies): void {
  let isOpen = true;
  let id: Promise<string | null> | null = null;
  const reply: ReplyPort = {
    send(message) {
      if (isOpen) port.postMessage(message);
    },
  };
  const abandon = async (): Promise<void> => {
    const ceremonyId = await id;
    if (ceremonyId !== null) await ceremonies.abandon(ceremonyId);
  };

  port.onMessage.addListener((message) => {
    const request = parseCeremonyRequest(message);
    if (request === null || (request.type !== "abort" && request.build !== BUILD)) {
      port.disconnect();
      return;
    }
    if (request.type === "abort") {
      void abandon();
      return;
    }
    if (id !== null) return;
    id =
      request.type === "start"
        ? ceremonies.start(request.call, requester, reply)
        : ceremonies.resume(request.ceremonyId, requester, reply);
    id.catch(() => {
      // Nothing was promised to the page yet: it takes the lost port for "ask the browser".
      port.disconnect();
    });
  });
  port.onDisconnect.addListener(() => {
    isOpen = false;
    abandon().catch(ignoreForeseen);
  });
}

function serveFillWatch(port: Runtime.Port, { tabId }: Requester, app: App): void {
  port.onMessage.addListener((message) => {
    noteScreen(app, tabId, parseScreen(message).kind).catch(ignoreForeseen);
  });
  port.onDisconnect.addListener(() => {
    noteNavigation(app, tabId).catch(ignoreForeseen);
  });
}

/** Registers the listener, in the first turn of the worker. */
export function listenForContentPorts(app: App, ceremonies: Ceremonies): void {
  browser.runtime.onConnect.addListener((port) => {
    const requester = requesterOf(port.sender);
    if (requester === null) port.disconnect();
    else if (port.name === CEREMONY_PORT) serveCeremony(port, requester, ceremonies);
    else if (port.name === FILL_WATCH_PORT) serveFillWatch(port, requester, app);
    else port.disconnect();
  });
}
