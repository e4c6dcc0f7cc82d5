import { describe, expect, it, vi } from "vitest";
import type { VerificationProof } from "../../../lib/app/views.ts";
import { errorCode } from "../vault/error-code.ts";
import { FakeDevice } from "./device.ts";
import { BACKUP_PASSWORD, PASSWORD, PROOF, unlockedWorld, type Worker, type World } from "./kit.ts";
import { asserted, heldPasskey, PAGE, PagePort, request } from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const PIN = "2580";
const ours = heldPasskey("ours").record;
const byPin = (pin = PIN): VerificationProof => ({ method: "pin", pin });

async function withPin() {
  const { world, worker, app } = await unlockedWorld([ours]);
  await worker.handlers["verification.set-pin"]({ password: PASSWORD, pin: PIN });
  return { world, worker, app };
}

async function withDevice(algorithm: -7 | -8 | -257 = -7) {
  const { world, worker, app } = await unlockedWorld([ours]);
  const device = new FakeDevice(algorithm);
  const { challenge } = await worker.handlers["verification.challenge"](null);
  const registration = device.register(challenge);
  await worker.handlers["verification.add-device"]({ password: PASSWORD, registration });
  return { world, worker, app, device };
}

async function beginGet({ ceremonies }: Worker, userVerification = "required") {
  const port = new PagePort();
  const id = (await ceremonies.start(request({ userVerification }), PAGE, port)) ?? "";
  return { port, id };
}

/** A `get` that is allowed with `proof`: "none" or the code of its refusal. */
async function tryProof(worker: Worker, proof: VerificationProof): Promise<string> {
  const { id } = await beginGet(worker);
  const code = await errorCode(() => worker.ceremonies.allow(id, ours.id, proof));
  await worker.ceremonies.useOther(id);
  return code;
}

async function wrongTries(world: World): Promise<number | undefined> {
  const [record] = (await world.vault().list("verification")).records;
  return record?.pin?.wrongTries;
}

const status = ({ handlers }: Worker) => handlers["verification.status"](null);

