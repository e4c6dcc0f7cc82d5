import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { CeremonyCall } from "../../../lib/rpc/ceremony-messages.ts";
import { isWaykeyError } from "../../../lib/errors.ts";
import { PROOF, unlockedWorld, type Worker, type World } from "../../unit/app/kit.ts";
import { creation, heldPasskey, PAGE, PagePort, request } from "../../unit/app/page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../../unit/vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const ours = heldPasskey("ours").record;

/** Acts of pages, user, clock and browser. Those between two pauses are under way at once. */
const act = fc.oneof(
  fc.record({ type: fc.constant("allow"), nth: fc.nat(1) }),
  fc.record({ type: fc.constantFrom("create", "get"), nth: fc.nat(1) }),
  fc.record({
    type: fc.constantFrom("allow", "allow", "cancel", "use-other", "show", "alarm", "leave"),
    nth: fc.nat(3),
  }),
  fc.record({ type: fc.constantFrom("close-window", "die", "fail", "pause"), nth: fc.nat(3) }),
);

/** Two pages wait, each in its tab. */
const PROLOGUE = [
  { type: "create", nth: 0 },
  { type: "get", nth: 1 },
  { type: "pause", nth: 0 },
] as const;

/** A page's call; `ports` in the order of its connections, the last of which is its own. */
type Call = { readonly tabId: number; readonly ports: PagePort[]; isGone: boolean };

class Story {
  readonly world: World;
  readonly calls: Call[] = [];
  #worker: Worker;
  #underWay: Promise<unknown>[] = [];
  readonly #failures: unknown[] = [];

  constructor(world: World, worker: Worker) {
    this.world = world;
    this.#worker = worker;
  }

  async perform(type: string, nth: number): Promise<void> {
    if (type === "pause") await this.settle();
    else if (type === "die") this.#die();
    else if (type === "fail") this.world.store.failNextCommit = "after";
    else if (type === "create") this.#call(creation(), nth);
    else if (type === "get") this.#call(request(), nth);
    else if (type === "close-window") this.#closeWindow(nth);
    else this.#decide(type, this.calls[nth]);
  }

  #call(call: CeremonyCall, tabId: number): void {
    const port = new PagePort();
    this.calls.push({ tabId, ports: [port], isGone: false });
    this.#track(this.#worker.ceremonies.start(call, { ...PAGE, tabId }, port));
  }

  #decide(type: string, call: Call | undefined): void {
    const id = call === undefined ? null : idOf(call);
    if (call === undefined || id === null) return;
    const { ceremonies } = this.#worker;
    if (type === "leave") call.isGone = true;
    const acts: Record<string, () => Promise<unknown>> = {
      allow: () => ceremonies.allow(id, ours.id, PROOF),
      cancel: () => ceremonies.cancel(id),
      "use-other": () => ceremonies.useOther(id),
      show: () => ceremonies.show(id),
      alarm: () => ceremonies.onAlarm(`ceremony:${id}`),
      leave: () => ceremonies.abandon(id),
    };
    const done = acts[type]?.();
    if (done !== undefined) this.#track(done);
  }

  #closeWindow(nth: number): void {
    const windowId = [...this.world.prompts.windows.keys()][nth];
    if (windowId === undefined) return;
    this.world.prompts.windows.delete(windowId);
    this.#track(this.#worker.ceremonies.onWindowClosed(windowId));
  }

  /** The pages that still wait come back to the next worker. */
  #die(): void {
    this.#worker.kill();
    this.#underWay = [];
    this.#worker = this.world.bear();
    for (const call of this.calls) {
      for (const port of call.ports) port.close();
      const id = idOf(call);
      if (id === null) call.isGone = true;
      if (call.isGone || id === null || outcomes(call) > 0) continue;
      const port = new PagePort();
      call.ports.push(port);
      const requester = { ...PAGE, tabId: call.tabId };
      this.#track(this.#worker.ceremonies.resume(id, requester, port));
    }
  }

  #track(work: Promise<unknown>): void {
    const foreseen = work.catch((error: unknown) => {
      if (!isWaykeyError(error)) this.#failures.push(error);
    });
    this.#underWay.push(foreseen);
  }

  /** Waits for what is under way; only foreseen failures may come of it. */
  async settle(): Promise<void> {
    await Promise.all(this.#underWay);
    this.#underWay = [];
    if (this.#failures.length > 0) throw new AggregateError(this.#failures, "unforeseen failures");
  }

  async end(): Promise<void> {
    await this.settle();
    for (const name of this.world.alarms.at.keys()) await this.#worker.ceremonies.onAlarm(name);
  }
}

function idOf({ ports }: Call): string | null {
  const [first] = ports[0]?.replies ?? [];
  return first?.type === "accepted" ? first.ceremonyId : null;
}

function outcomes({ ports }: Call): number {
  return ports.filter((port) => port.outcome !== undefined).length;
}

describe("ceremonies", () => {
  it("give every page one outcome and keep what they promised, whatever happens", async () => {
    let signed = 0;
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        const { world, worker } = await unlockedWorld([ours]);
        const story = new Story(world, worker);
        for (const { type, nth } of [...PROLOGUE, ...acts]) await story.perform(type, nth);
        await story.end();

        const { records, unreadable } = await world.vault().list("passkey");
        expect(unreadable).toEqual([]);
        const kept = records.map(({ credentialId }) => credentialId);
        for (const call of story.calls) {
          // A page that left may have heard of the end or not; every other one has, once.
          expect(outcomes(call)).toBeLessThanOrEqual(1);
          if (!call.isGone) expect(outcomes(call)).toBe(1);
          const { outcome } = call.ports.find((port) => port.outcome !== undefined) ?? {};
          if (outcome?.kind === "asserted") signed++;
          if (outcome?.kind !== "created") continue;
          made++;
          expect(kept).toContain(outcome.response.id);
        }
        expect(world.sessionStore.values.get("ceremonies") ?? {}).toEqual({});
        expect([...world.alarms.at.keys()]).toEqual(["lock"]);
      }),
      { numRuns: 200 },
    );
    expect(Math.min(signed, made)).toBeGreaterThan(10);
  });
});
