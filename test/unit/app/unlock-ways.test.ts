import { beforeEach, describe, expect, it, vi } from "vitest";
import { formatEmergencyKey } from "../../../lib/vault/emergency-key.ts";
import type { KeySlot, VaultHeader } from "../../../lib/vault/header.ts";
import { PASSWORD_SLOT_KDF } from "../../../lib/vault/key-slots.ts";
import { errorCode } from "../vault/error-code.ts";
import { PASSWORD, unlockedWorld, type Worker, type World } from "./kit.ts";
import { asserted, heldPasskey, PAGE, PagePort, request } from "./page-port.ts";
import {
  attempt,
  byDevice,
  byEmergencyKey,
  byPassword,
  byPin,
  enrol,
  PIN,
  prfOf,
  registration,
  worldOfWays,
} from "./ways.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const DAY = 24 * 3_600_000;
const ours = heldPasskey("ours").record;

let world: World;
let worker: Worker;
let emergencyKey: string;

const status = () => worker.handlers["vault.status"](null);
const setUp = () => worker.handlers["verification.status"](null);
const header = () => world.store.header as VaultHeader;
const slots = (): readonly KeySlot[] => header().slots;
const pinSlot = () => world.sessionStore.values.get("pin-slot") as { wrongTries: number };
const record = async () => (await world.vault().list("verification")).records[0];

/** A wrong PIN at the open vault: the code of its refusal. */
async function wrongAtOpenVault(pin = "9517"): Promise<string> {
  const id = (await worker.ceremonies.start(request(), PAGE, new PagePort())) ?? "";
  const proof = { method: "pin", pin } as const;
  const code = await errorCode(() => worker.ceremonies.allow(id, ours.id, proof));
  await worker.ceremonies.useOther(id);
  return code;
}

beforeEach(async () => {
  ({ world, worker, emergencyKey } = await worldOfWays([ours]));
});

describe("a locked vault's status", () => {
  it("names the ways that are set up, quickest first", async () => {
    await worker.app.session.lock();
    const ways = ["device", "pin", "password", "emergency-key"];
    expect(await status()).toEqual({ state: "locked", ways });
    world.sessionStore.values.clear();
    expect(await status()).toEqual({ state: "locked", ways: ways.filter((way) => way !== "pin") });
  });

  it("names the password alone where nothing else is set up", async () => {
    ({ world, worker } = await unlockedWorld());
    await worker.app.session.lock();
    expect(await status()).toEqual({ state: "locked", ways: ["password"] });
    const ask = () => worker.handlers["vault.device-question"](null);
    expect(await errorCode(ask)).toBe("vault/no-slot");
  });

  it("offers no device whose passkey belongs to another relying party", async () => {
    world.deviceRpId = "headway.co";
    worker = world.bear();
    await worker.app.session.lock();
    expect(await status()).toMatchObject({ ways: ["pin", "password", "emergency-key"] });
    const ask = () => worker.handlers["vault.device-question"](null);
    expect(await errorCode(ask)).toBe("vault/no-slot");
  });
});

