import { describe, expect, it, vi } from "vitest";
import { restoreBackup } from "../../../lib/app/backups.ts";
import { changePassword } from "../../../lib/app/change-password.ts";
import { importEntries } from "../../../lib/app/imports.ts";
import { lastRestore, takeBackRestore } from "../../../lib/app/last-restore.ts";
import { LongWorks, UNWATCHED, type Watch } from "../../../lib/app/long-work.ts";
import { vaultCondition } from "../../../lib/app/vault-condition.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import type { ImportSource, WorkProgress } from "../../../lib/app/views.ts";
import { sealBackup } from "../../../lib/exchange/backup.ts";
import { errorCode } from "../vault/error-code.ts";
import { manyRecords } from "../vault/many-records.ts";
import { account } from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { BACKUP_PASSWORD, PROOF, START, unlockedWorld } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const COUNT = 500;
const NAME = "import-1";

const source: ImportSource = {
  format: "entries",
  entries: Array.from({ length: COUNT }, (_, index) => ({
    kind: "otp",
    otp: {
      type: "totp",
      issuer: "Headway",
      label: account.email,
      secret: Buffer.from(`secret number ${index}`).toString("base64url"),
      algorithm: "SHA1",
      digits: 6,
      periodSeconds: 30,
      counter: 0,
    },
  })),
};
const chosen = source.entries.map((_, entry) => ({ entry, account: { accountId: account.id } }));

type Set = Awaited<ReturnType<typeof unlockedWorld>>;

const WORKS: readonly (readonly [
  name: string,
  run: (set: Set, watch: Watch) => Promise<unknown>,
  records: number,
])[] = [
  ["an import", ({ app }, watch) => importEntries(app, source, chosen, watch), COUNT],
  [
    "a restore",
    async ({ app }, watch) => {
      const random = createSeededRandom("backup");
      const ports = { now: () => START, random };
      const text = await sealBackup(manyRecords(COUNT), BACKUP_PASSWORD, ports);
      return restoreBackup(app, text, BACKUP_PASSWORD, "merge", watch);
    },
    // One of its accounts is held, and when the backup was made is noted.
    COUNT + 1,
  ],
];

/** Runs it under a name, and looks at every step, before the work itself does. */
function runWatched(
  set: Set,
  run: (set: Set, watch: Watch) => Promise<unknown>,
  onStep: (progress: () => WorkProgress | null) => void,
) {
  const progress = () => set.app.works.progress(NAME);
  return set.app.works.run(NAME, (watch) =>
    run(set, {
      ...watch,
      onStep: async (step, share) => {
        await watch.onStep(step, share);
        onStep(progress);
      },
    }),
  );
}

