import { describe, expect, it, vi } from "vitest";
import { noteInLog, writeLog } from "../../../lib/app/ceremony-log.ts";
import type { CeremonyLogEntry } from "../../../lib/app/views.ts";
import { errorCode } from "../vault/error-code.ts";
import { type Fate, PROOF, START, unlockedWorld, type Worker, World } from "./kit.ts";
import { creation, heldPasskey, NATIVE, PAGE, PagePort, request } from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const ours = heldPasskey("ours", { userName: "ada" }).record;
const list = ({ handlers }: Worker) => handlers["log.list"](null);
const written = async (world: World) =>
  (await world.vault().list("log")).records.flatMap(({ entries }) => entries);
const pending = (world: World) =>
  (world.sessionStore.values.get("pending-log") ?? []) as readonly CeremonyLogEntry[];

function entry(change: Partial<CeremonyLogEntry> = {}): CeremonyLogEntry {
  return {
    at: START,
    kind: "get",
    origin: PAGE.origin,
    rpId: "headway.co",
    userName: "ada",
    userPresent: true,
    userVerified: true,
    result: "signed-in",
    ...change,
  };
}

async function begin({ ceremonies }: Worker, call = request()) {
  const port = new PagePort();
  return { port, id: (await ceremonies.start(call, PAGE, port)) ?? "" };
}

