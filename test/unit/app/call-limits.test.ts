import { describe, expect, it, vi } from "vitest";
import { PROOF, unlockedWorld, type Worker, World } from "./kit.ts";
import {
  creation,
  heldPasskey,
  NATIVE,
  NOT_ALLOWED,
  PAGE,
  PagePort,
  request,
} from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const ours = heldPasskey("ours").record;

async function call({ ceremonies }: Worker, tabId = 1, of = request()) {
  const port = new PagePort();
  const id = await ceremonies.start(of, { ...PAGE, tabId }, port);
  return { port, id: id ?? "" };
}

async function cancelOne(worker: Worker, tabId = 1): Promise<void> {
  const { id } = await call(worker, tabId);
  await worker.ceremonies.cancel(id);
}

async function isAsked(worker: Worker, tabId = 1, of = request()): Promise<boolean> {
  const { port, id } = await call(worker, tabId, of);
  if (port.isAccepted) await worker.ceremonies.useOther(id);
  else expect(port.replies).toEqual([{ type: "outcome", outcome: NOT_ALLOWED }]);
  return port.isAccepted;
}

describe("three cancellations within a minute", () => {
  it("bring the tab a minute's rest from the last of them, and no other tab", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    for (const pause of [0, 30_000, 30_000]) {
      world.now += pause;
      await cancelOne(worker);
    }
    const { length } = world.prompts.opened;
    expect(await isAsked(worker)).toBe(false);
    world.now += 59_999;
    expect(await isAsked(worker, 1, creation())).toBe(false);
    expect(world.prompts.opened).toHaveLength(length);
    expect(await isAsked(worker, 2)).toBe(true);
    world.now += 1;
    expect(await isAsked(worker)).toBe(true);
  });

  it("count when the window was closed, and outlast the worker and a reload", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    await cancelOne(worker);
    await cancelOne(worker);
    await call(worker);
    const [windowId = 0] = world.prompts.windows.keys();
    await worker.ceremonies.onWindowClosed(windowId);
    worker.kill();
    const port = new PagePort();
    const reloaded = { ...PAGE, documentId: "document-2" };
    expect(await world.bear().ceremonies.start(request(), reloaded, port)).toBeNull();
    expect(port.outcome).toEqual(NOT_ALLOWED);
  });

  it("are not made by the user's other answers, by the page, or by time", async () => {
    const { worker } = await unlockedWorld([ours]);
    const { ceremonies } = worker;
    for (const end of [
      (id: string) => ceremonies.useOther(id),
      (id: string) => ceremonies.abandon(id),
      (id: string) => ceremonies.onAlarm(`ceremony:${id}`),
      (id: string) => ceremonies.allow(id, ours.id, PROOF),
      () => Promise.resolve(),
    ]) {
      for (let round = 0; round < 3; round++) await end((await call(worker)).id);
    }
    expect(await isAsked(worker)).toBe(true);
  });

  it("are counted once each", async () => {
    const { worker } = await unlockedWorld([ours]);
    const { id } = await call(worker);
    for (let round = 0; round < 5; round++) await worker.ceremonies.cancel(id);
    expect(await isAsked(worker)).toBe(true);
  });

  it("are no three when they took longer", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    for (const pause of [0, 30_000, 30_001]) {
      world.now += pause;
      await cancelOne(worker);
    }
    expect(await isAsked(worker)).toBe(true);
  });

  it("are forgotten when the clock is put back", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    for (let round = 0; round < 3; round++) await cancelOne(worker);
    world.now -= 3_600_000;
    expect(await isAsked(worker)).toBe(true);
  });

  it("do not let the page tell what the vault holds: everything is refused alike", async () => {
    const { worker } = await unlockedWorld([ours]);
    for (let round = 0; round < 3; round++) await cancelOne(worker);
    for (const id of [ours.credentialId, "AAAA"]) {
      const allowCredentials = [{ type: "public-key", id }];
      expect(await isAsked(worker, 1, request({ allowCredentials }))).toBe(false);
    }
  });

  it("leave the browser's own affairs to the browser", async () => {
    const { worker } = await unlockedWorld([ours]);
    for (let round = 0; round < 3; round++) await cancelOne(worker);
    const { port } = await call(worker, 1, request({ rpId: "evil.test" }));
    expect(port.outcome).toEqual(NATIVE);
  });
});

describe("a flood of calls", () => {
  it("brings a tab at most 30 prompts a minute, across reloads", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    // Calls of the tab that nobody answers: each ends the one before.
    const isTaken = async (tabId = 1) => (await call(worker, tabId)).port.isAccepted;
    for (let round = 0; round < 30; round++) {
      world.now += 100;
      expect(await isTaken()).toBe(true);
    }
    expect(await isTaken()).toBe(false);
    expect(await isTaken(2)).toBe(true);
    world.now += 60_000 - 2_900;
    expect(await isTaken()).toBe(true);
    expect(await isTaken()).toBe(false);
  });

  it("is none where the user allows: such prompts do not count, and end a row of refusals", async () => {
    const { worker } = await unlockedWorld([ours]);
    for (let i = 0; i < 40; i++) {
      const { id, port } = await call(worker);
      expect(port.isAccepted).toBe(true);
      await worker.ceremonies.allow(id, ours.id, PROOF);
    }
    await cancelOne(worker);
    await cancelOne(worker);
    const { id } = await call(worker);
    await worker.ceremonies.allow(id, ours.id, PROOF);
    await cancelOne(worker);
    expect(await isAsked(worker)).toBe(true);
  });

  it("of 200 at once opens one window, refuses 199 and keeps little", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    const ports = Array.from({ length: 200 }, () => new PagePort());
    await Promise.all(ports.map((port) => worker.ceremonies.start(request(), PAGE, port)));
    expect(world.prompts.windows.size).toBe(1);
    expect(ports.filter((port) => port.outcome?.kind === "error")).toHaveLength(199);
    const bytes = JSON.stringify([...world.sessionStore.values]).length;
    // Windows count, and the flood brought up one.
    const later = Array.from({ length: 200 }, () => new PagePort());
    for (const port of later) await worker.ceremonies.start(request(), PAGE, port);
    expect(later.filter((port) => port.isAccepted)).toHaveLength(29);
    expect(later.at(-1)?.outcome).toEqual(NOT_ALLOWED);
    expect(JSON.stringify([...world.sessionStore.values]).length).toBeLessThan(bytes + 500);
  });

  it("from many tabs is not remembered for longer than it matters", async () => {
    const world = new World();
    await world.makeVault([ours]);
    const worker = world.bear();
    for (let tabId = 1; tabId <= 50; tabId++) await cancelOne(worker, tabId);
    expect(Object.keys(world.sessionStore.values.get("call-limits") as object)).toHaveLength(50);
    world.now += 60_000;
    await cancelOne(worker, 99);
    expect(Object.keys(world.sessionStore.values.get("call-limits") as object)).toEqual(["99"]);
  });

  it("is logged once a minute", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    for (let round = 0; round < 3; round++) await cancelOne(worker);
    for (let round = 0; round < 10; round++) await isAsked(worker);
    const refused = async () =>
      (await worker.handlers["log.list"](null)).filter(({ result }) => result === "refused");
    expect(await refused()).toHaveLength(1);
    world.now += 59_000;
    await isAsked(worker);
    expect(await refused()).toHaveLength(1);
  });
});
