// A worker that is killed at any call of a port while it unlocks, or changes a way to unlock: the vault
// stays whole, what was acknowledged opens it, and nothing opens it that the user was told is gone or is
// not shown.

import { describe, expect, it, vi } from "vitest";
import { LOCK_ALARM } from "../../../lib/app/session.ts";
import { SESSION_KEY } from "../../../lib/app/session-keys.ts";
import type { VaultHeader } from "../../../lib/vault/header.ts";
import type { UnlockProof, VerificationStatus } from "../../../lib/app/views.ts";
import { type Fate, PASSWORD, type Worker, type World } from "./kit.ts";
import { callsToTry } from "./thoroughness.ts";
import {
  attempt,
  byDevice,
  byEmergencyKey,
  byPassword,
  byPin,
  makeKey,
  registration,
  worldOfWays,
} from "./ways.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const NEW_PASSWORD = "another battery staple";
const NEW_PIN = "1470";

type Scene = {
  readonly world: World;
  readonly emergencyKey: string;
  /** Made beforehand and not kept. */
  readonly nextKey: string;
};
type Opens = (proof: UnlockProof) => Promise<boolean>;
type Act = {
  readonly before?: (scene: Scene) => void | Promise<void>;
  readonly run: (worker: Worker, scene: Scene) => Promise<unknown>;
  /** Looks at the world afterwards, by what opens its vault. */
  readonly expect: (scene: Scene, isAcknowledged: boolean, opens: Opens) => Promise<void>;
};

async function shown(world: World): Promise<VerificationStatus> {
  const worker = world.bear();
  await world.unlock(worker);
  return worker.handlers["verification.status"](null);
}

/** Of two ways that exclude each other: the second once that was acknowledged, else exactly one. */
async function expectOne(isAcknowledged: boolean, old: boolean, next: boolean): Promise<void> {
  if (isAcknowledged) expect([old, next]).toEqual([false, true]);
  else expect(old).not.toBe(next);
}

async function expectLasting({ emergencyKey }: Scene, opens: Opens): Promise<void> {
  expect(await opens(byPassword())).toBe(true);
  expect(await opens(byEmergencyKey(emergencyKey))).toBe(true);
}

const lock = async ({ world }: Scene) => world.bear().app.session.lock();

function unlockBy(proofOf: (scene: Scene) => UnlockProof): Act {
  return {
    before: lock,
    run: (worker, scene) => worker.handlers["vault.unlock"](proofOf(scene)),
    expect: async (scene, isAcknowledged, opens) => {
      if (isAcknowledged) expect(scene.world.sessionStore.values.has(SESSION_KEY)).toBe(true);
      expect(await opens(byPin())).toBe(true);
      expect(await opens(byDevice())).toBe(true);
      await expectLasting(scene, opens);
    },
  };
}

