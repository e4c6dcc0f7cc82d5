import { describe, expect, it, vi } from "vitest";
import { changePassword } from "../../../lib/app/change-password.ts";
import {
  keepEmergencyKey,
  makeEmergencyKey,
  removeEmergencyKey,
} from "../../../lib/app/emergency-keys.ts";
import { unlock } from "../../../lib/app/unlock.ts";
import { settleCondition } from "../../../lib/app/vault-condition.ts";
import { addDevice, removeDevice, removePin, setPin } from "../../../lib/app/verification-setup.ts";
import type { DeviceRegistration } from "../../../lib/app/views.ts";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import { encodeEntry } from "../../../lib/vault/copy-store.ts";
import { errorCode } from "../vault/error-code.ts";
import {
  copiedWorld,
  createAccounts,
  emailsOf,
  PIN,
  putBack,
  stateOf,
  unlockAndSettle,
} from "./copies-kit.ts";
import { PASSWORD, PROOF } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const NEW_PASSWORD = "another password 1";

describe("a state of the vault that may give way to a later one", () => {
  it("changes no way in, so that none that was acknowledged gives way", async () => {
    const { world, worker } = await copiedWorld();
    const older = stateOf(world.store);
    await world.unlock(worker);
    await createAccounts(worker, "x@example.com");
    const emergencyKey = await makeEmergencyKey(worker.app, PASSWORD);
    await keepEmergencyKey(worker.app, PASSWORD, emergencyKey);
    worker.kill();
    putBack(world.store, older);
    const next = world.bear();
    await unlockAndSettle(next);
    const { header } = world.store;
    const changes = {
      password: () => changePassword(next.app, PROOF, NEW_PASSWORD),
      PIN: () => setPin(next.app, PASSWORD, PIN),
      "no PIN": () => removePin(next.app, PASSWORD),
      "no device": () => removeDevice(next.app, PASSWORD),
      "emergency key": () => makeEmergencyKey(next.app, PASSWORD),
      "a kept emergency key": () => keepEmergencyKey(next.app, PASSWORD, emergencyKey),
      "no emergency key": () => removeEmergencyKey(next.app, PASSWORD),
      device: () => addDevice(next.app, PASSWORD, {} as DeviceRegistration),
    };
    const codes: string[] = [];
    for (const [what, change] of Object.entries(changes)) {
      codes.push(`${what}: ${await errorCode(change)}`);
    }
    expect(codes).toEqual(Object.keys(changes).map((what) => `${what}: vault/undecided`));
    expect(world.store.header).toEqual(header);
    await settleCondition(next.app, "take-later", PASSWORD);
    expect(await emailsOf(world)).toContain("x@example.com");
    expect(world.copy.entries.get("header")).toEqual(encodeEntry("header", world.store.header));
    const proof = { method: "emergency-key", emergencyKey } as const;
    expect(await errorCode(() => unlock(world.bear().app, proof))).toBe("none");
    await changePassword(next.app, PROOF, NEW_PASSWORD);
  });

  it("does not have its password sealed anew", async () => {
    const { world, worker, app } = await copiedWorld();
    await unlockAndSettle(worker);
    const older = stateOf(world.store);
    await changePassword(app, PROOF, NEW_PASSWORD);
    worker.kill();
    putBack(world.store, older);
    world.passwordKdf = { ...ARGON2_FLOOR, iterations: ARGON2_FLOOR.iterations + 1 };
    const next = world.bear();
    await unlockAndSettle(next);
    expect(world.store.header).toEqual(older.header);
  });
});
