import { describe, expect, it, vi } from "vitest";
import { noteInLog, writeLog } from "../../../lib/app/ceremony-log.ts";
import { setSettings } from "../../../lib/app/settings.ts";
import { receiveSignal } from "../../../lib/app/signals.ts";
import { errorCode } from "../vault/error-code.ts";
import { PASSWORD, PROOF, START, unlockedWorld } from "./kit.ts";
import { asserted, creation, heldPasskey, PAGE, PagePort, request } from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const ours = heldPasskey("ours").record;
const SETTINGS = {
  autoLockMinutes: 15,
  lockWithSystem: true,
  verifiedForMinutes: 0,
  passkeyUpgrades: false,
};

async function begin(call = request()) {
  const { world, worker, app } = await unlockedWorld([ours]);
  const port = new PagePort();
  const id = (await worker.ceremonies.start(call, PAGE, port)) ?? "";
  return { world, worker, app, port, id };
}

const passkeyIds = async ({ world }: Pick<Awaited<ReturnType<typeof begin>>, "world">) =>
  (await world.vault().list("passkey")).records.map(({ id }) => id);
const results = async ({ worker }: Pick<Awaited<ReturnType<typeof begin>>, "worker">) =>
  (await worker.handlers["log.list"](null)).map(({ result }) => result);

describe("a page that leaves", () => {
  it("between the decision and the answer leaves no passkey and no word of one", async () => {
    const begun = await begin(creation());
    const { worker, app, id } = begun;
    const { sessionStore } = app.ports;
    const set = sessionStore.set.bind(sessionStore);
    let left: Promise<void> | undefined;
    sessionStore.set = async (key, value) => {
      await set(key, value);
      if (JSON.stringify(value).includes('"kind":"created"')) {
        left ??= worker.ceremonies.abandon(id);
      }
    };
    await worker.ceremonies.allow(id, null, PROOF);
    await left;
    expect(await passkeyIds(begun)).toEqual([ours.id]);
    expect((await results(begun))[0]).toBe("page-left");
  });

  it("before its call was taken up brings up no window", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    const port = new PagePort();
    port.close();
    expect(await worker.ceremonies.start(request(), PAGE, port)).toBeNull();
    expect(world.prompts.opened).toEqual([]);
  });

  it("after it was told keeps its passkey, though the worker dies before it has forgotten", async () => {
    const begun = await begin(creation());
    const { world, worker, id, port } = begun;
    world.alarms.clear = () => Promise.reject(new Error("dying"));
    await worker.ceremonies.allow(id, null, PROOF).catch(() => undefined);
    expect(port.outcome?.kind).toBe("created");
    await world
      .bear()
      .ceremonies.onAlarm(`ceremony:${id}`)
      .catch(() => undefined);
    expect(await passkeyIds(begun)).toHaveLength(2);
  });
});

describe("a page that asks again and again", () => {
  it("does not put the lock off by the prompts it brings up", async () => {
    const { world, worker, app } = await unlockedWorld([ours]);
    const lockAt = world.alarms.at.get("lock");
    for (let minute = 0; minute < 14; minute++) {
      world.now += 60_000;
      const port = new PagePort();
      const id = (await worker.ceremonies.start(request(), PAGE, port)) ?? "";
      await worker.ceremonies.show(id);
      await worker.ceremonies.abandon(id);
    }
    expect(world.alarms.at.get("lock")).toBe(lockAt);
    world.now += 60_000;
    expect(await app.session.isOpen()).toBe(false);
  });

  it("cannot wash out of the log what the user did", async () => {
    const begun = await begin();
    const { worker, app, id } = begun;
    await worker.ceremonies.allow(id, ours.id, PROOF);
    const entry = (await worker.handlers["log.list"](null))[0];
    if (entry === undefined) throw new Error("nothing was logged");
    for (let round = 0; round < 300; round++) {
      const result = round % 2 === 0 ? ("page-left" as const) : ("hidden" as const);
      await noteInLog(app, { ...entry, at: START + round, result });
      if (round % 7 === 0) await writeLog(app);
    }
    await writeLog(app);
    const kept = await results(begun);
    expect(kept).toContain("signed-in");
    expect(kept).toHaveLength(200);
  });
});

describe("a sibling of the site", () => {
  it("changes no passkey that was never made or used there", async () => {
    const { world, app } = await unlockedWorld([ours]);
    const signal = {
      kind: "unknown-credential",
      rpId: "headway.co",
      credentialId: ours.credentialId,
    } as const;
    const old = { ...PAGE, origin: "https://old.headway.co", topOrigin: "https://old.headway.co" };
    await receiveSignal(app, signal, old);
    expect(await world.vault().get(ours.id)).toMatchObject({ hidden: null });
    await receiveSignal(app, signal, PAGE);
    expect(await world.vault().get(ours.id)).toMatchObject({ hidden: { by: "site" } });
  });
});

describe("what the user asks for", () => {
  it("is asked after three refusals too, when it comes from the popup", async () => {
    const { worker } = await unlockedWorld([ours]);
    const call = async () => (await worker.ceremonies.start(request(), PAGE, new PagePort())) ?? "";
    for (let round = 0; round < 3; round++) await worker.ceremonies.cancel(await call());
    expect(await call()).toBe("");
    await worker.ceremonies.welcome(PAGE.tabId);
    expect(await call()).not.toBe("");
  });

  it("may be another device thirty times over", async () => {
    const { worker } = await unlockedWorld([ours]);
    for (let round = 0; round < 40; round++) {
      const id = (await worker.ceremonies.start(request(), PAGE, new PagePort())) ?? "";
      expect(id).not.toBe("");
      await worker.ceremonies.useOther(id);
    }
  });

  it("is cancelled by closing the window at once", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    const port = new PagePort();
    world.prompts.onOpen = () => {
      world.prompts.windows.clear();
    };
    await worker.ceremonies.start(request(), PAGE, port);
    expect(port.outcome).toMatchObject({ kind: "error", name: "NotAllowedError" });
  });
});

describe("weaker settings", () => {
  it.each([
    { autoLockMinutes: 16 },
    { lockWithSystem: false },
    { verifiedForMinutes: 1 },
    { passkeyUpgrades: true },
  ])("take the password: %j", async (change) => {
    const { app } = await unlockedWorld([ours]);
    const weaker = { ...SETTINGS, ...change };
    expect(await errorCode(() => setSettings(app, weaker, null))).toBe("vault/password");
    expect(await errorCode(() => setSettings(app, weaker, "not it"))).toBe("vault/password");
    await setSettings(app, weaker, PASSWORD);
    // Back to what guards more, and to the same again, without.
    await setSettings(app, weaker, null);
    await setSettings(app, SETTINGS, null);
  });
});

describe("a log that cannot be kept", () => {
  it("fails no ceremony", async () => {
    const { world, worker, id, port } = await begin();
    const set = world.sessionStore.set.bind(world.sessionStore);
    world.sessionStore.set = (key, value) =>
      key === "pending-log" ? Promise.reject(new Error("QuotaExceededError")) : set(key, value);
    await worker.ceremonies.allow(id, ours.id, PROOF);
    expect(asserted(port)).toBeDefined();
    expect(await world.vault().get(ours.id)).toMatchObject({ lastUsedAt: world.now });
  });
});