describe("the log of a ceremony", () => {
  const unasked = { userPresent: false, userVerified: false };
  type End = (worker: Worker, id: string) => Promise<unknown>;
  const ends: readonly (readonly [string, "get" | "create", End, Partial<CeremonyLogEntry>])[] = [
    ["sign-in", "get", (w, id) => w.ceremonies.allow(id, ours.id, PROOF), {}],
    [
      "creation",
      "create",
      (w, id) => w.ceremonies.allow(id, null, PROOF),
      { kind: "create", userName: "me@x.co", result: "created" },
    ],
    [
      "cancelled one",
      "get",
      (w, id) => w.ceremonies.cancel(id),
      { ...unasked, userName: "", result: "cancelled" },
    ],
    [
      "cancelled creation",
      "create",
      (w, id) => w.ceremonies.cancel(id),
      { ...unasked, kind: "create", userName: "me@x.co", result: "cancelled" },
    ],
    [
      "one given to another device",
      "get",
      (w, id) => w.ceremonies.useOther(id),
      { ...unasked, userName: "", result: "other-device" },
    ],
    [
      "one that ran out of time",
      "get",
      (w, id) => w.ceremonies.onAlarm(`ceremony:${id}`),
      { ...unasked, userName: "", result: "timed-out" },
    ],
    [
      "one that the page left",
      "get",
      (w, id) => w.ceremonies.abandon(id),
      { ...unasked, userName: "", result: "page-left" },
    ],
  ];

  it.each(ends)("has a line for a %s", async (_, kind, end, change) => {
    const { world, worker } = await unlockedWorld([ours]);
    const { id } = await begin(worker, kind === "get" ? request() : creation());
    world.now += 7;
    await end(worker, id);
    const expected = [entry({ at: world.now, ...change })];
    expect(await list(worker)).toEqual(expected);
    expect(await written(world)).toEqual(expected);
    expect(pending(world)).toEqual([]);
    await end(worker, id).catch(() => undefined);
    expect(await list(worker)).toEqual(expected);
  });

  it("has a line for a passkey that the site has already", async () => {
    const { worker } = await unlockedWorld([ours]);
    const excludeCredentials = [{ type: "public-key", id: ours.credentialId }];
    const { id } = await begin(worker, creation({ excludeCredentials }));
    await worker.ceremonies.allow(id, null, PROOF);
    expect(await list(worker)).toEqual([
      entry({ kind: "create", userName: "me@x.co", result: "already-registered" }),
    ]);
  });

  it("has a line for a call that another of the tab replaced, and none for what is native", async () => {
    const { worker } = await unlockedWorld([ours]);
    await begin(worker);
    await begin(worker, request({ rpId: "evil.test" }));
    const { id } = await begin(worker);
    expect(await list(worker)).toMatchObject([{ result: "page-left" }]);
    await worker.ceremonies.allow(id, ours.id, PROOF);
    expect((await list(worker)).map(({ result }) => result)).toEqual(["signed-in", "page-left"]);
  });

  it("has a line for one that the user unlocked the vault for and nothing fits", async () => {
    const world = new World();
    await world.makeVault();
    const worker = world.bear();
    const { id, port } = await begin(worker);
    expect(await worker.ceremonies.unlock(id, PROOF)).toMatchObject({ state: "ended" });
    expect(port.outcome).toEqual(NATIVE);
    const expected = [entry({ userName: "", userPresent: false, result: "none-fits" })];
    expect(await list(worker)).toEqual(expected);
    expect(await written(world)).toEqual(expected);
  });

  it("has a line for one that nothing fits any more, of which the user was only shown a window", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    const { id } = await begin(worker);
    await world.vault().remove([ours.id]);
    await worker.ceremonies.show(id);
    expect(await list(worker)).toEqual([entry({ ...unasked, userName: "", result: "none-fits" })]);
  });

  it("has a line for one whose window did not open", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    world.prompts.open = () => Promise.reject(new Error("no window"));
    const port = new PagePort();
    await expect(worker.ceremonies.start(request(), PAGE, port)).rejects.toThrow("no window");
    expect(port.outcome).toEqual(NATIVE);
    expect(await list(worker)).toEqual([entry({ ...unasked, userName: "", result: "no-window" })]);
  });

  it.each([
    ["create", "me@x.co", creation({ extensions: { largeBlob: { read: true } } })],
    ["get", "", request({ extensions: { largeBlob: { support: "preferred" } } })],
  ] as const)(
    "has a line a minute for a %s that contradicts itself",
    async (kind, userName, call) => {
      const { world, worker } = await unlockedWorld([ours]);
      for (let round = 0; round < 50; round++) await begin(worker, call);
      const line = entry({ ...unasked, kind, userName, result: "contradictory" });
      expect(await list(worker)).toEqual([line]);
      world.now += 59_999;
      await begin(worker, call);
      expect(await list(worker)).toHaveLength(1);
      world.now += 1;
      await begin(worker, call);
      expect(await list(worker)).toEqual([{ ...line, at: world.now }, line]);
      expect(await written(world)).toHaveLength(2);
    },
  );

  it("has no line for a call that contradicts itself and is not Waykey's to refuse", async () => {
    const { worker } = await unlockedWorld([ours]);
    const extensions = { largeBlob: { support: "preferred" } };
    await begin(worker, request({ rpId: "evil.test", extensions }));
    expect(await list(worker)).toEqual([]);
  });

  it("says what happened, and not what was wished", async () => {
    const { worker } = await unlockedWorld([ours]);
    const { id } = await begin(worker, request({ userVerification: "discouraged" }));
    await worker.ceremonies.allow(id, ours.id, null);
    expect(await list(worker)).toEqual([entry({ userVerified: false })]);
  });

  it("is newest first, and has at most 200 lines", async () => {
    const { world, worker, app } = await unlockedWorld([ours]);
    for (let at = 0; at < 203; at++) {
      await noteInLog(app, entry({ at }));
      if (at % 40 === 0) await writeLog(app);
    }
    await writeLog(app);
    const lines = await list(worker);
    expect(lines.map(({ at }) => at)).toEqual(Array.from({ length: 200 }, (_, n) => 202 - n));
    expect(await written(world)).toHaveLength(200);
  });

  it("loses what the user had a hand in only after what no user had a hand in", async () => {
    const { worker, app } = await unlockedWorld([ours]);
    const userName = "";
    const byUser = entry({ at: 0, userName, result: "none-fits", userVerified: true });
    await noteInLog(app, byUser);
    const results = ["none-fits", "no-window", "contradictory", "refused"] as const;
    for (let at = 1; at < 220; at++) {
      const result = results[at % results.length] ?? "refused";
      await noteInLog(app, entry({ ...unasked, at, userName, result }));
      if (at % 40 === 0) await writeLog(app);
    }
    await writeLog(app);
    const lines = await list(worker);
    expect(lines).toHaveLength(200);
    expect(lines.at(-1)).toEqual(byUser);
    expect(lines.at(-2)?.at).toBe(21);
  });

  it("cuts what a page may make endless", async () => {
    const { worker, app } = await unlockedWorld([ours]);
    const long = "x".repeat(5000);
    await noteInLog(app, entry({ userName: long, origin: long, rpId: long }));
    await writeLog(app);
    const [line] = await list(worker);
    expect([line?.userName.length, line?.origin.length, line?.rpId.length]).toEqual([
      1024, 300, 253,
    ]);
  });
});

