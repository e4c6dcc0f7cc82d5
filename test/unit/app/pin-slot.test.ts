import { beforeEach, describe, expect, it, vi } from "vitest";
import { createStoredPin, isRightPin, type StoredPin } from "../../../lib/app/pin.ts";
import {
  forgetPinSlot,
  hasPinSlot,
  keepPinSlot,
  unlockWithPin,
} from "../../../lib/app/pin-slot.ts";
import { decodeBase64url, encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { parseHeader } from "../../../lib/vault/header.ts";
import { openPinSlotIndependently } from "../vault/independent-header.ts";
import { errorCode } from "../vault/error-code.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { type Worker, World } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const PIN = "2580";
const KEY = "pin-slot";

let world: World;
let worker: Worker;
let pin: StoredPin;

const open = (typed = PIN) => unlockWithPin(worker.app, typed);
const attempt = (typed = PIN) => errorCode(() => open(typed));
const slot = () => world.sessionStore.values.get(KEY) as Record<string, unknown> | undefined;

beforeEach(async () => {
  world = new World();
  await world.makeVault();
  worker = world.bear();
  pin = await createStoredPin(PIN, createSeededRandom("pin"));
  await keepPinSlot(worker.app, world.vaultKey(), pin);
});

describe("the PIN slot", () => {
  it("opens the vault with the PIN, in another worker too, and stays", async () => {
    expect(await hasPinSlot(worker.app)).toBe(true);
    expect(await open()).toEqual(world.vaultKey());
    worker.kill();
    worker = world.bear();
    expect(await open()).toEqual(world.vaultKey());
    expect(await hasPinSlot(worker.app)).toBe(true);
  });

  it("is made of what the vault keeps, for the PIN to be typed once at the set-up alone", async () => {
    const old = { ...pin, wrongTries: 3 };
    expect(await isRightPin(old, PIN)).toBe(true);
    await keepPinSlot(worker.app, world.vaultKey(), old);
    expect(slot()?.["wrongTries"]).toBe(3);
    expect(await open()).toEqual(world.vaultKey());
    expect(slot()?.["wrongTries"]).toBe(0);
  });

  it("holds neither the vault key, nor the PIN, nor its hash", () => {
    const text = JSON.stringify(slot());
    expect(text).not.toContain(encodeBase64url(world.vaultKey()).slice(0, 20));
    expect(text).not.toContain(pin.hash.slice(0, 20));
    expect(text).not.toContain(PIN);
    expect(Object.keys(slot() ?? {}).toSorted()).toEqual([
      "iterations",
      "memoryKiB",
      "nonce",
      "parallelism",
      "salt",
      "wrappedKey",
      "wrongTries",
    ]);
  });

  it("is opened by an independent reading of its document", () => {
    const { vaultId, createdAt } = parseHeader(world.store.header);
    const opened = openPinSlotIndependently(
      { vaultId, createdAt },
      slot() as Parameters<typeof openPinSlotIndependently>[1],
      Buffer.from(decodeBase64url(pin.hash)),
    );
    expect(opened).toEqual(Buffer.from(world.vaultKey()));
  });

  it("is gone with the browser, and when it is forgotten", async () => {
    await forgetPinSlot(worker.app);
    expect(await hasPinSlot(worker.app)).toBe(false);
    expect(await attempt()).toBe("verification/none");
    await keepPinSlot(worker.app, world.vaultKey(), pin);
    world.sessionStore.values.clear();
    expect(await attempt()).toBe("verification/none");
  });

  it("takes what is no slot for none", async () => {
    for (const value of [null, "slot", {}, { ...slot(), wrongTries: -1 }, { ...slot(), salt: 1 }]) {
      world.sessionStore.values.set(KEY, value);
      expect(await attempt()).toBe("verification/none");
    }
  });

  it("is wiped at the fifth wrong try in a row, and says so", async () => {
    for (let i = 0; i < 4; i++) expect(await attempt(`000${i}`)).toBe("verification/pin");
    expect(await open()).toEqual(world.vaultKey());
    for (let i = 0; i < 3; i++) expect(await attempt(`000${i}`)).toBe("verification/pin");
    expect(await attempt("")).toBe("verification/pin");
    expect(slot()?.["wrongTries"]).toBe(4);
    expect(await attempt("0009")).toBe("verification/pin-blocked");
    expect(slot()).toBeUndefined();
    expect(await attempt()).toBe("verification/none");
  });

  it("takes the right PIN at the fifth try", async () => {
    for (let i = 0; i < 4; i++) await attempt(`000${i}`);
    expect(await open()).toEqual(world.vaultKey());
    expect(slot()?.["wrongTries"]).toBe(0);
  });

  it("judges no more than five of many tries at once", async () => {
    const codes = await Promise.all(
      Array.from({ length: 20 }, (_, i) => attempt(i === 19 ? PIN : `10${i + 10}`)),
    );
    expect(codes.filter((code) => code === "verification/pin")).toHaveLength(4);
    expect(codes.filter((code) => code === "verification/pin-blocked")).toHaveLength(1);
    expect(codes.filter((code) => code === "verification/none")).toHaveLength(15);
    expect(slot()).toBeUndefined();
  });

  it("gives a worker that is killed at any call no try for nothing", async () => {
    for (let call = 1; call <= 5; call++) {
      for (const moment of ["before", "after"] as const) {
        await keepPinSlot(world.bear().app, world.vaultKey(), pin);
        const mortal = world.bear({ call, moment });
        const judged = errorCode(() => unlockWithPin(mortal.app, "9999")).then(() => "judged");
        const outcome = await Promise.race([judged, mortal.death.then(() => "dead")]);
        const counted = slot()?.["wrongTries"];
        if (outcome === "judged") expect(counted).toBe(1);
        else expect([0, 1]).toContain(counted);
      }
    }
  });

  it("is gone before the fifth try is judged", async () => {
    for (let i = 0; i < 4; i++) await attempt(`000${i}`);
    const mortal = world.bear({ call: 3, moment: "after" });
    void unlockWithPin(mortal.app, PIN);
    await mortal.death;
    expect(slot()).toBeUndefined();
  });

  it("does not count a try that could not be made", async () => {
    const { header } = world.store;
    world.store.header = {};
    expect(await attempt()).toBe("vault/damaged");
    world.store.header = header;
    world.sessionStore.onSet = () => {
      throw new Error("The session store is full");
    };
    await expect(open("0000")).rejects.toThrow("full");
    world.sessionStore.onSet = () => undefined;
    expect(slot()?.["wrongTries"]).toBe(0);
  });

  it("opens no other vault, at no other cost, and no header that was altered", async () => {
    const whole = slot();
    for (const change of [
      { salt: "AAAAAAAAAAAAAAAAAAAAAA" },
      { iterations: 4 },
      { memoryKiB: 65_537 },
      { parallelism: 2 },
      { nonce: "AAAAAAAAAAAAAAAA" },
      { wrappedKey: "A".repeat(64) },
    ]) {
      world.sessionStore.values.set(KEY, { ...whole, ...change });
      expect(await attempt(), `with ${JSON.stringify(change)}`).toBe("verification/pin");
    }
    world.sessionStore.values.set(KEY, { ...whole, memoryKiB: 8 });
    expect(await attempt()).toBe("kdf/parameters");
    world.sessionStore.values.set(KEY, whole);
    const header = parseHeader(world.store.header);
    world.store.header = { ...header, createdAt: header.createdAt + 1 };
    expect(await attempt()).toBe("verification/pin");
    world.store.header = { ...header, mac: "A".repeat(43) };
    expect(await attempt()).toBe("vault/altered");
    expect(slot()?.["wrongTries"]).toBe(2);
  });
});
