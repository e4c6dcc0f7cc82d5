import { describe, expect, it, vi } from "vitest";
import type { CeremonyCall } from "../../../lib/rpc/ceremony-messages.ts";
import { errorCode } from "../vault/error-code.ts";
import { PROOF, unlockedWorld } from "./kit.ts";
import {
  asserted,
  created,
  creation,
  heldPasskey,
  NOT_ALLOWED,
  PAGE,
  PagePort,
  request,
} from "./page-port.ts";

const gates: { during: () => void | Promise<void> } = { during: () => undefined };

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  const original = await importOriginal<object>();
  return {
    ...original,
    deriveArgon2id: async (...input: Parameters<typeof deriveCheaply>) => {
      const { during } = gates;
      gates.during = () => undefined;
      await during();
      return deriveCheaply(...input);
    },
  };
});

const ours = heldPasskey("ours").record;

async function begin(call: CeremonyCall) {
  const { world, worker } = await unlockedWorld([ours]);
  const port = new PagePort();
  const id = (await worker.ceremonies.start(call, PAGE, port)) ?? "";
  return { world, port, id, ceremonies: worker.ceremonies };
}

const made = async ({ world }: Pick<Awaited<ReturnType<typeof begin>>, "world">) =>
  (await world.vault().list("passkey")).records.filter(({ id }) => id !== ours.id);

describe("Allow pressed twice at once", () => {
  it("makes the one passkey that the page hears of", async () => {
    const begun = await begin(creation());
    const { port, id, ceremonies } = begun;
    await Promise.allSettled([1, 2, 3].map(() => ceremonies.allow(id, null, PROOF)));
    const kept = await made(begun);
    expect(kept.map(({ credentialId }) => credentialId)).toEqual([created(port).id]);
  });

  it("signs once, whichever passkeys were chosen", async () => {
    const { world, port, id, ceremonies } = await begin(request());
    await world.vault().put(heldPasskey("second").record);
    await Promise.allSettled(
      ["ours", "second", "ours"].map((choice) => ceremonies.allow(id, choice, PROOF)),
    );
    expect(asserted(port)).toBeDefined();
    const { records } = await world.vault().list("passkey");
    expect(records.filter(({ lastUsedAt }) => lastUsedAt !== null)).toHaveLength(1);
  });
});

describe("while the password is being checked", () => {
  const ends = [
    ["a cancellation", (c: Begun) => c.ceremonies.cancel(c.id)],
    ["another device", (c: Begun) => c.ceremonies.useOther(c.id)],
    ["the page's leaving", (c: Begun) => c.ceremonies.abandon(c.id)],
    ["the end of its time", (c: Begun) => c.ceremonies.onAlarm(`ceremony:${c.id}`)],
    [
      "a second call of the tab",
      (c: Begun) => c.ceremonies.start(creation(), PAGE, new PagePort()),
    ],
  ] as const;
  type Begun = Awaited<ReturnType<typeof begin>>;

  it.each(ends)("%s counts, and nothing is signed or kept", async (_, end) => {
    for (const call of [creation(), request()]) {
      const begun = await begin(call);
      gates.during = async () => {
        await end(begun);
      };
      const code = await errorCode(() => begun.ceremonies.allow(begun.id, ours.id, PROOF));
      expect(["ceremony/gone", "ceremony/unknown"]).toContain(code);
      expect(["native", "error", undefined]).toContain(begun.port.outcome?.kind);
      expect(await made(begun)).toEqual([]);
      expect(await begun.world.vault().get(ours.id)).toEqual(ours);
    }
  });
});

describe("while the passkey is being written", () => {
  it.each(["cancel", "useOther"] as const)("%s comes too late", async (end) => {
    const begun = await begin(creation());
    const { world, port, id, ceremonies } = begun;
    let ending: Promise<void> = Promise.resolve();
    world.store.onCommitted = () => {
      world.store.onCommitted = () => undefined;
      ending = ceremonies[end](id);
    };
    await ceremonies.allow(id, null, PROOF);
    await ending;
    expect((await made(begun)).map(({ credentialId }) => credentialId)).toEqual([created(port).id]);
  });

  it("the page's leaving takes the passkey with it", async () => {
    const begun = await begin(creation());
    const { world, port, id, ceremonies } = begun;
    let leaving: Promise<void> = Promise.resolve();
    world.store.onCommitted = () => {
      world.store.onCommitted = () => undefined;
      leaving = ceremonies.abandon(id);
    };
    expect(await errorCode(() => ceremonies.allow(id, null, PROOF))).toBe("ceremony/gone");
    await leaving;
    expect(port.outcome).toBeUndefined();
    expect(await made(begun)).toEqual([]);
    expect(world.sessionStore.values.get("ceremonies")).toEqual({});
    expect(world.prompts.windows.size).toBe(0);
  });
});

describe("many calls at once", () => {
  it("of one tab end in one window and refusals for all but one", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    const ports = Array.from({ length: 200 }, () => new PagePort());
    await Promise.all(ports.map((port) => worker.ceremonies.start(request(), PAGE, port)));
    const waiting = ports.filter((port) => port.outcome === undefined);
    expect(waiting).toHaveLength(1);
    expect(ports.filter((port) => port.outcome?.kind === "error")).toHaveLength(199);
    expect(world.prompts.windows.size).toBe(1);
    expect(world.prompts.opened.length).toBeLessThanOrEqual(2);
    expect(Object.keys(world.sessionStore.values.get("ceremonies") as object)).toHaveLength(1);
    const [id = ""] = world.prompts.windows.values();
    await worker.ceremonies.allow(id, ours.id, PROOF);
    expect(waiting[0]?.outcome?.kind).toBe("asserted");
    expect([...world.alarms.at.keys()]).toEqual(["lock"]);
  });

  it("of one document that resumes open one window", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    const { ceremonies } = worker;
    const begun: Promise<unknown>[] = [];
    world.prompts.onOpen = () => {
      world.prompts.onOpen = () => undefined;
      const [id = ""] = world.prompts.windows.values();
      begun.push(...[1, 2, 3].map(() => ceremonies.resume(id, PAGE, new PagePort())));
    };
    begun.push(ceremonies.start(request(), PAGE, new PagePort()));
    await begun[0];
    await Promise.all(begun);
    expect(world.prompts.opened).toHaveLength(1);
  });
});

describe("while the prompt is being opened", () => {
  it("a cancelled call closes the window that comes too late", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    const { ceremonies } = worker;
    const port = new PagePort();
    world.prompts.onOpen = () => ceremonies.cancel([...world.prompts.windows.values()][0] ?? "");
    await ceremonies.start(request(), PAGE, port);
    expect(port.outcome).toEqual(NOT_ALLOWED);
    expect(world.prompts.windows.size).toBe(0);
    expect(world.sessionStore.values.get("ceremonies")).toEqual({});
  });
});
