// A second copy that somebody wrote to hurt: whatever lies there, the vault opens, and what fails fails in
// Waykey's own words.

import { describe, expect, it, vi } from "vitest";
import { unlock, vaultStatus } from "../../../lib/app/unlock.ts";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { sha256 } from "../../../lib/crypto/sha256.ts";
import { encodeFields } from "../../../lib/vault/length-prefix.ts";
import { account, otp, passkey } from "../vault/sample-records.ts";
import { settle } from "./copies-kit.ts";
import { PROOF, World } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const entryOf = (name: string, body: string) => ({
  body,
  checksum: encodeBase64url(sha256(encodeFields("waykey-vault-copy", name, body))),
});

const BODIES: Readonly<Record<string, string>> = {
  "nested deep": "[".repeat(50_000) + "]".repeat(50_000),
  "half a character": '"\\ud800"',
  "a number": "1",
  null: "null",
  "a prototype": '{"__proto__":{"id":"x"},"constructor":1}',
  "bytes that are none": '{"$bytes":"*"}',
  "bytes without end": `{"$bytes":"${"A".repeat(4_000_000)}"}`,
};

describe.each(Object.keys(BODIES))("an entry of the copy that is %s", (kind) => {
  const body = BODIES[kind] ?? "";

  it.each(["header", "manifest", "record"])("as %s keeps nobody out", async (place) => {
    const world = new World();
    await world.makeVault([account, otp, passkey]);
    const worker = world.bear();
    await settle(worker);
    worker.kill();
    const name = place === "record" ? world.store.outerId(otp.id) : place;
    world.copy.entries.set(name, entryOf(name, body));
    world.sessionStore.values.clear();
    const next = world.bear();
    expect(await vaultStatus(next.app)).toMatchObject({ state: "locked" });
    await unlock(next.app, PROOF);
    await settle(next);
    await next.handlers["account.create"]({ role: "client", email: "bo@example.com" });
    expect(await world.records()).toHaveLength(4);
    // The review has made it good.
    expect(world.copy.entries.get(name)).not.toEqual(entryOf(name, body));
  });

  it("keeps nothing else from being put back", async () => {
    const world = new World();
    await world.makeVault([account, otp, passkey]);
    const worker = world.bear();
    await settle(worker);
    worker.kill();
    const name = world.store.outerId(otp.id);
    world.copy.entries.set(name, entryOf(name, body));
    world.sessionStore.values.clear();
    Object.assign(world.store, {
      header: undefined,
      manifest: undefined,
      copied: null,
      changes: 0,
    });
    world.store.records.clear();
    world.store.changed.clear();
    world.store.ownWrites = { headers: [], manifests: [] };
    const next = world.bear();
    expect(await vaultStatus(next.app)).toMatchObject({ state: "locked" });
    expect(world.store.records.size).toBe(2);
  });
});