describe("behind the lock", () => {
  it("lines wait, fifty of them, and are written by the next unlock", async () => {
    const world = new World();
    await world.makeVault([ours]);
    const worker = world.bear();
    for (let round = 0; round < 60; round++) {
      world.now += 60_000;
      const { id } = await begin(worker);
      await worker.ceremonies.cancel(id);
    }
    expect(pending(world)).toHaveLength(50);
    expect(await errorCode(() => list(worker))).toBe("vault/locked");
    expect(await errorCode(() => worker.handlers["log.clear"](null))).toBe("vault/locked");
    await worker.handlers["vault.unlock"](PROOF);
    expect(pending(world)).toEqual([]);
    const lines = await written(world);
    expect(lines).toHaveLength(50);
    expect(lines.at(-1)?.at).toBe(world.now);
  });

  it("they outlast the worker", async () => {
    const world = new World();
    await world.makeVault([ours]);
    const worker = world.bear();
    const { id } = await begin(worker);
    await worker.ceremonies.cancel(id);
    worker.kill();
    const next = world.bear();
    await next.handlers["vault.unlock"](PROOF);
    expect(await list(next)).toMatchObject([{ result: "cancelled" }]);
  });
});

describe("a log that cannot be written", () => {
  it.each(["before", "after"] as const)(
    "fails no ceremony, and is made good later (a storage that fails %s the write)",
    async (failure) => {
      const { world, worker } = await unlockedWorld([ours]);
      const { id, port } = await begin(worker);
      world.store.failNextCommit = failure;
      await worker.ceremonies.cancel(id);
      expect(port.outcome).toMatchObject({ name: "NotAllowedError" });
      expect(pending(world)).toHaveLength(1);
      expect(await list(worker)).toHaveLength(1);
      world.now += 1;
      const next = await begin(worker);
      await worker.ceremonies.useOther(next.id);
      expect(await written(world)).toMatchObject([
        { result: "cancelled" },
        { result: "other-device" },
      ]);
      expect(pending(world)).toEqual([]);
    },
  );

  it("is shown as damaged, loses no line meanwhile, and can be cleared", async () => {
    const { world, worker, app } = await unlockedWorld([ours]);
    await noteInLog(app, entry());
    await writeLog(app);
    world.store.sealed("log").ciphertext = new Uint8Array(64);
    const { id } = await begin(worker);
    await worker.ceremonies.cancel(id);
    expect(await errorCode(() => list(worker))).toBe("record/damaged");
    expect(pending(world)).toHaveLength(1);
    await worker.handlers["log.clear"](null);
    expect(await list(worker)).toEqual([]);
  });
});

describe("clearing the log", () => {
  it("leaves nothing of it", async () => {
    const { world, worker, app } = await unlockedWorld([ours]);
    await noteInLog(app, entry());
    await writeLog(app);
    await noteInLog(app, entry({ at: START + 1 }));
    expect(await list(worker)).toHaveLength(2);
    await worker.handlers["log.clear"](null);
    expect(await list(worker)).toEqual([]);
    expect([await written(world), pending(world)]).toEqual([[], []]);
  });
});

describe("a worker that dies at any moment of writing the log", () => {
  it.each(["before", "after"] as const)("keeps every line once, dying %s", async (moment) => {
    const write = async (fate: Fate): Promise<boolean> => {
      const { world, app } = await unlockedWorld([ours]);
      await noteInLog(app, entry({ at: 1 }));
      await writeLog(app);
      await noteInLog(app, entry({ at: 2 }));
      const mortal = world.bear(fate);
      const hasDied = await Promise.race([
        writeLog(mortal.app).then(() => false),
        mortal.death.then(() => true),
      ]);
      const next = world.bear();
      expect((await list(next)).map(({ at }) => at)).toEqual([2, 1]);
      await writeLog(next.app);
      expect((await written(world)).map(({ at }) => at)).toEqual([1, 2]);
      return hasDied;
    };
    let call = 1;
    while (await write({ call, moment })) call++;
    expect(call).toBeGreaterThan(5);
  });
});
