// Worlds whose vault has its second copy, and what may happen to either of the two.

import { setPin } from "../../../lib/app/verification-setup.ts";
import { unlock } from "../../../lib/app/unlock.ts";
import type { MemoryStore } from "../vault/memory-store.ts";
import { account, otp, passkey } from "../vault/sample-records.ts";
import { PASSWORD, PROOF, type Worker, World } from "./kit.ts";

export const DAY_MS = 86_400_000;
export const PIN = "8265";

/** Until the second copy is up to date, and nothing is left to be done after an unlock. */
export async function settle({ app }: Worker): Promise<void> {
  await app.copies.follow();
  await app.afterwards(() => Promise.resolve());
}

export async function unlockAndSettle(worker: Worker): Promise<void> {
  await unlock(worker.app, PROOF);
  await settle(worker);
}

export type State = Pick<
  MemoryStore,
  "header" | "manifest" | "records" | "changed" | "changes" | "copied" | "ownWrites"
>;

export function stateOf(store: MemoryStore): State {
  const { header, manifest, records, changed, changes, copied, ownWrites } = store;
  return structuredClone({ header, manifest, records, changed, changes, copied, ownWrites });
}

/** Puts a whole earlier state back, as who restores the browser's files does. */
export function putBack(store: MemoryStore, state: State): void {
  const { header, manifest, changes, copied, ownWrites } = structuredClone(state);
  Object.assign(store, { header, manifest, changes, copied, ownWrites });
  for (const name of ["records", "changed"] as const) {
    store[name].clear();
    for (const [id, value] of state[name]) (store[name] as Map<string, unknown>).set(id, value);
  }
}

export function empty(store: MemoryStore): void {
  const ownWrites = { headers: [], manifests: [] };
  const nothing = { header: undefined, manifest: undefined, changes: 0, copied: null, ownWrites };
  putBack(store, { ...nothing, records: new Map(), changed: new Map() });
}

/** A vault with its copy, locked but for what `withPin` needs. */
export async function copiedWorld({ withPin = false } = {}) {
  const world = new World();
  await world.makeVault([account, otp, passkey]);
  const worker = world.bear();
  if (withPin) {
    await unlockAndSettle(worker);
    await setPin(worker.app, PASSWORD, PIN);
  }
  await settle(worker);
  return { world, worker, app: worker.app };
}

export async function createAccounts(worker: Worker, ...emails: readonly string[]): Promise<void> {
  for (const email of emails) await worker.handlers["account.create"]({ role: "client", email });
}

export async function emailsOf(world: World): Promise<readonly string[]> {
  return (await world.records()).flatMap((each) => (each.kind === "account" ? [each.email] : []));
}

export const idsOf = async (world: World) => (await world.records()).map(({ id }) => id);

/** Flips a bit in the ciphertext of a stored record. */
export function rot(world: World, id: string): void {
  const sealed = world.store.sealed(id);
  sealed.ciphertext = sealed.ciphertext.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
}
