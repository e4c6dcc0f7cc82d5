import { beforeEach, describe, expect, it, vi } from "vitest";
import type { KeySlot, VaultHeader } from "../../../lib/vault/header.ts";
import { formatEmergencyKey } from "../../../lib/vault/emergency-key.ts";
import { errorCode } from "../vault/error-code.ts";
import { PASSWORD, unlockedWorld, type Worker, type World } from "./kit.ts";
import {
  attempt,
  byDevice,
  byEmergencyKey,
  byPassword,
  byPin,
  makeKey,
  worldOfWays,
} from "./ways.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const NEW_PASSWORD = "another battery staple";
const DAY = 24 * 3_600_000;

let world: World;
let worker: Worker;
let emergencyKey: string;

const header = () => world.store.header as VaultHeader;
const kinds = () => (header().slots as readonly KeySlot[]).map(({ kind }) => kind);
const alter = () => {
  // In the second copy too: else the good header would be put back from there.
  world.copy.entries.set("header", "altered");
  world.store.header = { ...header(), mac: "A".repeat(43) };
};

beforeEach(async () => {
  ({ world, worker, emergencyKey } = await worldOfWays());
});

describe("changing the password", () => {
  const change = (proof = byPassword() as Parameters<typeof attempt>[1], to = NEW_PASSWORD) =>
    worker.handlers["vault.change-password"]({
      proof: proof as ReturnType<typeof byPassword>,
      newPassword: to,
    });

  it("leaves the new one and the other ways, and the session open", async () => {
    await change();
    expect(await worker.app.session.isOpen()).toBe(true);
    expect(await attempt(world, byPassword())).toBe("vault/password");
    const left = [byPin(), byDevice(), byEmergencyKey(emergencyKey), byPassword(NEW_PASSWORD)];
    for (const proof of left)
      expect(await attempt(world, proof), `by ${proof.method}`).toBe("none");
  });

  it("is done by who has the emergency key, which stays good", async () => {
    await change(byEmergencyKey(emergencyKey));
    expect(await attempt(world, byPassword())).toBe("vault/password");
    expect(await attempt(world, byPassword(NEW_PASSWORD))).toBe("none");
    expect(await attempt(world, byEmergencyKey(emergencyKey))).toBe("none");
  });

  it("starts the intervals again", async () => {
    world.now += DAY;
    await attempt(world, byPassword());
    await change();
    world.now += DAY - 1;
    expect(await attempt(world, byPin())).toBe("none");
    world.now += 1;
    expect(await attempt(world, byPin())).toBe("vault/password-due");
  });

  it.each([
    ["a wrong password", byPassword("wrong password"), NEW_PASSWORD, "vault/password"],
    ["a short new one", byPassword(), "too short", "vault/weak-password"],
    ["a slip of the pen", byEmergencyKey("00"), NEW_PASSWORD, "vault/emergency-key-typo"],
    [
      "the emergency key of another vault",
      byEmergencyKey(formatEmergencyKey(new Uint8Array(20))),
      NEW_PASSWORD,
      "vault/emergency-key",
    ],
  ] as const)("changes nothing for %s", async (_, proof, to, code) => {
    const before = header();
    expect(await errorCode(() => change(proof, to))).toBe(code);
    expect(header()).toEqual(before);
    expect(await attempt(world, byPin())).toBe("none");
  });

  it("is closed behind the lock", async () => {
    await worker.app.session.lock();
    expect(await errorCode(() => change())).toBe("vault/locked");
  });
});

