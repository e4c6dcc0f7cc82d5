// Setting up and taking away what verifies the user beside the password. Each change asks for the
// password first: whoever stands at an unlocked screen shall not leave a way in of their own.

import type { VerificationRecord } from "../vault/schema.ts";
import { type App, requireVault } from "./app.ts";
import { spendChallenge } from "./device-challenges.ts";
import { challengeOf, checkDeviceRegistration } from "./device-verifier.ts";
import { checkNewPin, createStoredPin } from "./pin.ts";
import {
  deviceChallenge,
  deviceParty,
  findVerification,
  VERIFICATION_ID,
  verificationStatus,
  verifyByPassword,
} from "./verification.ts";
import type { DeviceChallenge, DeviceRegistration, VerificationStatus } from "./views.ts";

type Ways = Partial<Pick<VerificationRecord, "pin" | "device">>;

/** Writes `ways` over what was set. A record that cannot be read is replaced. */
async function keep(app: App, ways: Ways): Promise<void> {
  const vault = await requireVault(app);
  await app.inTurn(async () => {
    const held = await findVerification(vault);
    const now = app.ports.now();
    const record: VerificationRecord = {
      kind: "verification",
      id: VERIFICATION_ID,
      pin: held?.pin ?? null,
      device: held?.device ?? null,
      createdAt: held?.createdAt ?? now,
      updatedAt: now,
      ...ways,
    };
    await vault.put(record, { replaceUnreadable: true });
  });
}

/** @throws WaykeyError `vault/locked`, `vault/none` */
export async function getVerificationStatus(app: App): Promise<VerificationStatus> {
  return verificationStatus(await requireVault(app));
}

/** @throws WaykeyError `vault/locked`, `vault/none` */
export async function getDeviceChallenge(app: App): Promise<DeviceChallenge> {
  return deviceChallenge(app, await requireVault(app));
}

/** @throws WaykeyError `verification/weak-pin`, `vault/password`, `vault/locked` */
export async function setPin(app: App, password: string, pin: string): Promise<void> {
  checkNewPin(pin);
  await verifyByPassword(app, await requireVault(app), password);
  await keep(app, { pin: await createStoredPin(pin, app.ports.random) });
}

/** @throws WaykeyError `vault/password`, `vault/locked` */
export async function removePin(app: App, password: string): Promise<void> {
  await verifyByPassword(app, await requireVault(app), password);
  await keep(app, { pin: null });
}

/**
 * Keeps the device's credential in the place of an earlier one.
 * @throws WaykeyError `vault/password`, `verification/device`, `vault/locked`
 */
export async function addDevice(
  app: App,
  password: string,
  registration: DeviceRegistration,
): Promise<void> {
  await verifyByPassword(app, await requireVault(app), password);
  await spendChallenge(app, challengeOf(registration.clientDataJSON));
  const device = await checkDeviceRegistration(registration, deviceParty(app), app.ports.now());
  await keep(app, { device });
}

/** @throws WaykeyError `vault/password`, `vault/locked` */
export async function removeDevice(app: App, password: string): Promise<void> {
  await verifyByPassword(app, await requireVault(app), password);
  await keep(app, { device: null });
}
