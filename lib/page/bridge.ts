// The script in the extension's isolated world: the only way from the page's shim to the worker. It
// takes the private port, checks every message, keeps the document's ceremonies and answers what the
// worker asks of the page. Of who is asking it forwards one thing, whether a frame above is of another
// origin; the rest comes from the browser.

import type { BridgeMessage, ShimMessage } from "../rpc/ceremony-messages.ts";
import {
  type CodeFocusMessage,
  type HasVaultQuestion,
  isRepeatWish,
  type LoadReaderMessage,
  type SignalMessage,
  type WishMessage,
} from "../rpc/page-messages.ts";
import { highestOfOrigin, isCrossOriginFrame } from "./ancestors.ts";
import { type CeremonyDesk, createCeremonyDesk } from "./ceremony-desk.ts";
import { parseShimMessage } from "./ceremony-parsers.ts";
import { relayCeremony } from "./ceremony-relay.ts";
import { takePort } from "./channel.ts";
import { createOverrideChecks, type OverrideChecks } from "./override-check.ts";
import { createLateReader } from "./late-reader.ts";
import { mayHoldField } from "./may-hold-field.ts";
import { createPageRequests, type PageRequests } from "./page-requests.ts";
import type { After, Connect, Head, IsAlive, SendMessage, ShadowRootOf } from "./runtime.ts";
import { isInScope } from "../headway/hosts.ts";
import { VAULT_TIMEOUT_MS } from "./limits.ts";
import { mayAct } from "./scope.ts";
import { shimOutcome } from "./shim-outcome.ts";
import { withOurs } from "./our-capabilities.ts";
import { createWishTeller } from "./wish-teller.ts";
import { watchForCodes } from "./code-watch.ts";

export type BridgeInput = {
  readonly window: Window & typeof globalThis;
  readonly channelName: string;
  /** Under which the script that reads pages leaves its maker in this world. */
  readonly readerName: string;
  readonly build: string;
  readonly connect: Connect;
  readonly sendMessage: SendMessage;
  readonly isAlive: IsAlive;
  readonly after: After;
  readonly head: Head;
  readonly shadowRootOf: ShadowRootOf;
};

/**
 * Starts the isolated side, at document_start. The answer's `onRequest` is to be given every message
 * of the worker; it is null for what is not a request to this document.
 */
