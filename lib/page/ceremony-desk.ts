// The ceremonies of one document, on the bridge's side. One is with the worker at a time: a newer call
// ends the older one. A conditional get() is not the worker's yet: the newest is held until the person
// takes it up outside the page, and held again when that comes to nothing.

import type { CeremonyCall, CeremonyOutcome } from "../rpc/ceremony-messages.ts";
import type { RequestOptionsJSON } from "../webauthn/json-types.ts";
import type { CeremonyRelay, relayCeremony } from "./ceremony-relay.ts";

type RelayInput = Parameters<typeof relayCeremony>[0];

export type CeremonyDesk = {
  readonly start: (id: number, call: CeremonyCall) => void;
  /** The page gave that call up: no outcome follows. */
  readonly abort: (id: number) => void;
  /** The document goes away, perhaps to come back: nothing goes on meanwhile. */
  readonly leave: () => void;
  /** The options of the conditional get() that is held and not taken up. */
  readonly heldOptions: () => RequestOptionsJSON | null;
  /** Takes up the held one; false if there is none, or another ceremony is under way. */
  readonly begin: () => boolean;
};

type Running = { readonly id: number; readonly relay: CeremonyRelay };
type Held = { readonly id: number; readonly call: CeremonyCall & { readonly kind: "get" } };

const REFUSED: CeremonyOutcome = { kind: "error", name: "NotAllowedError" };

export function createCeremonyDesk(input: {
  readonly relay: (call: Pick<RelayInput, "call" | "onAccepted" | "onOutcome">) => CeremonyRelay;
  readonly answer: (id: number, outcome: CeremonyOutcome) => void;
  /** Whether a conditional get() waits to be taken up, when that has changed. */
  readonly onHeld: (isHeld: boolean) => void;
}): CeremonyDesk {
  const { answer } = input;
  let running: Running | null = null;
  let held: Held | null = null;
  /** Calls that a newer one ended before the worker had taken them: they share what it is answered. */
  let overtaken: number[] = [];

  function hold(next: Held | null): void {
    const hasChanged = (held === null) !== (next === null);
    held = next;
    if (hasChanged) input.onHeld(next !== null);
  }

  function answerOvertaken(outcome: CeremonyOutcome): void {
    const ids = overtaken;
    overtaken = [];
    for (const id of ids) answer(id, outcome);
  }

  function endRunning(): void {
    if (running === null) return;
    const { id, relay } = running;
    running = null;
    relay.abort();
    if (id === held?.id) return;
    if (relay.isAccepted()) answer(id, REFUSED);
    else overtaken.push(id);
  }

  function relay(id: number, call: CeremonyCall, onOutcome: (outcome: CeremonyOutcome) => void) {
    let isOver = false;
    const started = input.relay({
      call,
      onAccepted: () => {
        answerOvertaken(REFUSED);
      },
      onOutcome: (outcome) => {
        isOver = true;
        if (running?.id === id) running = null;
        answerOvertaken(outcome.kind === "native" ? outcome : REFUSED);
        onOutcome(outcome);
      },
    });
    if (!isOver) running = { id, relay: started };
  }

  return {
    start(id, call) {
      if (call.kind === "get" && call.mediation === "conditional") {
        if (held !== null) {
          if (running?.id === held.id) endRunning();
          answer(held.id, REFUSED);
        }
        hold({ id, call });
        return;
      }
      endRunning();
      relay(id, call, (outcome) => {
        answer(id, outcome);
      });
    },
    abort(id) {
      if (held?.id === id) hold(null);
      if (running?.id !== id) return;
      const { relay: ended } = running;
      running = null;
      ended.abort();
      answerOvertaken({ kind: "native" });
    },
    leave() {
      endRunning();
      answerOvertaken(REFUSED);
    },
    heldOptions: () => (held === null || running?.id === held.id ? null : held.call.options),
    begin() {
      if (held === null || running !== null) return false;
      const { id, call } = held;
      relay(id, call, (outcome) => {
        // Anything but a passkey leaves the page's request where it was.
        if (outcome.kind !== "asserted" || held?.id !== id) return;
        hold(null);
        answer(id, outcome);
      });
      return true;
    },
  };
}
