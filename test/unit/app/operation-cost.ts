// Counts what an operation asks of the store and of the ciphers; no clock is read.

import { vi } from "vitest";
import { SETTLED } from "../../../lib/app/reset-weeks.ts";
import { QuickStore } from "../vault/quick-store.ts";
import { manyRecords } from "../vault/many-records.ts";
import { World } from "./kit.ts";
import { type Operation, signing } from "./operations.ts";

export type Cost = Readonly<Record<string, number>>;

const METHODS = [
  "readHeader",
  "readManifest",
  "read",
  "readAll",
  "readByTags",
  "hasTags",
  "readSnapshot",
  "readVersion1",
  "readChanges",
  "commit",
] as const;

/**
 * A locked vault of `size` records and a passkey that can sign, with its second copy, in a run of the
 * browser in which both have been gone over already, and so have the accounts for weeks to remind of.
 */
async function worldOf(size: number): Promise<World> {
  const world = new World(new QuickStore());
  await world.makeVault([signing, ...manyRecords(size)]);
  await world.bear().app.copies.follow();
  await world.sessionStore.set("copies-reviewed", true);
  await world.sessionStore.set(SETTLED, true);
  return world;
}

/** What `operation` costs in a new worker with the vault open, as calls and as records read and written. */
async function costOf(world: World, operation: Operation): Promise<Cost> {
  const worker = world.bear();
  await world.unlock(worker);
  const cost: Record<string, number> = { recordsRead: 0, recordsWritten: 0 };
  const spies = METHODS.map((name) => {
    const real = world.store[name].bind(world.store) as (...input: unknown[]) => Promise<unknown>;
    return vi
      .spyOn(world.store, name)
      .mockImplementation(async (...input: unknown[]): Promise<never> => {
        cost[name] = (cost[name] ?? 0) + 1;
        const output = await real(...input);
        if (name.startsWith("read"))
          cost["recordsRead"] = (cost["recordsRead"] ?? 0) + rows(output);
        const [change] = input as [{ put?: readonly unknown[] }?];
        cost["recordsWritten"] = (cost["recordsWritten"] ?? 0) + (change?.put?.length ?? 0);
        return output as never;
      });
  });
  const ciphers = (["encrypt", "decrypt", "sign"] as const).map((name) => ({
    name,
    spy: vi.spyOn(crypto.subtle, name),
  }));
  try {
    const { written } = world.copy;
    await operation(world, worker);
    await worker.app.afterwards(() => Promise.resolve());
    cost["entriesCopied"] = world.copy.written - written;
    for (const { name, spy } of ciphers) cost[name] = spy.mock.calls.length;
  } finally {
    for (const spy of [...spies, ...ciphers.map(({ spy }) => spy)]) spy.mockRestore();
  }
  return cost;
}

/** Every operation in its order, so that in small and in large each meets what the last one left. */
export async function costsAt(
  size: number,
  operations: Readonly<Record<string, Operation>>,
): Promise<Readonly<Record<string, Cost>>> {
  const world = await worldOf(size);
  const costs: [string, Cost][] = [];
  for (const [name, operation] of Object.entries(operations)) {
    costs.push([name, await costOf(world, operation)]);
  }
  return Object.fromEntries(costs);
}

function rows(output: unknown): number {
  return (Array.isArray(output) ? output : [output]).filter((each) => each !== undefined).length;
}
