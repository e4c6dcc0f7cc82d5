// The ports that content scripts open to the worker. Who is at the other end is read from the
// browser's description of the sender, once, when the port opens.

import browser, { type Runtime } from "webextension-polyfill";
import type { App } from "../app/app.ts";
import type { Ceremonies } from "../app/ceremonies.ts";
import type { Requester } from "../app/ceremony-state.ts";
import { parseFillWatch } from "../app/page-answers.ts";
import { noteNavigation, noteScreen, noteTypedOver } from "../app/pending-fills.ts";
import type { ReplyPort } from "../app/waiting-pages.ts";
import { isWaykeyError } from "../errors.ts";
import { isInScope } from "../headway/hosts.ts";
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
  const { promise: closed, resolve: noteClosed } = Promise.withResolvers<void>();
  let id: Promise<string | null> | null = null;
  const reply: ReplyPort = {
    send(message) {
      if (isOpen) port.postMessage(message);
    },
    isOpen: () => isOpen,
    untilClosed: () => closed,
  };
  const end = (): void => {
    isOpen = false;
    noteClosed();
  };
  const abandon = async (): Promise<void> => {
    // A ceremony that never came about has been answered by the lost port.
    const ceremonyId = await id?.catch(() => null);
    if (typeof ceremonyId === "string") await ceremonies.abandon(ceremonyId);
  };
  const close = (): void => {
    end();
    port.disconnect();
  };

  port.onMessage.addListener((message) => {
    const request = parseCeremonyRequest(message);
    if (request === null || (request.type !== "abort" && request.build !== BUILD)) {
      close();
      abandon().catch(ignoreForeseen);
      return;
    }
    if (request.type === "abort") {
      // At once, so that a prompt that is only on its way does not come up any more.
      end();
      abandon().catch(ignoreForeseen);
      return;
    }
    if (id !== null) return;
    id =
      request.type === "start"
        ? ceremonies.start(request.call, requester, reply, request.crossOrigin)
        : ceremonies.resume(request.ceremonyId, requester, reply);
    id.catch(() => {
      // Nothing was promised to the page yet: it takes the lost port for "ask the browser".
      close();
    });
  });
  port.onDisconnect.addListener(() => {
    end();
    abandon().catch(ignoreForeseen);
  });
}

/** It is the top document that fills a code, in its frames too, so only that has a say in what became of one. */
function isTopPage({ frameId, origin }: Requester): boolean {
  return frameId === 0 && isInScope(origin);
}

function serveFillWatch(port: Runtime.Port, requester: Requester, app: App): void {
  // Here alone: without the port that told it, nothing was handed in.
  let isHandedIn = false;
  const note = async (message: unknown): Promise<void> => {
    const told = parseFillWatch(message);
    if (told.type === "screen") await noteScreen(app, requester, told);
    else if (told.type === "typed-over") await noteTypedOver(app, requester.tabId);
    else ({ isHandedIn } = told);
  };
  port.onMessage.addListener((message) => {
    note(message).catch(ignoreForeseen);
  });
  port.onDisconnect.addListener(() => {
    noteNavigation(app, requester.tabId, isHandedIn).catch(ignoreForeseen);
  });
}

/** Registers the listener, in the first turn of the worker. */
export function listenForContentPorts(app: App, ceremonies: Ceremonies): void {
  browser.runtime.onConnect.addListener((port) => {
    const requester = requesterOf(port.sender);
    if (requester === null) port.disconnect();
    else if (port.name === CEREMONY_PORT) serveCeremony(port, requester, ceremonies);
    else if (port.name === FILL_WATCH_PORT && isTopPage(requester)) {
      serveFillWatch(port, requester, app);
    } else port.disconnect();
  });
}