describe("setting up", () => {
  it("starts with the password alone", async () => {
    const { worker } = await unlockedWorld([ours]);
    expect(await status(worker)).toEqual({ pin: "none", device: null, emergencyKey: null });
    const { id } = await beginGet(worker);
    expect(await worker.ceremonies.show(id)).toMatchObject({
      verification: ["password"],
      pinBlocked: false,
    });
  });

  it("offers what is set up, best first", async () => {
    const { world, worker, device } = await withDevice();
    await worker.handlers["verification.set-pin"]({ password: PASSWORD, pin: PIN });
    expect(await status(worker)).toEqual({
      pin: "set",
      device: { createdAt: world.now, unlocks: false },
      emergencyKey: null,
    });
    const { id, port } = await beginGet(worker);
    const view = await worker.ceremonies.show(id);
    expect(view.verification).toEqual(["device", "pin", "password"]);
    const { challenge, credentialIds } = await worker.handlers["verification.challenge"](null);
    const assertion = device.assert(challenge);
    expect(credentialIds).toEqual([assertion.credentialId]);
    await worker.ceremonies.allow(id, ours.id, { method: "device", assertion });
    expect(asserted(port)).toBeDefined();
  });

  it("takes away what was set up", async () => {
    const { worker } = await withDevice();
    const { handlers } = worker;
    await handlers["verification.set-pin"]({ password: PASSWORD, pin: PIN });
    await handlers["verification.remove-device"]({ password: PASSWORD });
    expect(await status(worker)).toEqual({ pin: "set", device: null, emergencyKey: null });
    await handlers["verification.remove-pin"]({ password: PASSWORD });
    expect(await status(worker)).toEqual({ pin: "none", device: null, emergencyKey: null });
    expect(await tryProof(worker, byPin())).toBe("verification/none");
  });

  it("changes nothing without the password", async () => {
    const { world, worker, device } = await withDevice();
    const { handlers } = worker;
    await handlers["verification.set-pin"]({ password: PASSWORD, pin: PIN });
    const before = (await world.vault().list("verification")).records;
    const { challenge } = await handlers["verification.challenge"](null);
    const registration = device.register(challenge);
    for (const password of ["", "wrong password"]) {
      for (const change of [
        () => handlers["verification.set-pin"]({ password, pin: "9517" }),
        () => handlers["verification.remove-pin"]({ password }),
        () => handlers["verification.add-device"]({ password, registration }),
        () => handlers["verification.remove-device"]({ password }),
      ]) {
        expect(await errorCode(change)).toBe("vault/password");
      }
    }
    expect((await world.vault().list("verification")).records).toEqual(before);
  });

  it("is closed behind the lock", async () => {
    const { worker, app } = await withPin();
    const { handlers } = worker;
    await app.session.lock();
    for (const ask of [
      () => status(worker),
      () => handlers["verification.challenge"](null),
      () => handlers["verification.set-pin"]({ password: PASSWORD, pin: PIN }),
      () => handlers["verification.remove-device"]({ password: PASSWORD }),
    ]) {
      expect(await errorCode(ask)).toBe("vault/locked");
    }
  });

  it("refuses a weak PIN and keeps the one there is", async () => {
    const { worker } = await withPin();
    const set = worker.handlers["verification.set-pin"];
    expect(await errorCode(() => set({ password: PASSWORD, pin: "1111" }))).toBe(
      "verification/weak-pin",
    );
    expect(await tryProof(worker, byPin())).toBe("none");
  });

  it("keeps no PIN that could be read, and puts nothing of it into a backup", async () => {
    const { world, worker } = await withPin();
    const [record] = (await world.vault().list("verification")).records;
    expect(JSON.stringify(record)).not.toContain(PIN);
    expect(record?.pin).toMatchObject({ memoryKiB: 65_536, iterations: 3, parallelism: 1 });
    await tryProof(worker, byPin());
    const kinds = (await world.records()).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["log", "passkey", "verification"]);
    const passwords = { password: PASSWORD, backupPassword: BACKUP_PASSWORD };
    const { text } = await worker.handlers["backup.export"](passwords);
    const other = await unlockedWorld();
    await other.worker.handlers["backup.restore"]({
      text,
      backupPassword: BACKUP_PASSWORD,
      mode: "merge",
    });
    const restored = (await other.world.records()).map(({ kind }) => kind);
    expect(restored.toSorted()).toEqual(["account", "passkey", "undo", "upkeep"]);
  });
});

describe("a damaged record of it", () => {
  it("keeps nobody from the password, stays in sight, and is replaced by a new PIN", async () => {
    const { world, worker } = await withPin();
    world.store.sealed("verification").ciphertext = new Uint8Array(64);
    world.copy.entries.clear();
    expect(await status(worker)).toEqual({ pin: "none", device: null, emergencyKey: null });
    expect(await tryProof(worker, byPin())).toBe("verification/none");
    expect(await tryProof(worker, PROOF)).toBe("none");
    const { unreadable } = await worker.handlers["vault.contents"](null);
    expect(unreadable.map(({ id }) => id)).toEqual(["verification"]);
    await worker.handlers["verification.set-pin"]({ password: PASSWORD, pin: PIN });
    expect(await tryProof(worker, byPin())).toBe("none");
  });

  it("does not keep the vault locked", async () => {
    const { world, worker, app } = await withPin();
    world.store.sealed("verification").ciphertext = new Uint8Array(64);
    await app.session.lock();
    await worker.handlers["vault.unlock"](PROOF);
    expect(await app.session.isOpen()).toBe(true);
  });
});