const ACTS: Readonly<Record<string, Act>> = {
  "an unlock with the password": unlockBy(() => byPassword()),
  "an unlock with the PIN": unlockBy(() => byPin()),
  "an unlock with the device": unlockBy(() => byDevice()),
  "an unlock with the emergency key": unlockBy(({ emergencyKey }) => byEmergencyKey(emergencyKey)),
  "a change of the password": {
    run: (worker) =>
      worker.handlers["vault.change-password"]({
        proof: byPassword(),
        newPassword: NEW_PASSWORD,
      }),
    expect: async ({ emergencyKey }, isAcknowledged, opens) => {
      if (isAcknowledged) expect(await opens(byPin())).toBe(true);
      const old = await opens(byPassword());
      await expectOne(isAcknowledged, old, await opens(byPassword(NEW_PASSWORD)));
      expect(await opens(byDevice())).toBe(true);
      expect(await opens(byEmergencyKey(emergencyKey))).toBe(true);
    },
  },
  "another device": {
    run: async (worker) => {
      const device = await registration(worker, 8);
      await worker.handlers["verification.add-device"]({
        password: PASSWORD,
        registration: device,
      });
    },
    expect: async (scene, isAcknowledged, opens) => {
      const { device } = await shown(scene.world);
      const [old, next] = [await opens(byDevice(7)), await opens(byDevice(8))];
      if (isAcknowledged) expect([old, next]).toEqual([false, true]);
      else expect(old && next).toBe(false);
      expect(device?.unlocks ?? false).toBe(old || next);
      await expectLasting(scene, opens);
    },
  },
  "the removal of the device": {
    run: (worker) => worker.handlers["verification.remove-device"]({ password: PASSWORD }),
    expect: async (scene, isAcknowledged, opens) => {
      const { device } = await shown(scene.world);
      const isOpen = await opens(byDevice());
      if (isAcknowledged) expect([device, isOpen]).toEqual([null, false]);
      expect(device?.unlocks ?? false).toBe(isOpen);
      await expectLasting(scene, opens);
    },
  },
  "another PIN": {
    run: (worker) => worker.handlers["verification.set-pin"]({ password: PASSWORD, pin: NEW_PIN }),
    expect: async (scene, isAcknowledged, opens) => {
      const { world } = scene;
      const [record] = (await world.vault().list("verification")).records;
      const slot = world.sessionStore.values.get("pin-slot") as { salt: string } | undefined;
      expect([undefined, record?.pin?.salt]).toContain(slot?.salt);
      const [old, next] = [await opens(byPin()), await opens(byPin(NEW_PIN))];
      if (isAcknowledged) expect([old, next]).toEqual([false, true]);
      else expect(old && next).toBe(false);
      await expectLasting(scene, opens);
    },
  },
  "the removal of the PIN": {
    run: (worker) => worker.handlers["verification.remove-pin"]({ password: PASSWORD }),
    expect: async (scene, isAcknowledged, opens) => {
      const { pin } = await shown(scene.world);
      const isOpen = await opens(byPin());
      if (isAcknowledged) expect([pin, isOpen]).toEqual(["none", false]);
      if (pin === "none") expect(isOpen).toBe(false);
      await expectLasting(scene, opens);
    },
  },
  "another emergency key": {
    run: (worker, { nextKey }) =>
      worker.handlers["emergency-key.keep"]({ password: PASSWORD, emergencyKey: nextKey }),
    expect: async ({ emergencyKey, nextKey }, isAcknowledged, opens) => {
      const old = await opens(byEmergencyKey(emergencyKey));
      await expectOne(isAcknowledged, old, await opens(byEmergencyKey(nextKey)));
      expect(await opens(byPassword())).toBe(true);
    },
  },
  "the removal of the emergency key": {
    run: (worker) => worker.handlers["emergency-key.remove"]({ password: PASSWORD }),
    expect: async ({ world, emergencyKey }, isAcknowledged, opens) => {
      const status = await shown(world);
      const isOpen = await opens(byEmergencyKey(emergencyKey));
      if (isAcknowledged) expect(isOpen).toBe(false);
      expect(status.emergencyKey !== null).toBe(isOpen);
      expect(await opens(byPassword())).toBe(true);
    },
  },
  "the reclaiming of an altered vault": {
    before: async (scene) => {
      await lock(scene);
      const header = scene.world.store.header as VaultHeader;
      scene.world.store.header = { ...header, mac: "A".repeat(43) };
      // In the second copy too: else the good header would be put back from there.
      scene.world.copy.entries.set("header", "altered");
    },
    run: (worker) => worker.handlers["vault.reclaim"](byPassword()),
    expect: async ({ world, emergencyKey }, isAcknowledged, opens) => {
      for (const proof of [byDevice(), byEmergencyKey(emergencyKey)]) {
        expect(await opens(proof)).toBe(false);
      }
      expect(await opens(byPin())).toBe(false);
      const isOpen = await opens(byPassword());
      if (isAcknowledged) expect(isOpen).toBe(true);
      await world.bear().handlers["vault.reclaim"](byPassword());
      expect(await opens(byPassword())).toBe(true);
    },
  },
};

/** Runs the act in a worker that meets its fate; false if it came to its end before that. */
async function run(act: Act, fate: Fate): Promise<boolean> {
  const { world, worker, emergencyKey } = await worldOfWays();
  const scene = { world, emergencyKey, nextKey: await makeKey(worker) };
  worker.kill();
  await act.before?.(scene);
  const mortal = world.bear(fate);
  const isAcknowledged = await Promise.race([
    act.run(mortal, scene).then(() => true),
    mortal.death.then(() => false),
  ]);
  mortal.kill();
  // No key lies in the session store without what will take it away.
  if (world.sessionStore.values.has(SESSION_KEY))
    expect(world.alarms.at.has(LOCK_ALARM)).toBe(true);
  expect(await world.vault().checkManifest()).toMatchObject({ state: "whole" });
  const opens: Opens = async (proof) => (await attempt(world, proof)) === "none";
  await act.expect(scene, isAcknowledged, opens);
  return !isAcknowledged;
}

describe.each(Object.entries(ACTS))("a worker that dies at any moment of %s", (_, act) => {
  it.each(["before", "after"] as const)(
    "leaves what was acknowledged, and nothing that was to go, %s each call",
    async (moment) => {
      let last = 0;
      for (const call of callsToTry(moment)) {
        last = call;
        if (!(await run(act, { call, moment }))) break;
      }
      expect(last).toBeGreaterThan(6);
    },
  );
});
