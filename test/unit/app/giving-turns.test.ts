import { expect, it, vi } from "vitest";
import { givingTurns } from "../../../lib/app/giving-turns.ts";
import { FIRST_ACCOUNTS_KEY } from "../../../lib/app/first-accounts.ts";
import { errorCode } from "../vault/error-code.ts";
import type { Wait } from "../../../lib/app/ports.ts";
import { manyRecords } from "../vault/many-records.ts";
import { settle } from "./copies-kit.ts";
import { unlockedWorld } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

it("gives one after every fourth batch", async () => {
  const wait = vi.fn<Wait>(() => Promise.resolve());
  const onBatch = givingTurns(wait);
  for (let batch = 1; batch <= 9; batch++) await onBatch();
  expect(wait.mock.calls).toEqual([[0], [0]]);
});

it("is done while many records are listed, and not for few", async () => {
  const { world, worker } = await unlockedWorld(manyRecords(60));
  await worker.handlers["vault.contents"](null);
  expect(world.waits).toEqual([]);
  const many = await unlockedWorld(manyRecords(1200));
  await many.worker.handlers["vault.contents"](null);
  // 19 batches that are opened, as many that are counted, and 5 of accounts.
  expect(many.world.waits).toEqual(Array.from({ length: 10 }, () => 0));
});

it.each([4, 5, 9, 10])("ends the list with a lock in turn %i of ten", async (turn) => {
  const { world, worker } = await unlockedWorld(manyRecords(1200));
  let turns = 0;
  world.pause = async () => {
    if (++turns === turn) await worker.handlers["vault.lock"](null);
  };
  expect(await errorCode(() => worker.handlers["vault.contents"](null))).toBe("vault/locked");
  await settle(worker);
  expect(world.sessionStore.values.get(FIRST_ACCOUNTS_KEY) ?? null).toBeNull();
});
