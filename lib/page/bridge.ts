// The script in the extension's isolated world: the only way from the page's shim to the worker. It
// takes the private port, checks every message, keeps the document's ceremonies and answers what the
// worker asks of the page. Of who is asking it forwards one thing, whether a frame above is of another
// origin; the rest comes from the browser.
// Most documents never ask for anything: until one does, it holds the port and looks for fields now and then,
// and has nothing to do with the extension's runtime, which the browser makes for those who touch it.

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
import { awaitReader, createLateReader, type LateReader } from "./late-reader.ts";
import { mayHoldField } from "./may-hold-field.ts";
import { createPageRequests, type PageRequests } from "./page-requests.ts";
import type { After, Connect, Head, IsAlive, SendMessage, ShadowRootOf } from "./runtime.ts";
import { isHeadwayOrigin } from "../headway/hosts.ts";
import { VAULT_TIMEOUT_MS } from "./limits.ts";
import { mayAct } from "./scope.ts";
import { shimOutcome } from "./shim-outcome.ts";
import { withOurs } from "./our-capabilities.ts";
import { createWishTeller, type WishTeller } from "./wish-teller.ts";
import { watchForCodes, type Wanted } from "./code-watch.ts";

export type BridgeInput = {
  readonly window: Window & typeof globalThis;
  /** Where the script that reads pages runs, too. */
  readonly world: object;
  readonly channelName: string;
  /** Under which the script that reads pages finds the bridge in this world. */
  readonly readerName: string;
  readonly build: string;
  readonly connect: Connect;
  readonly sendMessage: SendMessage;
  /** Has every message of the worker handed to `onRequest`, which is null for what is not a request to this document. */
  readonly answerRequests: (onRequest: PageRequests["onRequest"]) => void;
  readonly isAlive: IsAlive;
  readonly after: After;
  readonly head: Head;
  readonly shadowRootOf: ShadowRootOf;
};

/** What stands once the document, or the worker about it, has asked for anything. */
type Desk = {
  readonly onShimMessage: (data: unknown) => void;
  readonly wishes: WishTeller;
  readonly reader: LateReader;
};

/** Starts the isolated side, at document_start. */
export function startBridge(input: BridgeInput): void {
  const { window } = input;
  let shimPort: MessagePort | null = null;
  let opened: Desk | null = null;
  const desk = (): Desk => (opened ??= openDesk(input, () => shimPort, watch));

  if (mayAct(window)) {
    takePort(window.document, input.channelName, (port) => {
      shimPort = port;
      port.addEventListener("message", (event: MessageEvent<unknown>) => {
        desk().onShimMessage(event.data);
      });
      port.start();
    });
  }
  awaitReader(input.world, input.readerName, (make) => {
    desk().reader.take(make);
  });

  const isReading = (): boolean => opened?.reader.isThere() === true;
  async function read(): Promise<Wanted | null> {
    return (await desk().reader.get()).wanted();
  }
  const watch = watchForCodes({
    window,
    after: input.after,
    isForUs: () => highestOfOrigin(window) === window.top && isHeadwayOrigin(window.origin),
    look: (isDeep) =>
      isReading() || mayHoldField(window.document, input.shadowRootOf, isDeep) ? read() : null,
    onWanted: (isWanted) => desk().wishes.tell("code", isWanted),
    onFocus: () => {
      const message: CodeFocusMessage = { type: "code-focus", build: input.build };
      // No worker: the toolbar's button is there.
      input.sendMessage(message).catch(() => undefined);
    },
    // What was there before may have taken the tab's mark with it.
    onFrame: () => opened?.wishes.repeat(),
  });
}

/** @param lookSoon looks for a field again */
function openDesk(
  input: BridgeInput,
  shimPort: () => MessagePort | null,
  lookSoon: () => void,
): Desk {
  const { window, after, connect, head, shadowRootOf } = input;

  /** False while no shim has offered its port. */
  function tellShim(message: BridgeMessage): boolean {
    const port = shimPort();
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
  const fetchReader = (): Promise<unknown> => {
    const message: LoadReaderMessage = { type: "load-reader", build: input.build };
    return input.sendMessage(message);
  };
  const reader = createLateReader(fetchReader, {
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
  answerRequests(input, (request) => {
    if (!isRepeatWish(request)) return requests.onRequest(request);
    wishes.repeat();
    // What was asked for may have stood in the frame that is gone.
    lookSoon();
    return null;
  });
  return {
    onShimMessage: serveShim({ ...input, desk, checks, tellShim }),
    wishes,
    reader,
  };
}

function answerRequests(input: BridgeInput, onRequest: PageRequests["onRequest"]): void {
  try {
    input.answerRequests(onRequest);
  } catch {
    // The extension has gone from this page: nobody is left to ask.
  }
}

/** What is to be given all that the shim says. */
function serveShim(
  parts: BridgeInput & {
    readonly desk: CeremonyDesk;
    readonly checks: OverrideChecks;
    readonly tellShim: (message: BridgeMessage) => boolean;
  },
): Desk["onShimMessage"] {
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

  return (data) => {
    const message = parseShimMessage(data);
    if (message === null) return;
    if (message.type === "checked") {
      checks.onChecked(message.id, message.state);
      return;
    }
    // At once: without it the shim takes this script for gone.
    tellShim({ type: "heard", id: message.id });
    serve(message);
  };
}
