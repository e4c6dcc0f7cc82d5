// A disk without room: what may be left undone is, and what makes room is done.

import { describe, expect, it, vi } from "vitest";
import { restoreBackup } from "../../../lib/app/backups.ts";
import { sealBackup } from "../../../lib/exchange/backup.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp, passkey, recovery } from "../vault/sample-records.ts";
import { settle } from "./copies-kit.ts";
import { BACKUP_PASSWORD, PROOF, unlockedWorld } from "./kit.ts";
import { asserted, heldPasskey, PAGE, PagePort, request } from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

/** Less than is always left free. */
const LITTLE = 100_000;
const held = heldPasskey("held").record;

async function fullWorld() {
  const { world, worker } = await unlockedWorld([account, otp, passkey, recovery, held]);
  await settle(worker);
  world.storage.free = LITTLE;
  return { world, worker };
}

describe("without room", () => {
  it("a sign-in goes on, though its use can't be noted", async () => {
    const { world, worker } = await fullWorld();
    const port = new PagePort();
    const id = (await worker.ceremonies.start(request(), PAGE, port)) ?? "";
    const view = await worker.ceremonies.allow(id, held.id, PROOF);
    expect(view.state).toBe("ended");
    expect(asserted(port).id).toBe(held.credentialId);
    expect(await world.records()).toContainEqual(held);
  });

  it.each([
    ["an authenticator code", "otp.remove", otp.id],
    ["a passkey", "passkey.remove", passkey.id],
    ["a recovery code", "recovery.remove", recovery.id],
    ["an account with all it holds", "account.remove", account.id],
  ] as const)("%s can be removed", async (_, method, id) => {
    const { world, worker } = await fullWorld();
    await worker.handlers[method]({ id });
    expect((await world.records()).map((record) => record.id)).not.toContain(id);
    expect((await world.vault().checkManifest()).state).toBe("whole");
  });

  it("what a restore has kept to be taken back goes with what is removed", async () => {
    const { world, worker } = await fullWorld();
    world.storage.free = 1e9;
    const changed = { ...passkey, label: "of the file", updatedAt: passkey.updatedAt + 1 };
    const ports = { now: () => world.now, random: world.random };
    const text = await sealBackup([account, changed], BACKUP_PASSWORD, ports);
    await restoreBackup(worker.app, text, BACKUP_PASSWORD, "merge");
    world.storage.free = LITTLE;
    world.now += 100_000;
    await worker.handlers["passkey.remove"]({ id: passkey.id });
    expect(JSON.stringify(await world.records())).not.toContain(passkey.privateKey);
    const rename = { id: account.id, email: "b@example.com" };
    expect(await errorCode(() => worker.handlers["account.rename"](rename))).toBe("vault/no-room");
  });

  it("nothing is removed by a write that does not fit at all, and nothing added", async () => {
    const { world, worker } = await fullWorld();
    const { commits } = world.store;
    const add = () =>
      worker.handlers["account.create"]({ role: "client", email: "bo@example.com" });
    expect(await errorCode(add)).toBe("vault/no-room");
    world.storage.free = 1000;
    expect(await errorCode(() => worker.handlers["otp.remove"]({ id: otp.id }))).toBe(
      "vault/no-room",
    );
    expect(world.store.commits).toBe(commits);
  });
});
