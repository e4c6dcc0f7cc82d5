import { describe, expect, it } from "vitest";
import { type CeremonyRelay, relayCeremony } from "../../../lib/page/ceremony-relay.ts";
import type { CeremonyCall, CeremonyOutcome } from "../../../lib/rpc/ceremony-messages.ts";
import { createFakeRuntime, type FakePort, type FakeRuntime } from "./fake-runtime.ts";
import { ASSERTION } from "./responses.ts";
import { REFUSAL_DELAY_MS } from "../../../lib/page/limits.ts";

const call: CeremonyCall = { kind: "get", mediation: "modal", options: { challenge: "AA" } };
const native: CeremonyOutcome = { kind: "native" };
const refused: CeremonyOutcome = { kind: "error", name: "NotAllowedError" };
const asserted: CeremonyOutcome = { kind: "asserted", response: ASSERTION };

type Scene = {
  runtime: FakeRuntime;
  outcomes: CeremonyOutcome[];
  acceptances: unknown[];
  relay: CeremonyRelay;
};

function start(runtime = createFakeRuntime(), crossOrigin = false): Scene {
  const outcomes: CeremonyOutcome[] = [];
  const acceptances: unknown[] = [];
  const relay = relayCeremony({
    call,
    crossOrigin,
    onAccepted: () => acceptances.push(true),
    build: "b1",
    connect: runtime.connect,
    isAlive: () => runtime.alive,
    after: runtime.after,
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  return { runtime, outcomes, acceptances, relay };
}

function lastPort({ ports }: FakeRuntime): FakePort {
  const port = ports.at(-1);
  if (port === undefined) throw new RangeError("no port was opened");
  return port;
}

function accept(scene: Scene): void {
  lastPort(scene.runtime).reply({ type: "accepted", ceremonyId: "c1" });
}

describe("the relay of one ceremony", () => {
  it("opens a port, says who built it and what is asked, and relays the outcome once", () => {
    const scene = start();
    const port = lastPort(scene.runtime);
    const started = { type: "start", build: "b1", call, crossOrigin: false };
    expect(port).toMatchObject({ name: "ceremony", sent: [started] });
    accept(scene);
    scene.runtime.pass(600_000);
    expect(scene.outcomes).toEqual([]);
    port.reply({ type: "outcome", outcome: asserted });
    port.reply({ type: "outcome", outcome: native });
    port.drop();
    expect(scene.outcomes).toEqual([asserted]);
    // The worker closes its window over the page at that sign, so the page has its turn first.
    expect(port.disconnected).toBe(false);
    scene.runtime.pass(0);
    expect(port.disconnected).toBe(true);
    expect(scene.runtime.timers()).toBe(0);
  });

  it("says of a caller under another origin that it is", () => {
    const { sent } = lastPort(start(createFakeRuntime(), true).runtime);
    expect(sent).toEqual([{ type: "start", build: "b1", call, crossOrigin: true }]);
  });

  it("tells once that the worker has taken the call", () => {
    const scene = start();
    expect([scene.relay.isAccepted(), scene.acceptances]).toEqual([false, []]);
    accept(scene);
    lastPort(scene.runtime).drop();
    accept(scene);
    expect([scene.relay.isAccepted(), scene.acceptances]).toEqual([true, [true]]);
  });

  it("hands the call to the browser when nobody accepts it within a second", () => {
    const { runtime, outcomes } = start();
    runtime.pass(999);
    expect(outcomes).toEqual([]);
    runtime.pass(1);
    expect(outcomes).toEqual([native]);
    expect(lastPort(runtime).disconnected).toBe(true);
    lastPort(runtime).reply({ type: "accepted", ceremonyId: "late" });
    expect(outcomes).toEqual([native]);
  });

  it("hands the call to the browser when the port closes before it was accepted", () => {
    const { runtime, outcomes } = start();
    lastPort(runtime).drop();
    expect(outcomes).toEqual([native]);
  });

  it("hands the call to the browser when the extension is gone", () => {
    const runtime = createFakeRuntime();
    runtime.alive = false;
    expect(start(runtime).outcomes).toEqual([native]);
  });

  it("takes an outcome without an acceptance", () => {
    const { runtime, outcomes } = start();
    lastPort(runtime).reply({ type: "outcome", outcome: native });
    expect(outcomes).toEqual([native]);
  });

  it("ignores replies that are none", () => {
    const { runtime, outcomes } = start();
    lastPort(runtime).reply({ type: "outcome", outcome: { kind: "error", name: "Oops" } });
    lastPort(runtime).reply("accepted");
    expect(outcomes).toEqual([]);
    runtime.pass(1000);
    expect(outcomes).toEqual([native]);
  });

  it("resumes when the worker dies after it accepted", () => {
    const scene = start();
    accept(scene);
    lastPort(scene.runtime).drop();
    expect(scene.runtime.ports).toHaveLength(2);
    expect(lastPort(scene.runtime).sent).toEqual([
      { type: "resume", build: "b1", ceremonyId: "c1" },
    ]);
    lastPort(scene.runtime).reply({ type: "outcome", outcome: asserted });
    expect(scene.outcomes).toEqual([asserted]);
  });

  it("resumes for as long as each connection holds a while", () => {
    const scene = start();
    accept(scene);
    for (let i = 0; i < 10; i++) {
      scene.runtime.pass(2000);
      lastPort(scene.runtime).drop();
    }
    expect(scene.outcomes).toEqual([]);
    expect(scene.runtime.ports).toHaveLength(11);
  });

  it("gives up after three failures in a row", () => {
    const scene = start();
    accept(scene);
    scene.runtime.failing = true;
    lastPort(scene.runtime).drop();
    scene.runtime.pass(REFUSAL_DELAY_MS);
    expect(scene.outcomes).toEqual([refused]);
    expect(scene.runtime.ports).toHaveLength(3);
  });

  it("hands a refusal over half a second late, and nothing if the page gave up meanwhile", () => {
    for (const isAborted of [false, true]) {
      const scene = start();
      accept(scene);
      lastPort(scene.runtime).reply({ type: "outcome", outcome: refused });
      scene.runtime.pass(REFUSAL_DELAY_MS - 1);
      expect(scene.outcomes).toEqual([]);
      if (isAborted) scene.relay.abort();
      scene.runtime.pass(1);
      expect(scene.outcomes).toEqual(isAborted ? [] : [refused]);
    }
  });

  it("goes native when the extension goes away after it accepted", () => {
    const scene = start();
    accept(scene);
    scene.runtime.alive = false;
    lastPort(scene.runtime).drop();
    expect(scene.outcomes).toEqual([native]);
  });

  it("tells the worker of an abort, closes the port and says no more", () => {
    const scene = start();
    accept(scene);
    const port = lastPort(scene.runtime);
    scene.relay.abort();
    expect(port.sent.at(-1)).toEqual({ type: "abort" });
    expect(port.disconnected).toBe(true);
    port.reply({ type: "outcome", outcome: asserted });
    port.drop();
    scene.relay.abort();
    expect(scene.outcomes).toEqual([]);
    expect(scene.runtime.ports).toHaveLength(1);
    expect(scene.runtime.timers()).toBe(0);
  });
});