describe("each way", () => {
  it("opens the vault, and leaves all of them good", async () => {
    for (const proof of [byPassword(), byPin(), byEmergencyKey(emergencyKey), byDevice()]) {
      expect(await attempt(world, proof), `by ${proof.method}`).toBe("none");
      expect(await attempt(world, byPin()), `a PIN after ${proof.method}`).toBe("none");
      expect(world.sessionStore.values.get("last-verified"), `by ${proof.method}`).toBe(world.now);
    }
  });

  it("brings the PIN back after the browser was closed, but for the PIN", async () => {
    for (const proof of [byPassword(), byEmergencyKey(emergencyKey), byDevice()]) {
      world.sessionStore.values.clear();
      expect(await attempt(world, byPin())).toBe("verification/none");
      expect(await attempt(world, proof)).toBe("none");
      expect(await attempt(world, byPin()), `by ${proof.method}`).toBe("none");
    }
  });

  it.each([
    ["another password", byPassword("wrong password"), "vault/password"],
    ["another PIN", byPin("9517"), "verification/pin"],
    ["another answer of the device", { ...byDevice(), prfOutput: prfOf(1).salt }, "vault/device"],
    ["too short an answer", { ...byDevice(), prfOutput: "AAAA" }, "vault/device"],
    ["an answer that is no base64url", { ...byDevice(), prfOutput: "A" }, "vault/device"],
    ["another device", byDevice(8), "vault/no-slot"],
    ["a slip of the pen", byEmergencyKey("0000"), "vault/emergency-key-typo"],
  ] as const)("stays shut for %s", async (_, proof, code) => {
    expect(await attempt(world, proof)).toBe(code);
  });

  it("takes an emergency key however it is typed, and of another vault none", async () => {
    const typed = emergencyKey.toLowerCase().replaceAll("-", " ");
    expect(await attempt(world, byEmergencyKey(typed))).toBe("none");
    const foreign = byEmergencyKey(formatEmergencyKey(new Uint8Array(20)));
    expect(await attempt(world, foreign)).toBe("vault/emergency-key");
  });

  it("verifies the user for the ceremony that it is given in", async () => {
    for (const proof of [byPassword(), byPin(), byEmergencyKey(emergencyKey), byDevice()]) {
      await worker.app.session.lock();
      const port = new PagePort();
      const call = request({ userVerification: "required" });
      const id = (await worker.ceremonies.start(call, PAGE, port)) ?? "";
      const view = await worker.handlers["ceremony.unlock"]({ id, proof });
      expect(view.verification, `by ${proof.method}`).toEqual([]);
      await worker.ceremonies.allow(id, ours.id, null);
      expect(asserted(port), `by ${proof.method}`).toBeDefined();
    }
  });
});

describe("the PIN's wrong tries", () => {
  it("are five behind the lock, and then the PIN is gone until another way was used", async () => {
    for (let i = 0; i < 4; i++) {
      expect(await attempt(world, byPin("9517"))).toBe("verification/pin");
    }
    expect(await attempt(world, byPin("9517"))).toBe("verification/pin-blocked");
    expect(await attempt(world, byPin())).toBe("verification/none");
    expect(await status()).toMatchObject({ ways: ["device", "password", "emergency-key"] });
    expect(await attempt(world, byDevice())).toBe("none");
    expect(await attempt(world, byPin())).toBe("none");
  });

  it("are five in all, however many of them come before the lock", async () => {
    for (let before = 0; before <= 5; before++) {
      for (let i = 1; i <= before; i++) {
        const last = i === 5 ? "verification/pin-blocked" : "verification/pin";
        expect(await wrongAtOpenVault()).toBe(last);
      }
      const codes: string[] = [];
      for (let i = 0; i < 6; i++) codes.push(await attempt(world, byPin("9517")));
      const judged = codes.filter((code) => code !== "verification/none");
      expect(judged).toHaveLength(5 - before);
      expect(await attempt(world, byPin())).toBe("verification/none");
      expect(await attempt(world, byPassword())).toBe("none");
      expect(await attempt(world, byPin())).toBe("none");
    }
  });

  it("go on counting after an unlock by the device, which makes no blocked PIN good", async () => {
    for (let i = 0; i < 4; i++) await wrongAtOpenVault();
    expect(await attempt(world, byDevice())).toBe("none");
    expect(pinSlot().wrongTries).toBe(4);
    expect(await wrongAtOpenVault()).toBe("verification/pin-blocked");
    expect(pinSlot()).toBeUndefined();
    for (const proof of [byDevice(), byEmergencyKey(emergencyKey)]) {
      expect(await attempt(world, proof)).toBe("none");
      expect(await attempt(world, byPin())).toBe("verification/none");
    }
    expect(await attempt(world, byPassword())).toBe("none");
    expect(await attempt(world, byPin())).toBe("none");
  });

  it("are forgotten in both places by a right PIN in either", async () => {
    for (let i = 0; i < 4; i++) await wrongAtOpenVault();
    expect(await attempt(world, byPin())).toBe("none");
    expect([pinSlot().wrongTries, (await record())?.pin?.wrongTries]).toEqual([0, 0]);
    for (let i = 0; i < 4; i++) await wrongAtOpenVault();
    expect(await wrongAtOpenVault(PIN)).toBe("none");
    expect([pinSlot().wrongTries, (await record())?.pin?.wrongTries]).toEqual([0, 0]);
  });

  it("are forgotten by the password given at the open vault, and the PIN unlocks again", async () => {
    for (let i = 0; i < 5; i++) await wrongAtOpenVault();
    expect(pinSlot()).toBeUndefined();
    await worker.handlers["emergency-key.make"]({ password: PASSWORD });
    expect(await attempt(world, byPin())).toBe("none");
  });
});

