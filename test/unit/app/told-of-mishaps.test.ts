// What is put back or made anew is told, wherever the worker dies in between.

import { expect, it, vi } from "vitest";
import { unlock } from "../../../lib/app/unlock.ts";
import { MANIFEST_NAME } from "../../../lib/vault/copy-store.ts";
import { otp } from "../vault/sample-records.ts";
import { copiedWorld, empty, rot, settle, unlockAndSettle } from "./copies-kit.ts";
import { PROOF, type World } from "./kit.ts";
import { callsToTry } from "./thoroughness.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

/** An unlock makes more calls of ports than that. */
const LEAST_CALLS = 24;

async function harmed(harm: (world: World) => void) {
  const { world, worker } = await copiedWorld();
  await unlockAndSettle(worker);
  worker.kill();
  // The browser is started again.
  world.sessionStore.values.clear();
  harm(world);
  return world;
}

/** Unlocks with a worker that dies after that call. @returns whether it did */
async function dieAfter(world: World, call: number): Promise<boolean> {
  const worker = world.bear({ call, moment: "after" });
  const work = (async () => {
    await worker.app.copies.catchUp();
    await unlock(worker.app, PROOF);
    await settle(worker);
    return false;
  })();
  const hasDied = await Promise.race([work, worker.death.then(() => true)]);
  worker.kill();
  return hasDied;
}

const forget = (world: World) => world.store.records.delete(world.store.outerId(otp.id));

it.each<[string, string, (world: World) => void]>([
  ["a store that is gone", "vault-restored", (world) => empty(world.store)],
  ["a header that is gone", "header-restored", (world) => (world.store.header = undefined)],
  ["a record that is gone", "records-restored", forget],
  ["a record that has rotted", "records-restored", (world) => rot(world, otp.id)],
  ["a manifest that is gone", "manifest-restored", (world) => (world.store.manifest = undefined)],
  ["a second copy that is gone", "copy-renewed", (world) => world.copy.entries.clear()],
  [
    "a second copy without its manifest",
    "copy-renewed",
    (world) => world.copy.entries.delete(MANIFEST_NAME),
  ],
])("%s is made good, and the user told, whenever the worker dies", async (_, kind, harm) => {
  for (const call of callsToTry("after", 12)) {
    const world = await harmed(harm);
    const hasDied = await dieAfter(world, call);
    const next = world.bear();
    await next.app.copies.catchUp();
    await unlockAndSettle(next);
    const { copies, notices } = next.app;
    const told = (await notices.list()).map((notice) => notice.kind);
    expect(told, `died after call ${call}`).toContain(kind);
    expect(await copies.decision()).toBeNull();
    expect(world.store.untold).toEqual([]);
    expect((await world.records()).map(({ id }) => id)).toContain(otp.id);
    if (hasDied) continue;
    expect(call).toBeGreaterThan(LEAST_CALLS);
    break;
  }
});