describe("a PIN", () => {
  it("verifies the user", async () => {
    const { worker } = await withPin();
    const { id, port } = await beginGet(worker);
    await worker.ceremonies.allow(id, ours.id, byPin());
    expect(asserted(port)).toBeDefined();
  });

  it("is blocked at the fifth wrong one, and the right one no longer helps", async () => {
    const { world, worker } = await withPin();
    for (let tries = 1; tries <= 4; tries++) {
      expect(await tryProof(worker, byPin("9517"))).toBe("verification/pin");
      expect(await wrongTries(world)).toBe(tries);
    }
    expect(await tryProof(worker, byPin("9517"))).toBe("verification/pin-blocked");
    expect(await tryProof(worker, byPin())).toBe("verification/pin-blocked");
    expect(await wrongTries(world)).toBe(5);
    expect(await status(worker)).toMatchObject({ pin: "blocked" });
    const { id } = await beginGet(worker);
    expect(await worker.ceremonies.show(id)).toMatchObject({
      verification: ["password"],
      pinBlocked: true,
    });
  });

  it.each([
    ["a ceremony", (worker: Worker) => tryProof(worker, PROOF)],
    [
      "a setting",
      (worker: Worker) => worker.handlers["verification.remove-device"]({ password: PASSWORD }),
    ],
    [
      "an unlock within a ceremony",
      async (worker: Worker) => {
        await worker.app.session.lock();
        const { id } = await beginGet(worker);
        await worker.ceremonies.unlock(id, PROOF);
        await worker.ceremonies.useOther(id);
      },
    ],
  ])("is good again once the password was given in %s", async (_, give) => {
    const { world, worker } = await withPin();
    for (let tries = 1; tries <= 5; tries++) await tryProof(worker, byPin("9517"));
    await give(worker);
    expect(await wrongTries(world)).toBe(0);
    expect(await tryProof(worker, byPin())).toBe("none");
  });

  it("forgets the wrong ones at a right one", async () => {
    const { world, worker } = await withPin();
    for (let tries = 1; tries <= 4; tries++) await tryProof(worker, byPin("9517"));
    expect(await tryProof(worker, byPin())).toBe("none");
    expect(await wrongTries(world)).toBe(0);
  });

  it("has no more than five tries however many come at once", async () => {
    const { world, worker } = await withPin();
    const { id } = await beginGet(worker);
    const codes = await Promise.all(
      Array.from({ length: 20 }, () =>
        errorCode(() => worker.ceremonies.allow(id, ours.id, byPin("9517"))),
      ),
    );
    expect(codes.filter((code) => code === "verification/pin")).toHaveLength(4);
    expect(codes.filter((code) => code === "verification/pin-blocked")).toHaveLength(16);
    expect(await wrongTries(world)).toBe(5);
    expect(await tryProof(worker, byPin())).toBe("verification/pin-blocked");
  });

  it.each(["before", "after"] as const)(
    "gives no try for nothing to who kills the worker, %s any of its acts",
    async (moment) => {
      let reached = 0;
      for (let call = 1; ; call++) {
        const { world, worker } = await withPin();
        const { id } = await beginGet(worker);
        worker.kill();
        const mortal = world.bear({ call, moment });
        await Promise.race([mortal.ceremonies.resume(id, PAGE, new PagePort()), mortal.death]);
        let judged = "";
        const attempt = errorCode(() => mortal.ceremonies.allow(id, ours.id, byPin("9517")));
        const hasDied = await Promise.race([
          attempt.then((code) => {
            judged = code;
            return false;
          }),
          mortal.death.then(() => true),
        ]);
        const counted = (await wrongTries(world)) ?? 0;
        if (judged !== "") expect([judged, counted]).toEqual(["verification/pin", 1]);
        else expect(counted).toBeLessThanOrEqual(1);
        if (counted === 1 && hasDied) reached++;
        if (!hasDied) break;
      }
      expect(reached).toBeGreaterThan(0);
    },
  );

  it("is not judged when the count cannot be written", async () => {
    for (const failure of ["before", "after"] as const) {
      const { world, worker } = await withPin();
      const { id, port } = await beginGet(worker);
      world.store.failNextCommit = failure;
      const code = await errorCode(() => worker.ceremonies.allow(id, ours.id, byPin()));
      expect(code).toBe("vault/storage");
      expect(port.outcome).toBeUndefined();
    }
  });

  it("is none where none is set", async () => {
    const { worker } = await unlockedWorld([ours]);
    expect(await tryProof(worker, byPin())).toBe("verification/none");
  });
});

