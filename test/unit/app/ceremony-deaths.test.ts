import { describe, expect, it, vi } from "vitest";
import type { CeremonyCall } from "../../../lib/rpc/ceremony-messages.ts";
import { verifyAssertion, verifyRegistration } from "../webauthn/relying-party.ts";
import { errorCode } from "../vault/error-code.ts";
import { type Fate, PROOF, unlockedWorld, type Worker, World } from "./kit.ts";
import {
  asserted,
  created,
  creation,
  heldPasskey,
  NATIVE,
  NOT_ALLOWED,
  PAGE,
  PagePort,
  request,
} from "./page-port.ts";
import { callsToTry } from "./thoroughness.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const held = heldPasskey("ours");
const ours = held.record;

async function lockedWorld() {
  const world = new World();
  await world.makeVault([ours]);
  return world;
}

/** A ceremony that has come to the user before its worker is killed. */
async function orphaned(call: CeremonyCall) {
  const { world, worker } = await unlockedWorld([ours]);
  const port = new PagePort();
  const id = (await worker.ceremonies.start(call, PAGE, port)) ?? "";
  worker.kill();
  return { world, port, id, ceremonies: world.bear().ceremonies };
}

describe("a page that comes back after the worker's death", () => {
  it("finds its prompt still open and gets its outcome", async () => {
    const { world, id, ceremonies } = await orphaned(request());
    const port = new PagePort();
    expect(await ceremonies.resume(id, PAGE, port)).toBe(id);
    expect(port.replies).toEqual([]);
    expect(world.prompts.opened).toEqual([id]);
    await ceremonies.allow(id, ours.id, PROOF);
    expect(port.outcome?.kind).toBe("asserted");
  });

  it.each([
    ["tab", { tabId: 2 }],
    ["frame", { frameId: 1 }],
    ["document", { documentId: "document-2" }],
    ["document without a name", { documentId: null }],
    ["origin", { origin: "https://care.headway.co" }],
  ])("is refused when it is another %s, and the ceremony goes on", async (_, change) => {
    const { id, ceremonies } = await orphaned(request());
    const thief = new PagePort();
    expect(await ceremonies.resume(id, { ...PAGE, ...change }, thief)).toBeNull();
    expect(thief.outcome).toEqual(NOT_ALLOWED);
    const port = new PagePort();
    await ceremonies.resume(id, PAGE, port);
    await ceremonies.allow(id, ours.id, PROOF);
    expect(port.outcome?.kind).toBe("asserted");
    expect(thief.replies).toHaveLength(1);
  });

  it("may come while Allow waits for it, for 2 seconds", async () => {
    const { world, id, ceremonies } = await orphaned(request());
    const port = new PagePort();
    world.pause = async () => {
      world.pause = () => Promise.resolve();
      await ceremonies.resume(id, PAGE, port);
    };
    await ceremonies.allow(id, ours.id, PROOF);
    // The second is the prompt's, for a page that is slow to hear.
    expect(world.waits).toEqual([2000, 100]);
    expect(port.outcome?.kind).toBe("asserted");
  });

  it("gets an outcome once that was reached without it", async () => {
    for (const [end, outcome] of [
      ["cancel", NOT_ALLOWED],
      ["useOther", NATIVE],
    ] as const) {
      const { world, id, ceremonies } = await orphaned(creation());
      await ceremonies[end](id);
      expect(world.prompts.windows.size).toBe(0);
      expect(await ceremonies.show(id)).toMatchObject({ state: "ended" });
      expect(await ceremonies.allow(id, null, PROOF)).toMatchObject({ state: "ended" });
      const ports = [new PagePort(), new PagePort()];
      for (const port of ports) await ceremonies.resume(id, PAGE, port);
      expect(ports.map((port) => port.outcome)).toEqual([outcome, NOT_ALLOWED]);
      expect(world.sessionStore.values.get("ceremonies")).toEqual({});
      expect(world.alarms.at.has(`ceremony:${id}`)).toBe(false);
    }
  });

  it("cannot turn an outcome into another by what the user does later", async () => {
    const { id, ceremonies } = await orphaned(request());
    await ceremonies.useOther(id);
    await ceremonies.cancel(id);
    await ceremonies.allow(id, ours.id, PROOF);
    const port = new PagePort();
    await ceremonies.resume(id, PAGE, port);
    expect(port.outcome).toEqual(NATIVE);
  });
});

