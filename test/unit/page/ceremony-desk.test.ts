import { describe, expect, it } from "vitest";
import { createCeremonyDesk } from "../../../lib/page/ceremony-desk.ts";
import type { CeremonyCall, CeremonyOutcome } from "../../../lib/rpc/ceremony-messages.ts";
import { ASSERTION } from "./responses.ts";

const options = { challenge: "AA" };
const modal: CeremonyCall = { kind: "get", mediation: "modal", options };
const conditional: CeremonyCall = { kind: "get", mediation: "conditional", options };
const native: CeremonyOutcome = { kind: "native" };
const refused: CeremonyOutcome = { kind: "error", name: "NotAllowedError" };
const asserted: CeremonyOutcome = { kind: "asserted", response: ASSERTION };

/** A desk whose relays are driven by hand. */
function start() {
  const answers: [number, CeremonyOutcome][] = [];
  const held: boolean[] = [];
  const relays: {
    readonly call: CeremonyCall;
    isAborted: boolean;
    readonly accept: () => void;
    readonly end: (outcome: CeremonyOutcome) => void;
  }[] = [];
  const desk = createCeremonyDesk({
    relay: ({ call, onAccepted, onOutcome }) => {
      let isAccepted = false;
      const relay = {
        call,
        isAborted: false,
        accept: () => {
          isAccepted = true;
          onAccepted();
        },
        end: onOutcome,
      };
      relays.push(relay);
      return {
        isAccepted: () => isAccepted,
        abort: () => {
          relay.isAborted = true;
        },
      };
    },
    answer: (id, outcome) => answers.push([id, outcome]),
    onHeld: (isHeld) => held.push(isHeld),
  });
  return {
    desk,
    answers,
    held,
    relays,
    relay: (index: number) => {
      const found = relays[index];
      if (found === undefined) throw new RangeError(`no relay ${index}`);
      return found;
    },
  };
}

describe("the ceremonies of one document", () => {
  it("refuse an older call that the worker had taken when a newer one comes", () => {
    const { desk, answers, relay } = start();
    desk.start(1, modal);
    relay(0).accept();
    desk.start(2, modal);
    expect(answers).toEqual([[1, refused]]);
    expect(relay(0).isAborted).toBe(true);
  });

  it("let a call that was overtaken share the fate of the newest: one prompt, or none at all", () => {
    const flood = start();
    for (let id = 1; id <= 200; id++) flood.desk.start(id, modal);
    expect(flood.answers).toEqual([]);
    expect(flood.relays.filter(({ isAborted }) => !isAborted)).toHaveLength(1);
    flood.relay(199).accept();
    expect(flood.answers).toHaveLength(199);
    for (const [, outcome] of flood.answers) expect(outcome).toEqual(refused);

    const strange = start();
    for (let id = 1; id <= 3; id++) strange.desk.start(id, modal);
    strange.relay(2).end(native);
    expect(strange.answers).toEqual([
      [1, native],
      [2, native],
      [3, native],
    ]);
  });

  it("leave overtaken calls to the browser when the newest is given up", () => {
    const { desk, answers } = start();
    desk.start(1, modal);
    desk.start(2, modal);
    desk.abort(2);
    expect(answers).toEqual([[1, native]]);
  });
});

describe("a conditional get", () => {
  it("is held and not relayed, until it is begun", () => {
    const { desk, relays, relay, answers } = start();
    expect([desk.heldOptions(), desk.begin()]).toEqual([null, false]);
    desk.start(1, conditional);
    expect([relays.length, desk.heldOptions()]).toEqual([0, options]);
    expect(desk.begin()).toBe(true);
    expect(relay(0).call).toBe(conditional);
    expect([desk.heldOptions(), desk.begin()]).toEqual([null, false]);
    relay(0).end(asserted);
    expect(answers).toEqual([[1, asserted]]);
    expect([desk.heldOptions(), desk.begin()]).toEqual([null, false]);
  });

  it.each([native, refused, { kind: "error", name: "SecurityError" } as const])(
    "waits again when it was begun and ended in %j",
    (outcome) => {
      const { desk, relay, answers } = start();
      desk.start(1, conditional);
      desk.begin();
      relay(0).accept();
      relay(0).end(outcome);
      expect(answers).toEqual([]);
      expect(desk.heldOptions()).toEqual(options);
      expect(desk.begin()).toBe(true);
    },
  );

  it("gives way to a newer one", () => {
    const { desk, answers, relay } = start();
    const newer: CeremonyCall = { ...conditional, options: { challenge: "BB" } };
    desk.start(1, conditional);
    desk.begin();
    desk.start(2, newer);
    expect(relay(0).isAborted).toBe(true);
    expect(answers).toEqual([[1, refused]]);
    expect(desk.heldOptions()).toEqual({ challenge: "BB" });
  });

  it("is dropped, with its ceremony, when the page gives it up", () => {
    const { desk, answers, relay } = start();
    desk.start(1, conditional);
    desk.begin();
    desk.abort(1);
    expect(relay(0).isAborted).toBe(true);
    expect([answers, desk.heldOptions(), desk.begin()]).toEqual([[], null, false]);
  });

  it("waits again when a modal call ends its ceremony, and is not begun beside one", () => {
    const { desk, answers, relay } = start();
    desk.start(1, conditional);
    desk.begin();
    desk.start(2, modal);
    expect(relay(0).isAborted).toBe(true);
    expect([answers, desk.heldOptions()]).toEqual([[], options]);
    expect(desk.begin()).toBe(false);
    relay(1).end(native);
    expect(desk.begin()).toBe(true);
  });

  it("waits again when the document was put away meanwhile", () => {
    const { desk, answers, relay } = start();
    desk.start(1, conditional);
    desk.begin();
    desk.leave();
    expect(relay(0).isAborted).toBe(true);
    expect([answers, desk.heldOptions()]).toEqual([[], options]);
  });

  it("says when it begins to wait and when that is over, once each", () => {
    const { desk, held, relay } = start();
    desk.start(1, conditional);
    desk.start(2, conditional);
    expect(held).toEqual([true]);
    desk.abort(1);
    expect(held).toEqual([true]);
    desk.begin();
    relay(0).end(native);
    expect(held).toEqual([true]);
    desk.begin();
    relay(1).end(asserted);
    expect(held).toEqual([true, false]);
    desk.start(3, conditional);
    desk.abort(3);
    desk.start(4, modal);
    expect(held).toEqual([true, false, true, false]);
  });
});