describe.each(WORKS)("%s of hundreds of records", (_name, run, count) => {
  it("tells how far it is, onwards alone, and whether it may be cancelled", async () => {
    const set = await unlockedWorld([account]);
    const seen: (WorkProgress | null)[] = [];
    await runWatched(set, run, (progress) => seen.push(progress()));
    const steps = seen.map((each) => each?.step);
    expect([...new Set(steps)]).toEqual(["seal", "store", "check"]);
    expect(steps.filter((step) => step === "seal").length).toBeGreaterThan(3);
    const shares = seen.map((each) => each?.share ?? -1);
    expect(shares[0]).toBe(0);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(seen.every((each) => each?.mayCancel === (each?.step === "seal"))).toBe(true);
    expect(set.app.works.progress(NAME)).toBeNull();
  });

  it("is done when the vault has it, and the second copy follows by itself", async () => {
    const set = await unlockedWorld([account]);
    const { world, worker } = set;
    await set.app.copies.follow();
    const gate = Promise.withResolvers<void>();
    const write = world.copy.write.bind(world.copy);
    vi.spyOn(world.copy, "write").mockImplementation(async (entries) => {
      await gate.promise;
      await write(entries);
    });
    await set.app.works.run(NAME, (watch) => run(set, watch));
    expect(await world.records()).toHaveLength(world.store.records.size);
    expect(world.copy.entries.size).toBeLessThan(COUNT);
    expect(world.store.changed.size).toBeGreaterThanOrEqual(COUNT);
    // Nothing else is written that could be cut off before the copy has it.
    const { commits } = world.store;
    const next = worker.handlers["account.create"]({ role: "client", email: "next@example.com" });
    await worker.handlers["vault.contents"](null);
    expect(world.store.commits).toBe(commits);
    gate.resolve();
    await next;
    await worker.atRest();
    for (const id of world.store.records.keys()) expect(world.copy.entries.has(id)).toBe(true);
    expect(world.store.changed.size).toBe(0);
  });

  it("has the vault's condition told when it is known whether the second copy has it", async () => {
    const set = await unlockedWorld([account]);
    const { world, app } = set;
    await app.copies.follow();
    const gate = Promise.withResolvers<void>();
    vi.spyOn(world.copy, "write").mockImplementation(() => gate.promise);
    await run(set, UNWATCHED);
    const condition = vaultCondition(app);
    await new Promise(setImmediate);
    gate.reject(new WaykeyError("vault/storage", "The disk is full"));
    expect((await condition).notices.map(({ kind }) => kind)).toEqual(["copy-failed"]);
  });

  it("has no change of the password begin before the second copy has it", async () => {
    const set = await unlockedWorld([account]);
    const { world, app, worker } = set;
    await app.copies.follow();
    const gate = Promise.withResolvers<void>();
    const write = world.copy.write.bind(world.copy);
    vi.spyOn(world.copy, "write").mockImplementation(async (entries) => {
      await gate.promise;
      await write(entries);
    });
    await run(set, UNWATCHED);
    const missing: number[] = [];
    world.store.onCommit = ({ header }) => {
      if (header === undefined) return;
      const ids = [...world.store.records.keys()];
      missing.push(ids.filter((id) => !world.copy.entries.has(id)).length);
    };
    const commit = vi.spyOn(app.ports.store, "commit");
    const change = changePassword(app, PROOF, "another password 1");
    await vi.waitFor(() => expect(commit.mock.calls.some(([{ header }]) => header)).toBe(true));
    // What does not wait is with the store by then.
    await new Promise(setImmediate);
    gate.resolve();
    await change;
    await worker.atRest();
    expect(missing).toEqual([0]);
  });

  it.each([1, 3])(
    "changes nothing when it is cancelled at look %i at its sealing",
    async (look) => {
      const set = await unlockedWorld([account]);
      const { commits } = set.world.store;
      let looks = 0;
      const working = runWatched(set, run, () => {
        if (++looks === look) expect(set.app.works.cancel(NAME)).toBe(true);
      });
      expect(await errorCode(() => working)).toBe("work/cancelled");
      expect(set.world.store.commits).toBe(commits);
      expect(await set.world.records()).toEqual([account]);
      await run(set, UNWATCHED);
      expect(await set.world.records()).toHaveLength(1 + count);
    },
  );

  it("changes nothing when it is cancelled while it looks at what is held", async () => {
    const set = await unlockedWorld([account]);
    const { commits } = set.world.store;
    const working = set.app.works.run(NAME, (watch) => run(set, watch));
    expect(set.app.works.progress(NAME)).toEqual({
      step: "prepare",
      share: null,
      mayCancel: true,
    });
    expect(set.app.works.cancel(NAME)).toBe(true);
    expect(await errorCode(() => working)).toBe("work/cancelled");
    expect(set.world.store.commits).toBe(commits);
  });

  it("can't be cancelled once it is being stored, and says so", async () => {
    const set = await unlockedWorld([account]);
    const answers: boolean[] = [];
    const commit = set.world.store.commit.bind(set.world.store);
    vi.spyOn(set.world.store, "commit").mockImplementation(async (change) => {
      if ((change.put ?? []).length >= COUNT) answers.push(set.app.works.cancel(NAME));
      await commit(change);
    });
    await set.app.works.run(NAME, (watch) => run(set, watch));
    expect(answers).toEqual([false]);
    expect(await set.world.records()).toHaveLength(1 + count);
  });
});