describe("the device", () => {
  it.each([-7, -8, -257] as const)("verifies the user with keys of %d", async (algorithm) => {
    const { worker, device } = await withDevice(algorithm);
    const { challenge } = await worker.handlers["verification.challenge"](null);
    const proof = { method: "device", assertion: device.assert(challenge) } as const;
    expect(await tryProof(worker, proof)).toBe("none");
  });

  it("answers a challenge once", async () => {
    const { worker, device } = await withDevice();
    const { challenge } = await worker.handlers["verification.challenge"](null);
    const proof = { method: "device", assertion: device.assert(challenge) } as const;
    expect(await tryProof(worker, proof)).toBe("none");
    expect(await tryProof(worker, proof)).toBe("verification/device");
  });

  it("has spent a challenge with a bad answer too", async () => {
    const { worker, device } = await withDevice();
    const { challenge } = await worker.handlers["verification.challenge"](null);
    const bad = device.assert(challenge, { flags: 0x01 });
    const good = device.assert(challenge);
    for (const assertion of [bad, good]) {
      expect(await tryProof(worker, { method: "device", assertion })).toBe("verification/device");
    }
  });

  it("answers within two minutes, and only what was asked", async () => {
    const { world, worker, device } = await withDevice();
    const { challenge } = await worker.handlers["verification.challenge"](null);
    world.now += 2 * 60_000 - 1;
    const proof = { method: "device", assertion: device.assert(challenge) } as const;
    expect(await tryProof(worker, proof)).toBe("none");
    const late = await worker.handlers["verification.challenge"](null);
    world.now += 2 * 60_000;
    for (const text of [late.challenge, "AAAA"]) {
      const assertion = device.assert(text);
      expect(await tryProof(worker, { method: "device", assertion })).toBe("verification/device");
    }
  });

  it("is answered after the worker's death", async () => {
    const { world, worker, device } = await withDevice();
    const { challenge } = await worker.handlers["verification.challenge"](null);
    worker.kill();
    const proof = { method: "device", assertion: device.assert(challenge) } as const;
    expect(await tryProof(world.bear(), proof)).toBe("none");
  });

  it("has 32 random bytes to sign, and few of them open", async () => {
    const { world, worker } = await withDevice();
    const challenges = new Set<string>();
    for (let round = 0; round < 20; round++) {
      challenges.add((await worker.handlers["verification.challenge"](null)).challenge);
    }
    expect(challenges.size).toBe(20);
    for (const challenge of challenges) expect(challenge).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(world.sessionStore.values.get("device-challenges")).toHaveLength(8);
  });

  it("is replaced by another, and none where none is set", async () => {
    const { worker, device } = await withDevice();
    const { challenge } = await worker.handlers["verification.challenge"](null);
    const registration = new FakeDevice(-8).register(challenge);
    await worker.handlers["verification.add-device"]({ password: PASSWORD, registration });
    const next = (await worker.handlers["verification.challenge"](null)).challenge;
    const assertion = device.assert(next);
    expect(await tryProof(worker, { method: "device", assertion })).toBe("verification/device");
    await worker.handlers["verification.remove-device"]({ password: PASSWORD });
    const last = (await worker.handlers["verification.challenge"](null)).challenge;
    const proof = { method: "device", assertion: device.assert(last) } as const;
    expect(await tryProof(worker, proof)).toBe("verification/none");
  });

  it("is not enrolled with an old challenge, nor with one that was spent", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    const add = worker.handlers["verification.add-device"];
    const { challenge } = await worker.handlers["verification.challenge"](null);
    const registration = new FakeDevice(-7).register(challenge);
    world.now += 2 * 60_000;
    for (const old of [registration, new FakeDevice(-7).register("AAAA")]) {
      expect(await errorCode(() => add({ password: PASSWORD, registration: old }))).toBe(
        "verification/device",
      );
    }
    expect(await status(worker)).toMatchObject({ device: null });
  });

  it("is asked under the RP ID that the browser wants", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    expect(await worker.handlers["verification.challenge"](null)).toMatchObject({
      rpId: null,
      credentialIds: [],
    });
    world.deviceRpId = "headway.co";
    const firefox = world.bear();
    expect(await firefox.handlers["verification.challenge"](null)).toMatchObject({
      rpId: "headway.co",
    });
  });
});