describe("the emergency key", () => {
  it("opens nothing before it is kept, and is then the only one", async () => {
    const next = await makeKey(worker);
    expect(next).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z]{2}$/);
    expect(await attempt(world, byEmergencyKey(next))).toBe("vault/emergency-key");
    await attempt(world, byPassword());
    const keep = worker.handlers["emergency-key.keep"];
    world.now += 1000;
    await keep({ password: PASSWORD, emergencyKey: next });
    expect(await worker.handlers["verification.status"](null)).toMatchObject({
      emergencyKey: { createdAt: world.now },
    });
    expect(await attempt(world, byEmergencyKey(emergencyKey))).toBe("vault/emergency-key");
    expect(await attempt(world, byEmergencyKey(next))).toBe("none");
    expect(kinds()).toEqual(["password", "device", "emergency"]);
  });

  it("is removed, and then there is none to remove", async () => {
    const remove = () => worker.handlers["emergency-key.remove"]({ password: PASSWORD });
    await remove();
    expect(await errorCode(remove)).toBe("vault/no-slot");
    expect(await worker.handlers["verification.status"](null)).toMatchObject({
      emergencyKey: null,
    });
    expect(await attempt(world, byEmergencyKey(emergencyKey))).toBe("vault/no-slot");
  });

  it("takes the password for each, and an open vault", async () => {
    const before = header();
    for (const [password, code] of [
      ["wrong password", "vault/password"],
      ["", "vault/password"],
      [PASSWORD, "vault/locked"],
    ] as const) {
      if (code === "vault/locked") await worker.app.session.lock();
      const { handlers } = worker;
      for (const ask of [
        () => handlers["emergency-key.make"]({ password }),
        () => handlers["emergency-key.keep"]({ password, emergencyKey }),
        () => handlers["emergency-key.remove"]({ password }),
      ]) {
        expect(await errorCode(ask)).toBe(code);
      }
    }
    expect(header()).toEqual(before);
  });

  it("is not kept with a slip of the pen", async () => {
    const keep = () =>
      worker.handlers["emergency-key.keep"]({ password: PASSWORD, emergencyKey: "0000" });
    expect(await errorCode(keep)).toBe("vault/emergency-key-typo");
    expect(await attempt(world, byEmergencyKey(emergencyKey))).toBe("none");
  });
});

describe("a vault whose header was altered", () => {
  it("opens in no way, but for who reclaims it with the password", async () => {
    alter();
    const ways = [byPassword(), byPin(), byDevice(), byEmergencyKey(emergencyKey)];
    for (const proof of ways) expect(await attempt(world, proof)).toBe("vault/altered");
    worker = world.bear();
    await worker.handlers["vault.reclaim"](byPassword());
    expect(await worker.app.session.isOpen()).toBe(true);
    expect(kinds()).toEqual(["password"]);
    expect(world.sessionStore.values.has("last-verified")).toBe(true);
    expect(await attempt(world, byPin())).toBe("verification/none");
    expect(await attempt(world, byDevice())).toBe("vault/no-slot");
    expect(await attempt(world, byEmergencyKey(emergencyKey))).toBe("vault/no-slot");
    expect(await attempt(world, byPassword())).toBe("none");
  });

  it("is reclaimed with the emergency key, which then makes a new password", async () => {
    alter();
    await worker.app.session.lock();
    await worker.handlers["vault.reclaim"](byEmergencyKey(emergencyKey));
    expect(kinds()).toEqual(["emergency"]);
    const make = () => worker.handlers["emergency-key.make"]({ password: PASSWORD });
    expect(await errorCode(make)).toBe("vault/no-slot");
    await worker.handlers["vault.change-password"]({
      proof: byEmergencyKey(emergencyKey),
      newPassword: NEW_PASSWORD,
    });
    expect(await attempt(world, byPassword(NEW_PASSWORD))).toBe("none");
    const remove = { password: NEW_PASSWORD };
    await worker.handlers["emergency-key.remove"](remove);
    expect(kinds()).toEqual(["password"]);
  });

  it("stays altered for a wrong password", async () => {
    alter();
    await worker.app.session.lock();
    const reclaim = () => worker.handlers["vault.reclaim"](byPassword("wrong password"));
    expect(await errorCode(reclaim)).toBe("vault/password");
    expect(await worker.app.session.isOpen()).toBe(false);
    expect(await attempt(world, byPassword())).toBe("vault/altered");
  });

  it("is simply opened if it was not altered, with its slots", async () => {
    await worker.app.session.lock();
    await worker.handlers["vault.reclaim"](byPassword());
    expect(kinds()).toEqual(["password", "device", "emergency"]);
  });
});

describe("the last lasting way", () => {
  it("cannot be removed", async () => {
    ({ world, worker } = await unlockedWorld());
    const remove = () => worker.handlers["emergency-key.remove"]({ password: PASSWORD });
    expect(await errorCode(remove)).toBe("vault/no-slot");
    expect(kinds()).toEqual(["password"]);
  });
});
