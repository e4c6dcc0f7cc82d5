// A vault that came from version 1, whose old stores are still there: what becomes of it when the new ones
// lose what says that they are in force, or an old state comes back.

import { describe, expect, it } from "vitest";
import { changePassword } from "../../../lib/app/change-password.ts";
import { unlock, vaultStatus } from "../../../lib/app/unlock.ts";
import { settleCondition, vaultCondition } from "../../../lib/app/vault-condition.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { errorCode } from "../vault/error-code.ts";
import { goldenV1Passkeys } from "../vault/golden-v1.ts";
import { storeOfVersion1 } from "../vault/golden-vaults.ts";
import { settle } from "./copies-kit.ts";
import { World } from "./kit.ts";

const PROOF = { method: "password", password: goldenV1Passkeys.password } as const;

async function migratedWorld() {
  const world = new World(storeOfVersion1(goldenV1Passkeys));
  const worker = world.bear();
  await unlock(worker.app, PROOF);
  await settle(worker);
  await worker.handlers["account.create"]({ role: "client", email: "since@example.com" });
  await settle(worker);
  worker.kill();
  world.sessionStore.values.clear();
  const look = async () => {
    const key = new Uint8Array(Buffer.from(goldenV1Passkeys.vaultKey, "hex"));
    const vault = openVault(world.store.handle(), key, {
      now: () => world.now,
      random: world.random,
    });
    const { records } = await vault.listAll();
    return records.flatMap((each) => (each.kind === "account" ? [each.email] : []));
  };
  expect(await look()).toContain("since@example.com");
  return { world, look };
}

describe("a vault of version 1", () => {
  it("opens, migrated, however little room the browser still grants", async () => {
    const world = new World(storeOfVersion1(goldenV1Passkeys));
    world.storage.free = 10_000;
    const { app } = world.bear();
    await unlock(app, PROOF);
    expect(await vaultStatus(app)).toMatchObject({ state: "unlocked" });
    expect(await world.store.readVersion1()).toBeNull();
  });
});

describe("a migrated vault", () => {
  it("whose header and manifest are lost has them back from the copy", async () => {
    const { world, look } = await migratedWorld();
    Object.assign(world.store, { header: undefined, manifest: undefined });
    const next = world.bear();
    await next.app.copies.catchUp();
    await vaultStatus(next.app);
    await unlock(next.app, PROOF);
    await settle(next);
    expect(await look()).toContain("since@example.com");
  });

  it("all of whose new stores are lost is offered what the copy has", async () => {
    const { world, look } = await migratedWorld();
    Object.assign(world.store, {
      header: undefined,
      manifest: undefined,
      changes: 0,
      copied: null,
    });
    world.store.ownWrites = { headers: [], manifests: [] };
    world.store.records.clear();
    world.store.changed.clear();
    const next = world.bear();
    await unlock(next.app, PROOF);
    await settle(next);
    expect((await vaultCondition(next.app)).decision).toBe("older");
    await settleCondition(next.app, "take-later", PROOF.password);
    expect(await look()).toContain("since@example.com");
  });

  it("does not lose the last header, which the old store has, to an earlier one of the copy", async () => {
    const proof = { method: "password", password: goldenV1Passkeys.password } as const;
    const world = new World(storeOfVersion1(goldenV1Passkeys));
    const worker = world.bear();
    await unlock(worker.app, proof);
    await worker.app.copies.follow();
    await worker.app.afterwards(() => Promise.resolve());
    world.copy.fails = true;
    await changePassword(worker.app, proof, "another password 1");
    await worker.app.copies.follow();
    worker.kill();
    world.copy.fails = false;
    world.sessionStore.values.clear();
    Object.assign(world.store, { header: undefined, manifest: undefined });
    const next = world.bear();
    await next.app.copies.catchUp();
    const byNew = () => unlock(next.app, { method: "password", password: "another password 1" });
    expect.soft(await errorCode(byNew)).toBe("none");
    expect(await errorCode(() => unlock(next.app, proof))).toBe("vault/password");
  });
});