describe("a verification a short while ago", () => {
  async function grace(minutes: number) {
    const { world, worker, app } = await unlockedWorld([ours]);
    await worker.handlers["settings.set"]({
      autoLockMinutes: 60,
      lockWithSystem: true,
      verifiedForMinutes: minutes,
      passkeyUpgrades: false,
      password: PASSWORD,
    });
    expect(await tryProof(worker, PROOF)).toBe("none");
    return { world, worker, app };
  }
  const methods = async (worker: Worker, wish: string) => {
    const { id } = await beginGet(worker, wish);
    return (await worker.ceremonies.show(id)).verification;
  };
  const uv = (port: PagePort) =>
    (Buffer.from(asserted(port).response.authenticatorData, "base64url")[32] ?? 0) & 0x04;

  it("spares one that is preferred, and the flags say that there was none", async () => {
    const { world, worker } = await grace(5);
    world.now += 5 * 60_000 - 1;
    const { id, port } = await beginGet(worker, "preferred");
    expect((await worker.ceremonies.show(id)).verification).toEqual([]);
    await worker.ceremonies.allow(id, ours.id, null);
    expect(uv(port)).toBe(0);
  });

  it("counts when it is given all the same", async () => {
    const { worker } = await grace(5);
    const { id, port } = await beginGet(worker, "preferred");
    await worker.ceremonies.allow(id, ours.id, PROOF);
    expect(uv(port)).toBe(4);
  });

  it("spares none that is required", async () => {
    const { worker } = await grace(5);
    expect(await methods(worker, "required")).toEqual(["password"]);
    const { id } = await beginGet(worker);
    expect(await errorCode(() => worker.ceremonies.allow(id, ours.id, null))).toBe(
      "ceremony/verification",
    );
  });

  it("spares none after its time, after a lock, with the clock put back, or by default", async () => {
    const late = await grace(5);
    late.world.now += 5 * 60_000;
    expect(await methods(late.worker, "preferred")).toEqual(["password"]);
    late.world.now -= 10 * 60_000;
    expect(await methods(late.worker, "preferred")).toEqual(["password"]);
    const locked = await grace(5);
    await locked.app.session.lock();
    await locked.world.unlock(locked.worker);
    expect(await methods(locked.worker, "preferred")).toEqual(["password"]);
    const plain = await grace(0);
    expect(await methods(plain.worker, "preferred")).toEqual(["password"]);
  });

  it("outlasts the worker, and a failed try is none", async () => {
    const { world, worker } = await grace(5);
    worker.kill();
    expect(await methods(world.bear(), "preferred")).toEqual([]);
    const fresh = await unlockedWorld([ours]);
    const wrong = { ...PROOF, password: "wrong password" };
    expect(await tryProof(fresh.worker, wrong)).toBe("vault/password");
    expect(fresh.world.sessionStore.values.has("last-verified")).toBe(false);
  });

  it("does not last beyond an Allow that failed", async () => {
    const { world, worker } = await unlockedWorld([{ ...ours, privateKey: "A".repeat(43) }]);
    const { id } = await beginGet(worker);
    expect(await errorCode(() => worker.ceremonies.allow(id, ours.id, PROOF))).toBe("webauthn/key");
    await world.vault().put(ours);
    expect((await worker.ceremonies.show(id)).verification).toEqual(["password"]);
    expect(await errorCode(() => worker.ceremonies.allow(id, ours.id, null))).toBe(
      "ceremony/verification",
    );
    await worker.ceremonies.allow(id, ours.id, PROOF);
  });

  it("does not outlast a lock", async () => {
    const { world, worker, app } = await unlockedWorld([ours]);
    const { id } = await beginGet(worker);
    await app.session.lock();
    await worker.ceremonies.unlock(id, PROOF);
    expect((await worker.ceremonies.show(id)).verification).toEqual([]);
    await app.session.lock();
    await worker.ceremonies.onLock();
    await worker.handlers["vault.unlock"](PROOF);
    expect((await worker.ceremonies.show(id)).verification).toEqual(["password"]);
    expect(world.prompts.windows.size).toBe(1);
  });
});