describe("a page that never comes back", () => {
  it.each([
    ["create", creation()],
    ["get", request()],
  ])("gets nothing of a %s: nothing is signed or kept", async (_, call) => {
    const { world, id, ceremonies } = await orphaned(call);
    expect(await errorCode(() => ceremonies.allow(id, ours.id, PROOF))).toBe("ceremony/gone");
    expect(world.prompts.windows.size).toBe(0);
    expect(world.sessionStore.values.get("ceremonies")).toEqual({});
    expect(world.alarms.at.has(`ceremony:${id}`)).toBe(false);
    expect((await world.vault().list("passkey")).records).toEqual([ours]);
    const late = new PagePort();
    await ceremonies.resume(id, PAGE, late);
    expect(late.outcome).toEqual(NOT_ALLOWED);
  });

  it("is forgotten when its time is up", async () => {
    const { world, id, ceremonies } = await orphaned(request());
    await ceremonies.cancel(id);
    await ceremonies.onAlarm(`ceremony:${id}`);
    expect(world.sessionStore.values.get("ceremonies")).toEqual({});
  });
});

describe("a worker that dies at any moment", () => {
  const calls = {
    create: creation(),
    get: request(),
    write: request({
      allowCredentials: [{ type: "public-key", id: ours.credentialId }],
      extensions: { largeBlob: { write: "AQIDBA" } },
    }),
  } as const;
  type Kind = keyof typeof calls;

  /** What a user does with the prompt, as far as the worker lives. */
  async function decide({ ceremonies }: Worker, id: string): Promise<void> {
    const view = await ceremonies.show(id);
    const { kind, verification } =
      view.state === "locked" ? await ceremonies.unlock(id, PROOF) : view;
    const proof = verification.length > 0 ? PROOF : null;
    await ceremonies.allow(id, kind === "get" ? ours.id : null, proof);
  }

  /** One ceremony whose worker meets its fate; false if it came to its end before that. */
  async function run(kind: Kind, fate: Fate): Promise<boolean> {
    const world = await lockedWorld();
    const first = world.bear(fate);
    const ports = [new PagePort()];
    const script = async (port: PagePort) => {
      const id = (await first.ceremonies.start(calls[kind], PAGE, port)) ?? "";
      await decide(first, id);
      return false;
    };
    const hasDied = await Promise.race([
      script(ports[0] as PagePort),
      first.death.then(() => true),
    ]);
    // Whatever it was about to say, the dead say no more.
    if (hasDied) ports[0]?.close();
    const [accepted] = ports[0]?.replies ?? [];
    const next = world.bear();
    if (accepted?.type === "accepted" && ports[0]?.outcome === undefined) {
      const port = new PagePort();
      ports.push(port);
      const id = await next.ceremonies.resume(accepted.ceremonyId, PAGE, port);
      if (port.outcome === undefined) await decide(next, id ?? "");
    }
    await expectOneResult(world, kind, ports);
    if (accepted?.type === "accepted") {
      await next.ceremonies.onAlarm(`ceremony:${accepted.ceremonyId}`);
    }
    expect(Object.keys(world.sessionStore.values.get("ceremonies") ?? {})).toEqual(
      accepted === undefined ? expect.any(Array) : [],
    );
    await expectOneResult(world, kind, ports);
    return hasDied;
  }

  /** The page has one result, and the vault has what belongs to it and nothing else. */
  async function expectOneResult(world: World, kind: Kind, ports: PagePort[]): Promise<void> {
    const got = ports.filter((port) => port.outcome !== undefined);
    const { records } = await world.vault().list("passkey");
    const made = records.filter(({ id }) => id !== ours.id);
    if (!ports.some((port) => port.isAccepted)) {
      expect([got, made]).toEqual([[], []]);
      return;
    }
    expect(got).toHaveLength(1);
    const [port] = got as [PagePort];
    if (kind === "create") {
      await verifyRegistration(created(port), { requireUserVerification: true });
      expect(made.map(({ credentialId }) => credentialId)).toEqual([created(port).id]);
    } else {
      const registered = await verifyRegistration(held.response, { requireUserVerification: true });
      await verifyAssertion(asserted(port), registered, { requireUserVerification: true });
      expect(made).toEqual([]);
    }
    if (kind === "write") {
      expect(await world.vault().get(ours.id)).toMatchObject({ largeBlob: "AQIDBA" });
    }
  }

  it.each([
    ["create", "before"],
    ["create", "after"],
    ["get", "before"],
    ["get", "after"],
    ["write", "before"],
    ["write", "after"],
  ] as const)("gives the page of a %s one result, dying %s each call", async (kind, moment) => {
    let last = 0;
    for (const call of callsToTry(moment)) {
      last = call;
      if (!(await run(kind, { call, moment }))) break;
    }
    expect(last).toBeGreaterThan(25);
  });
});
