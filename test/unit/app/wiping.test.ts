// That raw keys are wiped after use, and that a second use still works: the decoder that yields them
// from stored text is watched.

import { beforeEach, describe, expect, it, vi } from "vitest";
import { currentCodes } from "../../../lib/app/one-time-codes.ts";
import { createNewVault, unlock } from "../../../lib/app/unlock.ts";
import type * as base64url from "../../../lib/bytes/base64url.ts";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { account, otp } from "../vault/sample-records.ts";
import { PASSWORD, PROOF, unlockedWorld, World } from "./kit.ts";
import { byPassword, enrol, makeKey, worldOfWays } from "./ways.ts";
import { asserted, heldPasskey, PAGE, PagePort, request } from "./page-port.ts";

const decoded = vi.hoisted((): { text: string; bytes: Bytes }[] => []);

vi.mock("../../../lib/bytes/base64url.ts", async (importOriginal) => {
  const original = await importOriginal<typeof base64url>();
  const decodeBase64url = (text: string) => {
    const bytes = original.decodeBase64url(text);
    decoded.push({ text, bytes });
    return bytes;
  };
  return { ...original, decodeBase64url };
});
vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

/** What was decoded from that text and is not all zero now; the text must have been decoded. */
function unwiped(text: string): readonly Bytes[] {
  const outputs = decoded.filter((entry) => entry.text === text).map(({ bytes }) => bytes);
  expect(outputs.length).toBeGreaterThan(0);
  return outputs.filter((bytes) => bytes.some((byte) => byte !== 0));
}

function sessionKey(world: World): string {
  return (world.sessionStore.values.get("session") as { vaultKey: string }).vaultKey;
}

beforeEach(() => {
  decoded.length = 0;
});

describe("raw keys", () => {
  it("of the vault and of an entry are wiped, and the next codes are the same", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    decoded.length = 0;
    const first = await currentCodes(app, [otp.id]);
    expect(await currentCodes(app, [otp.id])).toEqual(first);
    expect(unwiped(otp.secret)).toEqual([]);
    expect(unwiped(sessionKey(world))).toEqual([]);
  });

  it("of a passkey are wiped, and it signs again", async () => {
    const held = heldPasskey("ours").record;
    const { worker } = await unlockedWorld([account, held]);
    decoded.length = 0;
    for (let round = 0; round < 2; round++) {
      const port = new PagePort();
      const id = (await worker.ceremonies.start(request(), PAGE, port)) ?? "";
      await worker.ceremonies.allow(id, held.id, PROOF);
      expect(asserted(port).id).toBe(held.credentialId);
    }
    expect(unwiped(held.privateKey)).toEqual([]);
  });

  it("of the vault are wiped after every use for its ways to unlock", async () => {
    const { world, worker } = await worldOfWays();
    const proof = byPassword();
    const emergencyKey = await makeKey(worker);
    const key = sessionKey(world);
    const { handlers } = worker;
    for (const act of [
      () => handlers["verification.set-pin"]({ password: PASSWORD, pin: "1470" }),
      () => enrol(worker, 8),
      () => handlers["verification.remove-device"]({ password: PASSWORD }),
      () => handlers["emergency-key.keep"]({ password: PASSWORD, emergencyKey }),
      () => handlers["emergency-key.remove"]({ password: PASSWORD }),
      () => handlers["vault.change-password"]({ proof, newPassword: PASSWORD }),
      async () => {
        await handlers["vault.unlock"](proof);
        await worker.app.afterwards(() => Promise.resolve());
      },
    ]) {
      decoded.length = 0;
      await act();
      expect(unwiped(key)).toEqual([]);
    }
  });

  it("of a vault made and unlocked open the session with the key, not with zeros", async () => {
    const world = new World();
    const { app } = world.bear();
    await createNewVault(app, PASSWORD);
    const made = sessionKey(world);
    expect(made).not.toMatch(/^A+$/);
    await app.session.lock();
    await unlock(app, PROOF);
    expect(sessionKey(world)).toBe(made);
    expect(await currentCodes(app, [])).toEqual([]);
  });
});