describe("taking back a restore that took hundreds of records out", () => {
  async function replacedWorld() {
    const set = await unlockedWorld(manyRecords(COUNT));
    const ports = { now: () => START, random: createSeededRandom("backup") };
    const text = await sealBackup([account], BACKUP_PASSWORD, ports);
    await restoreBackup(set.app, text, BACKUP_PASSWORD, "replace");
    return set;
  }
  const run = ({ app }: Set, watch: Watch) => takeBackRestore(app, watch);

  it("tells how far it is", async () => {
    const set = await replacedWorld();
    const seen: (WorkProgress | null)[] = [];
    await runWatched(set, run, (progress) => seen.push(progress()));
    const steps = new Set(seen.map((each) => each?.step));
    expect([...steps]).toEqual(["seal", "store", "check"]);
    expect(await lastRestore(set.app)).toBeNull();
  });

  it("changes nothing when it is cancelled", async () => {
    const set = await replacedWorld();
    const before = await set.world.records();
    const working = runWatched(set, run, () => set.app.works.cancel(NAME));
    expect(await errorCode(() => working)).toBe("work/cancelled");
    expect(await set.world.records()).toEqual(before);
    await set.worker.handlers["backup.take-back-restore"]({ work: NAME });
    expect((await set.world.records()).length).toBeGreaterThan(COUNT - 5);
  });
});

it("gives way to what is asked meanwhile, now and then", async () => {
  const { world, app } = await unlockedWorld([account]);
  await app.works.run(NAME, async ({ onStep }) => {
    for (const share of [0, 0.1, 0.2]) await onStep("seal", share);
    expect(world.waits).toEqual([]);
    world.now += 100;
    for (const share of [0.3, 0.4]) await onStep("seal", share);
    expect(world.waits).toEqual([0]);
    world.now += 100;
    await onStep("store", 0);
    // What the store tells is not waited for.
    world.now += 100;
    await onStep("store", 0.5);
    expect(world.waits).toEqual([0, 0]);
    expect(app.works.progress(NAME)).toEqual({
      step: "store",
      share: expect.closeTo(0.58) as number,
      mayCancel: false,
    });
  });
});

it("is not stored when it is cancelled in the moment in which it gives way before that", async () => {
  const { world, app } = await unlockedWorld([account]);
  const working = app.works.run(NAME, async ({ onStep }) => {
    world.now += 100;
    world.pause = async () => void app.works.cancel(NAME);
    await onStep("store", 0);
  });
  expect(await errorCode(() => working)).toBe("work/cancelled");
});

describe("work by its name", () => {
  it("is asked for and cancelled by pages, while it lasts", async () => {
    const { handlers } = (await unlockedWorld([account])).worker;
    expect(await handlers["work.progress"]({ work: NAME })).toBeNull();
    expect(await handlers["work.cancel"]({ work: NAME })).toEqual({ cancelled: false });
    const working = handlers["import.add"]({ source, chosen, work: NAME });
    expect(await handlers["work.progress"]({ work: NAME })).toMatchObject({ mayCancel: true });
    expect(await handlers["work.progress"]({ work: "another" })).toBeNull();
    expect(await handlers["work.cancel"]({ work: NAME })).toEqual({ cancelled: true });
    expect(await errorCode(() => working)).toBe("work/cancelled");
    expect(await handlers["work.progress"]({ work: NAME })).toBeNull();
  });

  it("does not take a name that is in use, and keeps the worker awake", async () => {
    let awake = 0;
    const stayAwake = <T>(task: () => Promise<T>) => {
      awake++;
      return task();
    };
    const works = new LongWorks({ now: () => START, wait: () => Promise.resolve(), stayAwake });
    const { promise, resolve } = Promise.withResolvers<string>();
    const first = works.run(NAME, () => promise);
    expect(await errorCode(() => works.run(NAME, () => promise))).toBe("rpc/input");
    expect(await works.run(undefined, () => Promise.resolve("unnamed"))).toBe("unnamed");
    resolve("named");
    expect(await first).toBe("named");
    expect(awake).toBe(2);
  });
});
