// The script in the extension's isolated world: the only way from the page's shim to the worker. It
// takes the private port, checks every message, runs one ceremony at a time and answers what the
// worker asks of the page. It forwards nothing about who is asking: that comes from the browser.

import type { BridgeMessage, CeremonyOutcome, ShimMessage } from "../rpc/ceremony-messages.ts";
import type { HasVaultQuestion } from "../rpc/page-messages.ts";
import { createCallBudget } from "./call-budget.ts";
import { parseShimMessage } from "./ceremony-parsers.ts";
import { type CeremonyRelay, relayCeremony } from "./ceremony-relay.ts";
import { takePort } from "./channel.ts";
import { MAX_CALLS_PER_MINUTE } from "./limits.ts";
import { createPageRequests, type PageRequests } from "./page-requests.ts";
import type { After, Connect, IsAlive, MonotonicClock, SendMessage } from "./runtime.ts";
import { mayAct } from "./scope.ts";

export type BridgeInput = {
  readonly window: Window & typeof globalThis;
  readonly channelName: string;
  readonly build: string;
  readonly connect: Connect;
  readonly sendMessage: SendMessage;
  readonly isAlive: IsAlive;
  readonly after: After;
  readonly now: MonotonicClock;
};

/**
 * Starts the isolated side, at document_start. The answer's `onRequest` is to be given every message
 * of the worker; it is null for what is not a request to this document.
 */
export function startBridge(input: BridgeInput): PageRequests {
  const { window } = input;
  if (mayAct(window)) {
    takePort(window.document, input.channelName, (port) => {
      servePort(port, input);
    });
  }
  return createPageRequests(input);
}

function servePort(port: MessagePort, input: BridgeInput): void {
  const isWithinBudget = createCallBudget(MAX_CALLS_PER_MINUTE, input.now);
  let pending: { readonly id: number; readonly relay: CeremonyRelay } | null = null;

  function answer(message: BridgeMessage): void {
    port.postMessage(JSON.stringify(message));
  }

  function answerOutcome(id: number, outcome: CeremonyOutcome): void {
    answer({ type: "outcome", id, outcome });
  }

  function startCall(message: Extract<ShimMessage, { type: "call" }>): void {
    const { id, call } = message;
    if (pending !== null) {
      // One ceremony a document: the newer call ends the older one, which is the browser's to answer
      // if the worker had not taken it yet.
      const older = pending;
      pending = null;
      older.relay.abort();
      const refused: CeremonyOutcome = { kind: "error", name: "NotAllowedError" };
      answerOutcome(older.id, older.relay.isAccepted() ? refused : { kind: "native" });
    }
    if (!isWithinBudget()) {
      answerOutcome(id, { kind: "native" });
      return;
    }
    let isOver = false;
    const relay = relayCeremony({
      call,
      build: input.build,
      connect: input.connect,
      isAlive: input.isAlive,
      after: input.after,
      onOutcome(outcome) {
        isOver = true;
        if (pending?.id === id) pending = null;
        answerOutcome(id, outcome);
      },
    });
    if (!isOver) pending = { id, relay };
  }

  async function answerHasVault(id: number): Promise<void> {
    const question: HasVaultQuestion = { type: "has-vault", build: input.build };
    let value = false;
    try {
      value = (await input.sendMessage(question)) === true;
    } catch {
      // No worker, no vault to speak of: the browser's own answer counts.
    }
    answer({ type: "has-vault", id, value });
  }

  port.addEventListener("message", (event: MessageEvent<unknown>) => {
    const message = parseShimMessage(event.data);
    if (message === null) return;
    // At once: without it the shim takes this script for gone.
    answer({ type: "heard", id: message.id });
    if (message.type === "call") startCall(message);
    else if (message.type === "has-vault") void answerHasVault(message.id);
    else if (pending?.id === message.id) {
      pending.relay.abort();
      pending = null;
    }
  });
  port.start();
}
