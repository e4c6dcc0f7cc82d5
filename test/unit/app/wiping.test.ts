// That raw keys are wiped after use, and that a second use still works: the decoder that yields them
// from stored text is watched, and for what fails the cipher that yields them from key slots.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { currentCodes } from "../../../lib/app/one-time-codes.ts";
import { createNewVault, unlock } from "../../../lib/app/unlock.ts";
import type * as base64url from "../../../lib/bytes/base64url.ts";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import type { VaultHeader } from "../../../lib/vault/header.ts";
import { createVault } from "../../../lib/vault/unlock.ts";
import { errorCode } from "../vault/error-code.ts";
import { MemoryStore } from "../vault/memory-store.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { account, otp } from "../vault/sample-records.ts";
import { PASSWORD, PROOF, unlockedWorld, World } from "./kit.ts";
import {
  byDevice,
  byEmergencyKey,
  byPassword,
  byPin,
  enrol,
  makeKey,
  worldOfWays,
} from "./ways.ts";
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

const LONG = "another battery staple";
const storageFailed = new WaykeyError("vault/storage", "The storage failed");

function alterHeader(world: World): void {
  world.store.header = { ...(world.store.header as VaultHeader), mac: "A".repeat(43) };
  world.copy.entries.set("header", "altered");
}

describe("the vault key is wiped when", () => {
  const opened: Bytes[] = [];

  beforeEach(() => {
    opened.length = 0;
    const decrypt = crypto.subtle.decrypt.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, "decrypt").mockImplementation(async (...input) => {
      const plain = await decrypt(...input);
      // The same bytes that the slot's opener hands on.
      if (plain.byteLength === 32) opened.push(new Uint8Array(plain));
      return plain;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  type Scene = Awaited<ReturnType<typeof worldOfWays>>;
  const unlockBy = (proof: Parameters<typeof unlock>[1]) => (scene: Scene) =>
    unlock(scene.app, proof);

  it.each<[string, (scene: Scene) => unknown, (scene: Scene) => Promise<unknown>, string]>([
    [
      "the header of a vault that is reclaimed can't be written",
      ({ world }) => {
        alterHeader(world);
        world.store.failNextCommit = "before";
      },
      ({ worker }) => worker.handlers["vault.reclaim"](byPassword()),
      "vault/storage",
    ],
    ["the header was altered", ({ world }) => alterHeader(world), unlockBy(PROOF), "vault/altered"],
    [
      "a device finds it altered",
      ({ world }) => alterHeader(world),
      unlockBy(byDevice()),
      "vault/altered",
    ],
    [
      "a PIN finds it altered",
      ({ world }) => alterHeader(world),
      unlockBy(byPin()),
      "vault/altered",
    ],
    [
      "an emergency key finds it altered",
      ({ world }) => alterHeader(world),
      ({ app, emergencyKey }) => unlock(app, byEmergencyKey(emergencyKey)),
      "vault/altered",
    ],
    [
      "the tries of a PIN can't be counted anew",
      ({ world }) => {
        world.sessionStore.onSet = (key, value) => {
          const isAnew = key === "pin-slot" && (value as { wrongTries: number }).wrongTries === 0;
          if (isAnew) throw storageFailed;
        };
      },
      unlockBy(byPin()),
      "none",
    ],
    [
      "the session can't be kept",
      ({ world }) => {
        world.sessionStore.onSet = (key) => {
          if (key === "session") throw storageFailed;
        };
      },
      unlockBy(byPin()),
      "vault/storage",
    ],
    [
      "another password can't be written",
      async ({ world, worker }) => {
        await world.unlock(worker);
        world.store.failNextCommit = "before";
      },
      ({ worker }) => worker.handlers["vault.change-password"]({ proof: PROOF, newPassword: LONG }),
      "vault/storage",
    ],
  ])("%s", async (_, before, act, code) => {
    const scene = await worldOfWays();
    await scene.app.session.lock();
    await before(scene);
    opened.length = 0;
    expect(await errorCode(() => act(scene))).toBe(code);
    await scene.app.afterwards(() => Promise.resolve());
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.filter((bytes) => bytes.some((byte) => byte !== 0))).toEqual([]);
  });

  it("a new vault can't be written", async () => {
    const drawn: Bytes[] = [];
    const random = createSeededRandom("wiping");
    const store = new MemoryStore();
    store.failNextCommit = "before";
    const options = { password: PASSWORD, now: () => 0, kdf: ARGON2_FLOOR };
    const make = () =>
      createVault(store, {
        ...options,
        random: (length) => {
          const bytes = random(length);
          if (length === 32) drawn.push(bytes);
          return bytes;
        },
      });
    expect(await errorCode(make)).toBe("vault/storage");
    expect(drawn).toEqual([new Uint8Array(32)]);
  });
});