describe("another PIN, or none", () => {
  it("leaves nothing for the old one to open", async () => {
    await worker.handlers["verification.set-pin"]({ password: PASSWORD, pin: "1470" });
    expect(await attempt(world, byPin())).toBe("verification/pin");
    expect(await attempt(world, byPin("1470"))).toBe("none");
    await worker.handlers["verification.remove-pin"]({ password: PASSWORD });
    expect(await attempt(world, byPin("1470"))).toBe("verification/none");
    expect(await attempt(world, byDevice())).toBe("none");
    expect(await attempt(world, byPin("1470"))).toBe("verification/none");
  });
});

describe("the device", () => {
  it("has one slot, which is asked for by its salt", async () => {
    await enrol(worker);
    expect(slots().filter(({ kind }) => kind === "device")).toHaveLength(1);
    const { salt } = prfOf(7);
    expect(await worker.handlers["vault.device-question"](null)).toEqual({
      rpId: null,
      credentials: [{ credentialId: Buffer.alloc(32, 7).toString("base64url"), prfSalt: salt }],
    });
  });

  it("opens nothing once another one was enrolled, whether that unlocks or not", async () => {
    await enrol(worker, 8);
    expect(await attempt(world, byDevice(7))).toBe("vault/no-slot");
    expect(await attempt(world, byDevice(8))).toBe("none");
    const plain = await registration(worker, 9, null);
    await worker.handlers["verification.add-device"]({ password: PASSWORD, registration: plain });
    expect(await setUp()).toMatchObject({ device: { unlocks: false } });
    expect(await attempt(world, byDevice(8))).toBe("vault/no-slot");
    expect(slots().map(({ kind }) => kind)).toEqual(["password", "emergency"]);
  });

  it("opens nothing once it was removed, and the other ways stay", async () => {
    await worker.handlers["verification.remove-device"]({ password: PASSWORD });
    expect(await setUp()).toMatchObject({ device: null });
    expect(await attempt(world, byDevice())).toBe("vault/no-slot");
    expect(await attempt(world, byEmergencyKey(emergencyKey))).toBe("none");
  });

  it("is shown as long as it unlocks, though its record cannot be read", async () => {
    world.store.sealed("verification").ciphertext = new Uint8Array(64);
    expect(await setUp()).toMatchObject({ pin: "none", device: { unlocks: true } });
    expect(await attempt(world, byDevice())).toBe("none");
    await worker.handlers["verification.remove-device"]({ password: PASSWORD });
    expect(await setUp()).toMatchObject({ device: null });
  });

  it("is refused with an answer that is not of 32 bytes, and nothing changes", async () => {
    for (const text of ["AAAA", "A"]) {
      const odd = await registration(worker, 8, { ...prfOf(8), output: text });
      const add = () =>
        worker.handlers["verification.add-device"]({ password: PASSWORD, registration: odd });
      expect(await errorCode(add)).toBe("verification/device");
    }
    expect(await attempt(world, byDevice(7))).toBe("none");
  });
});