export function startBridge(input: BridgeInput): PageRequests {
  const { window, after, connect } = input;
  let shimPort: MessagePort | null = null;

  /** False while no shim has offered its port. */
  function tellShim(message: BridgeMessage): boolean {
    const port = shimPort;
    port?.postMessage(JSON.stringify(message));
    return port !== null;
  }

  const wishes = createWishTeller(async (wish) => {
    const message: WishMessage = { type: "wish", build: input.build, wish };
    return input.sendMessage(message);
  });

  const checks = createOverrideChecks(after, (id) => tellShim({ type: "check", id }));
  const crossOrigin = isCrossOriginFrame(window);
  const desk = createCeremonyDesk({
    relay: (call) =>
      relayCeremony({
        ...call,
        crossOrigin,
        build: input.build,
        connect,
        isAlive: input.isAlive,
        after,
      }),
    answer: (id, outcome) => {
      tellShim({ type: "outcome", id, outcome: shimOutcome(outcome) });
    },
    onHeld: (isHeld) => wishes.tell("passkey", isHeld),
  });

  if (mayAct(window)) {
    takePort(window.document, input.channelName, (port) => {
      shimPort = port;
      servePort(port, { ...input, desk, checks, tellShim });
    });
    // Also when it goes into the browser's cache of pages, where no port stays open.
    window.addEventListener(
      "pagehide",
      (event) => {
        if (!event.isTrusted) return;
        desk.leave();
        // The tab stays where it is when a frame goes.
        if (window !== window.top) wishes.tell("code", false);
      },
      { capture: true },
    );
    // Back from that cache, where the browser has forgotten what the toolbar's button showed.
    window.addEventListener(
      "pageshow",
      (event) => {
        if (event.isTrusted && event.persisted) wishes.repeat();
      },
      { capture: true },
    );
  }
  let lookSoon = (): void => {};
  const fetchReader = (): Promise<unknown> => {
    const message: LoadReaderMessage = { type: "load-reader", build: input.build };
    return input.sendMessage(message);
  };
  const { head, shadowRootOf } = input;
  const reader = createLateReader(globalThis, input.readerName, fetchReader, {
    window,
    connect,
    after,
    desk,
    head,
    shadowRootOf,
  });
  const requests = createPageRequests({
    window,
    desk,
    checkOverride: checks.ask,
    reader: reader.get,
  });
  if (highestOfOrigin(window) === window.top && isInScope(window.origin)) {
    lookSoon = watchForCodes({
      window,
      after,
      look: async () => {
        if (!reader.isThere() && !mayHoldField(window.document, shadowRootOf)) return null;
        return (await reader.get()).wanted();
      },
      onWanted: (isWanted) => wishes.tell("code", isWanted),
      onFocus: () => {
        const message: CodeFocusMessage = { type: "code-focus", build: input.build };
        // No worker: the toolbar's button is there.
        input.sendMessage(message).catch(() => undefined);
      },
      // What was there before may have taken the tab's mark with it.
      onFrame: () => wishes.repeat(),
    });
  }
  return {
    onRequest(request) {
      if (!isRepeatWish(request)) return requests.onRequest(request);
      wishes.repeat();
      // What was asked for may have stood in the frame that is gone.
      lookSoon();
      return null;
    },
  };
}

function servePort(
  port: MessagePort,
  parts: BridgeInput & {
    readonly desk: CeremonyDesk;
    readonly checks: OverrideChecks;
    readonly tellShim: (message: BridgeMessage) => boolean;
  },
): void {
  const { after, build, desk, checks, sendMessage, tellShim, window } = parts;

  async function answerHasVault({
    id,
    capabilities: own,
  }: Extract<ShimMessage, { type: "has-vault" }>): Promise<void> {
    const question: HasVaultQuestion = { type: "has-vault", build };
    let isAnswered = false;
    const answer = (value: boolean): void => {
      const capabilities = own === null ? null : withOurs(own, window.parent === window);
      if (!isAnswered) tellShim({ type: "has-vault", id, value, capabilities });
      isAnswered = true;
    };
    const cancel = after(VAULT_TIMEOUT_MS, () => {
      answer(false);
    });
    try {
      answer((await sendMessage(question)) === true);
    } catch {
      // No worker, no vault to speak of: the browser's own answer counts.
      answer(false);
    }
    cancel();
  }

  async function passSignal(signal: SignalMessage["signal"]): Promise<void> {
    const message: SignalMessage = { type: "signal", build, signal };
    try {
      await sendMessage(message);
    } catch {
      // No worker: a signal wants no answer, and the site repeats it at the next occasion.
    }
  }

  function serve(message: Exclude<ShimMessage, { type: "checked" }>): void {
    switch (message.type) {
      case "call":
        if (message.call !== null) desk.start(message.id, message.call);
        else tellShim({ type: "outcome", id: message.id, outcome: { kind: "native" } });
        return;
      case "abort":
        desk.abort(message.id);
        return;
      case "has-vault":
        void answerHasVault(message);
        return;
      case "signal":
        if (message.signal !== null) void passSignal(message.signal);
        return;
      case "ping":
    }
  }

  port.addEventListener("message", (event: MessageEvent<unknown>) => {
    const message = parseShimMessage(event.data);
    if (message === null) return;
    if (message.type === "checked") {
      checks.onChecked(message.id, message.state);
      return;
    }
    // At once: without it the shim takes this script for gone.
    tellShim({ type: "heard", id: message.id });
    serve(message);
  });
  port.start();
}
