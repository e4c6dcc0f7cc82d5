// A world whose vault has every way to unlock, and what a person does with them.

import type { DeviceRegistration, UnlockProof } from "../../../lib/app/views.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import { errorCode } from "../vault/error-code.ts";
import { settle } from "./copies-kit.ts";
import { FakeDevice } from "./device.ts";
import { PASSWORD, PROOF, unlockedWorld, type Worker, type World } from "./kit.ts";

export const PIN = "2580";
export const byPin = (pin = PIN): UnlockProof => ({ method: "pin", pin });
export const byPassword = (password = PASSWORD) => ({ ...PROOF, password });
export const byEmergencyKey = (emergencyKey: string) =>
  ({ method: "emergency-key", emergencyKey }) as const;

const filled = (byte: number) => Buffer.alloc(32, byte).toString("base64url");
/** What the passkey of that mark answers to its salt. */
export const prfOf = (mark: number) => ({ salt: filled(mark), output: filled(mark + 100) });
export const byDevice = (mark = 7): UnlockProof => {
  return { method: "device", credentialId: filled(mark), prfOutput: prfOf(mark).output };
};

export async function registration(
  worker: Worker,
  mark = 7,
  prf: DeviceRegistration["prf"] = prfOf(mark),
): Promise<DeviceRegistration> {
  const { challenge } = await worker.handlers["verification.challenge"](null);
  return new FakeDevice(-7, mark).register(challenge, {}, prf);
}

export async function enrol(worker: Worker, mark = 7): Promise<void> {
  const device = await registration(worker, mark);
  await worker.handlers["verification.add-device"]({ password: PASSWORD, registration: device });
}

export async function makeKey({ handlers }: Worker): Promise<string> {
  return (await handlers["emergency-key.make"]({ password: PASSWORD })).emergencyKey;
}

/** An unlocked vault with a PIN, a device and an emergency key. */
export async function worldOfWays(records: readonly VaultRecord[] = []) {
  const { world, worker, app } = await unlockedWorld(records);
  const { handlers } = worker;
  await handlers["verification.set-pin"]({ password: PASSWORD, pin: PIN });
  await enrol(worker);
  const emergencyKey = await makeKey(worker);
  await handlers["emergency-key.keep"]({ password: PASSWORD, emergencyKey });
  return { world, worker, app, emergencyKey };
}

/** Locks, and tries to unlock in a worker of its own: "none", or the code of the refusal. */
export async function attempt(world: World, proof: UnlockProof): Promise<string> {
  const worker = world.bear();
  await worker.app.session.lock();
  const code = await errorCode(() => worker.handlers["vault.unlock"](proof));
  if ((await worker.app.session.isOpen()) !== (code === "none")) return `${code}, and the reverse`;
  await settle(worker);
  return code;
}
