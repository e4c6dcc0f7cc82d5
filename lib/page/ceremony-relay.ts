// Carries one call of the page to the worker and its outcome back, over a port of its own. Until the
// worker has accepted the call, any failure hands it to the browser (invariant I1). After that the
// worker may die and be woken again: the relay reconnects and resumes until the ceremony has ended.

import {
  CEREMONY_PORT,
  type CeremonyCall,
  type CeremonyOutcome,
  type CeremonyRequest,
} from "../rpc/ceremony-messages.ts";
import { parseCeremonyReply } from "./ceremony-parsers.ts";
import { ACCEPT_TIMEOUT_MS, REFUSAL_DELAY_MS } from "./limits.ts";
import type { After, Connect, IsAlive, RuntimePort } from "./runtime.ts";

/** A connection that ends sooner than this, with no word from the worker, counts as a failure. */
const STABLE_AFTER_MS = 1000;
const MAX_FAILURES_IN_A_ROW = 3;

export type CeremonyRelay = {
  /** The worker has taken the call: it may have asked the person by now. */
  readonly isAccepted: () => boolean;
  /** The page gave the call up: tells the worker; no outcome follows. */
  readonly abort: () => void;
};

/** Starts the ceremony; `onOutcome` is called at most once, and never after `abort`. */
export function relayCeremony(input: {
  readonly call: CeremonyCall;
  readonly crossOrigin: boolean;
  readonly build: string;
  readonly connect: Connect;
  readonly isAlive: IsAlive;
  readonly after: After;
  /** The worker has taken the call; called at most once, and not after the outcome. */
  readonly onAccepted: () => void;
  readonly onOutcome: (outcome: CeremonyOutcome) => void;
}): CeremonyRelay {
  const { build, after } = input;
  let current: RuntimePort | null = null;
  let ceremonyId: string | null = null;
  let failures = 0;
  let ended = false;
  let cancelTimer = (): void => {};

  function end(outcome: CeremonyOutcome | null): void {
    if (ended) return;
    ended = true;
    cancelTimer();
    const port = current;
    current = null;
    if (outcome?.kind === "created" || outcome?.kind === "asserted") {
      input.onOutcome(outcome);
      // Not before the page's own turn: the worker takes it for the sign that the page has its outcome.
      after(0, () => port?.disconnect());
      return;
    }
    port?.disconnect();
    if (outcome === null) return;
    if (outcome.kind !== "error" || ceremonyId === null) input.onOutcome(outcome);
    else {
      cancelTimer = after(REFUSAL_DELAY_MS, () => {
        input.onOutcome(outcome);
      });
    }
  }

  function open(first: CeremonyRequest): void {
    const port = input.connect(CEREMONY_PORT);
    current = port;
    port.onMessage.addListener((message) => {
      if (!ended && current === port) onReply(message);
    });
    port.onDisconnect.addListener(() => {
      if (ended || current !== port) return;
      current = null;
      onLost();
    });
    send(port, first);
  }

  function onReply(message: unknown): void {
    const reply = parseCeremonyReply(message);
    if (reply === null) return;
    failures = 0;
    if (reply.type === "outcome") {
      end(reply.outcome);
      return;
    }
    cancelTimer();
    const isFirst = ceremonyId === null;
    ceremonyId = reply.ceremonyId;
    if (isFirst) input.onAccepted();
  }

  function onLost(): void {
    cancelTimer();
    if (ceremonyId === null || !input.isAlive()) end({ kind: "native" });
    else if (++failures >= MAX_FAILURES_IN_A_ROW) end({ kind: "error", name: "NotAllowedError" });
    else resume(ceremonyId);
  }

  function resume(id: string): void {
    try {
      open({ type: "resume", build, ceremonyId: id });
    } catch {
      current = null;
      onLost();
      return;
    }
    cancelTimer = after(STABLE_AFTER_MS, () => {
      failures = 0;
    });
  }

  try {
    open({ type: "start", build, call: input.call, crossOrigin: input.crossOrigin });
    cancelTimer = after(ACCEPT_TIMEOUT_MS, () => {
      end({ kind: "native" });
    });
  } catch {
    // The extension is gone from this page.
    end({ kind: "native" });
  }

  return {
    isAccepted: () => ceremonyId !== null,
    abort() {
      cancelTimer();
      if (ended) return;
      try {
        if (current !== null) send(current, { type: "abort" });
      } catch {
        // The port died unnoticed; the worker ends the ceremony when it sees that.
      }
      end(null);
    },
  };
}

function send(port: RuntimePort, message: CeremonyRequest): void {
  port.postMessage(message);
}