describe("the password that is due", () => {
  it("is asked for even of who has a PIN or a device, and the emergency key goes on", async () => {
    world.now += DAY;
    for (const proof of [byPin(), byDevice()]) {
      expect(await attempt(world, proof), `by ${proof.method}`).toBe("vault/password-due");
    }
    expect(await attempt(world, byEmergencyKey(emergencyKey))).toBe("none");
    expect(await attempt(world, byPin())).toBe("vault/password-due");
    expect(await attempt(world, byPassword())).toBe("none");
    for (const proof of [byPin(), byDevice()]) expect(await attempt(world, proof)).toBe("none");
  });

  it("is due later and later", async () => {
    for (const days of [1, 2, 4, 7, 14, 30, 30]) {
      world.now += days * DAY - 1;
      expect(await attempt(world, byDevice()), `before ${days} days`).toBe("none");
      world.now += 1;
      expect(await attempt(world, byDevice()), `after ${days} days`).toBe("vault/password-due");
      expect(await attempt(world, byPassword())).toBe("none");
    }
  });

  it("is put off by a password given for anything else", async () => {
    world.now += DAY - 1;
    await attempt(world, byDevice());
    await worker.handlers["emergency-key.make"]({ password: PASSWORD });
    world.now += 2 * DAY - 1;
    expect(await attempt(world, byDevice())).toBe("none");
  });

  it("keeps nobody out whose record of it cannot be read, or is of an earlier release", async () => {
    world.now += 100 * DAY;
    const held = await record();
    if (held === undefined) throw new RangeError("there must be a record");
    await world.vault().put({ ...held, passwordInterval: null });
    expect(await attempt(world, byDevice())).toBe("none");
    world.store.sealed("verification").ciphertext = new Uint8Array(64);
    expect(await attempt(world, byDevice())).toBe("none");
  });

  it("is not asked for in a vault that has none", async () => {
    await worker.app.session.lock();
    world.store.header = { ...header(), mac: "A".repeat(43) };
    await worker.handlers["vault.reclaim"](byEmergencyKey(emergencyKey));
    await attempt(world, byEmergencyKey(emergencyKey));
    world.now += 100 * DAY;
    expect(await attempt(world, byPin())).toBe("none");
  });

  it("is written into no vault without PIN and device", async () => {
    ({ world, worker } = await unlockedWorld());
    expect(await attempt(world, byPassword())).toBe("none");
    expect(await world.records()).toEqual([]);
  });

  it("keeps nobody out when it cannot be noted", async () => {
    world.now += DAY;
    world.store.failNextCommit = "before";
    expect(await attempt(world, byPassword())).toBe("none");
    expect(await attempt(world, byDevice())).toBe("vault/password-due");
  });
});

describe("a password slot that is cheaper than new ones", () => {
  const kdf = () => slots().find((slot) => slot.kind === "password")?.kdf;

  it("is sealed anew after the unlock with the password, and with nothing else", async () => {
    world.passwordKdf = PASSWORD_SLOT_KDF;
    worker = world.bear();
    const before = kdf();
    for (const proof of [byDevice(), byPin(), byPassword()]) {
      expect(kdf(), `by ${proof.method}`).toEqual(before);
      await worker.app.session.lock();
      await worker.handlers["vault.unlock"](proof);
      await worker.app.afterwards(() => Promise.resolve());
    }
    expect(kdf()).toMatchObject(PASSWORD_SLOT_KDF);
    expect(await attempt(world, byPassword())).toBe("none");
    expect(await attempt(world, byEmergencyKey(emergencyKey))).toBe("none");
  });

  it("stays as it is when the vault was locked before that, or the storage fails", async () => {
    world.passwordKdf = PASSWORD_SLOT_KDF;
    worker = world.bear();
    const before = kdf();
    for (const prevent of [
      () => worker.app.session.lock(),
      () => Promise.resolve((world.store.failNextCommit = "before")),
    ]) {
      await worker.app.session.lock();
      const gate = Promise.withResolvers<void>();
      const held = worker.app.afterwards(() => gate.promise);
      await worker.handlers["vault.unlock"](byPassword());
      await prevent();
      gate.resolve();
      await held;
      await worker.app.afterwards(() => Promise.resolve());
      expect(kdf()).toEqual(before);
    }
    expect(await attempt(world, byPassword())).toBe("none");
  });
});
