// What a vault holds before and after an operation, to be compared when that was interrupted.

import { expect } from "vitest";
import type { StoredPin } from "../../../lib/app/pin.ts";
import { unlockWithPassword } from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { PASSWORD, type World } from "./kit.ts";
import { type Operation, PIN, worldFor } from "./writing-operations.ts";

/** All that the vault holds as one text, from the password on; "none" where no vault was made. */
export async function stateOf(world: World): Promise<string> {
  if (world.store.header === undefined) return "none";
  const { vaultKey } = await unlockWithPassword(world.store.handle(), PASSWORD);
  const ports = { now: () => world.now, random: world.random };
  const vault = openVault(world.store.handle(), vaultKey, ports);
  const { records, unreadable } = await vault.listAll();
  expect(unreadable).toEqual([]);
  expect((await vault.checkManifest()).state).toBe("whole");
  const byId = records.toSorted((a, b) => a.id.localeCompare(b.id));
  // A new PIN's salt depends on how much randomness was drawn before; that it is new is what counts.
  return JSON.stringify(byId, (key, value: unknown) => {
    const isNew = key === "pin" && value !== null && (value as StoredPin).salt !== PIN.salt;
    return isNew ? "a new PIN" : value;
  });
}

type States = {
  readonly before: string;
  readonly after: string;
  /** How often it asked the session store, the kept store or the alarms. */
  readonly callsBeside: number;
};

const statesOf = new Map<Operation, Promise<States>>();

/** The states before and after the operation, when nothing comes in between. */
export function findStates(operation: Operation): Promise<States> {
  const known = statesOf.get(operation);
  if (known !== undefined) return known;
  const found = (async () => {
    const world = await worldFor(operation);
    const before = await stateOf(world);
    let callsBeside = 0;
    const worker = world.bear(undefined, undefined, () => callsBeside++);
    await operation.run(worker);
    await worker.app.afterwards(() => Promise.resolve());
    return { before, after: await stateOf(world), callsBeside };
  })();
  statesOf.set(operation, found);
  return found;
}
