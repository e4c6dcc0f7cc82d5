// Setting up and taking away what verifies the user beside the password. Each change asks for the
// password first: whoever stands at an unlocked screen shall not leave a way in of their own.

import type { Bytes } from "../bytes/bytes.ts";
import { addSlot } from "../vault/change-slots.ts";
import type { VerificationRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, requireVault, withVaultKey } from "./app.ts";
import { spendChallenge } from "./device-challenges.ts";
import { dropDeviceSlots } from "./drop-device-slots.ts";
import { challengeOf, checkDeviceRegistration } from "./device-verifier.ts";
import { checkNewPin, createStoredPin } from "./pin.ts";
import { dropPinSlot } from "./pin-slot.ts";
import { decodePrfBytes } from "./prf-bytes.ts";
import { nextInterval } from "./password-interval.ts";
import { renewPinSlot } from "./renew-pin-slot.ts";
import { requireDecided } from "./undecided.ts";
import { deviceChallenge, deviceParty, verifyByPassword } from "./verification.ts";
import { findVerification, VERIFICATION_ID } from "./verification-record.ts";
import type { DeviceChallenge, DeviceRegistration } from "./views.ts";

type Ways = Partial<Pick<VerificationRecord, "pin" | "device">>;

/**
 * Writes `ways` over what was set, after the password was given. To be called in turn. A record that
 * cannot be read is replaced.
 */
async function keep(app: App, vault: Vault, ways: Ways): Promise<void> {
  const held = await findVerification(vault);
  const now = app.ports.now();
  const record: VerificationRecord = {
    kind: "verification",
    id: VERIFICATION_ID,
    pin: held?.pin ?? null,
    device: held?.device ?? null,
    passwordInterval: nextInterval(held?.passwordInterval ?? null, now),
    createdAt: held?.createdAt ?? now,
    updatedAt: now,
    ...ways,
  };
  await vault.put(record, { replaceUnreadable: true });
}

/** @throws WaykeyError `vault/undecided`, `vault/password`, `vault/locked`, `vault/none` */
async function openForChange(app: App, password: string): Promise<Vault> {
  const vault = await requireVault(app);
  await requireDecided(app);
  await verifyByPassword(app, vault, password);
  return vault;
}

/** @throws WaykeyError `vault/locked`, `vault/none` */
export async function getDeviceChallenge(app: App): Promise<DeviceChallenge> {
  return deviceChallenge(app, await requireVault(app));
}

/**
 * Sets the PIN, in the place of an earlier one. The earlier one's slot goes first, so that a worker that
 * dies in between leaves no PIN that opens and is not the one set; the new one's slot comes last.
 * @throws WaykeyError `verification/weak-pin`, `vault/undecided`, `vault/password`, `vault/locked`,
 *   `vault/storage`
 */
export async function setPin(app: App, password: string, pin: string): Promise<void> {
  checkNewPin(pin);
  const vault = await openForChange(app, password);
  const stored = await createStoredPin(pin, app.ports.random);
  await app.inTurn(async () => {
    await dropPinSlot(app);
    await keep(app, vault, { pin: stored });
  });
  await renewPinSlot(app, vault);
}

/**
 * The PIN opens nothing any more before it is gone.
 * @throws WaykeyError `vault/undecided`, `vault/password`, `vault/locked`
 */
export async function removePin(app: App, password: string): Promise<void> {
  const vault = await openForChange(app, password);
  await app.inTurn(async () => {
    await dropPinSlot(app);
    await keep(app, vault, { pin: null });
  });
}

/**
 * Keeps the device's credential in the place of an earlier one, and lets it unlock if it answers PRF.
 * The earlier one's slots go first, then the record is written, then the new slot: a worker that dies in
 * between leaves a device that verifies and does not unlock, as the status then says.
 * @throws WaykeyError `vault/undecided`, `vault/password`, `verification/device`,
 *   `vault/too-many-slots`, `vault/locked`, `vault/storage`
 */
export async function addDevice(
  app: App,
  password: string,
  registration: DeviceRegistration,
): Promise<void> {
  const vault = await openForChange(app, password);
  await spendChallenge(app, challengeOf(registration.clientDataJSON));
  const { random, now, store, deviceRpId } = app.ports;
  const device = await checkDeviceRegistration(registration, deviceParty(app), now());
  const prf = registration.prf === null ? null : decodePrf(registration.prf);
  await withVaultKey(app, (vaultKey) =>
    app.inTurn(async () => {
      await dropDeviceSlots(app, vaultKey);
      await keep(app, vault, { device });
      if (prf === null) return;
      const { credentialId } = device;
      const slot = { kind: "device", credentialId, rpId: deviceRpId, ...prf } as const;
      await addSlot(store, vaultKey, slot, { random, now });
    }),
  ).finally(() => prf?.prfOutput.fill(0));
}

/**
 * The device opens nothing any more before it is gone from the record.
 * @throws WaykeyError `vault/undecided`, `vault/password`, `vault/locked`, `vault/storage`
 */
export async function removeDevice(app: App, password: string): Promise<void> {
  const vault = await openForChange(app, password);
  await withVaultKey(app, (vaultKey) =>
    app.inTurn(async () => {
      await dropDeviceSlots(app, vaultKey);
      await keep(app, vault, { device: null });
    }),
  );
}

/** @throws WaykeyError `verification/device` unless both are base64url of 32 bytes */
function decodePrf({ salt, output }: NonNullable<DeviceRegistration["prf"]>): {
  readonly prfSalt: Bytes;
  readonly prfOutput: Bytes;
} {
  const refusal = "verification/device";
  return { prfSalt: decodePrfBytes(salt, refusal), prfOutput: decodePrfBytes(output, refusal) };
}
