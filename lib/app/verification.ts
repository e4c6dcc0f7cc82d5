// Verifying that it is the user who sits there: by the password, by a PIN, by the device's own
// authenticator. The password always works, whatever has become of the rest. A wrong PIN is counted,
// durably, before it is judged: neither many tries at once nor a killed worker give one for nothing.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import type { VerificationRecord } from "../vault/schema.ts";
import { verifyPassword } from "../vault/unlock.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findRecord } from "./app.ts";
import { issueChallenge, spendChallenge } from "./device-challenges.ts";
import { challengeOf, checkDeviceAssertion, type DeviceParty } from "./device-verifier.ts";
import { noteVerified } from "./last-verified.ts";
import { isRightPin, MAX_WRONG_TRIES, type StoredPin } from "./pin.ts";
import type {
  DeviceAssertion,
  DeviceChallenge,
  PinState,
  VerificationMethod,
  VerificationProof,
  VerificationStatus,
} from "./views.ts";

export const VERIFICATION_ID = "verification";

export function deviceParty(app: App): DeviceParty {
  return { origin: app.ports.extensionOrigin, rpId: app.ports.deviceRpId };
}

/** What is set beside the password; null if nothing is, or if it cannot be read. */
export async function findVerification(vault: Vault): Promise<VerificationRecord | null> {
  try {
    return await findRecord(vault, "verification", VERIFICATION_ID);
  } catch (error) {
    // It stays in sight among what cannot be read, and must keep nobody from the password.
    if (isWaykeyError(error, "record/damaged") || isWaykeyError(error, "record/invalid")) {
      return null;
    }
    throw error;
  }
}

function pinState(pin: StoredPin | null): PinState {
  if (pin === null) return "none";
  return pin.wrongTries < MAX_WRONG_TRIES ? "set" : "blocked";
}

export async function verificationStatus(vault: Vault): Promise<VerificationStatus> {
  const record = await findVerification(vault);
  const device = record?.device ?? null;
  return {
    pin: pinState(record?.pin ?? null),
    device: device === null ? null : { createdAt: device.createdAt },
  };
}

/** How the user can be verified, best way first. */
export async function verificationMethods(vault: Vault): Promise<{
  readonly methods: readonly VerificationMethod[];
  readonly pinBlocked: boolean;
}> {
  const { pin, device } = await verificationStatus(vault);
  const methods: VerificationMethod[] = ["password"];
  if (pin === "set") methods.unshift("pin");
  if (device !== null) methods.unshift("device");
  return { methods, pinBlocked: pin === "blocked" };
}

/** What the device's authenticator is to sign, or to be enrolled with. */
export async function deviceChallenge(app: App, vault: Vault): Promise<DeviceChallenge> {
  const record = await findVerification(vault);
  const device = record?.device ?? null;
  return {
    challenge: await issueChallenge(app),
    rpId: app.ports.deviceRpId,
    credentialIds: device === null ? [] : [device.credentialId],
  };
}

/**
 * Checks a proof; resolves if it is good.
 * @throws WaykeyError `vault/password`, `verification/pin`, `verification/pin-blocked`,
 *   `verification/device`, `verification/none` for a way that is not set up
 */
export async function verifyUser(app: App, vault: Vault, proof: VerificationProof): Promise<void> {
  if (proof.method === "password") {
    await verifyByPassword(app, vault, proof.password);
    return;
  }
  if (proof.method === "pin") await verifyPin(app, vault, proof.pin);
  else await verifyDevice(app, vault, proof.assertion);
  await noteVerified(app.ports);
}

/** The password, which makes a blocked PIN good again. @throws WaykeyError `vault/password` */
export async function verifyByPassword(app: App, vault: Vault, password: string): Promise<void> {
  if (password === "") throw new WaykeyError("vault/password", "The password is empty");
  await verifyPassword(app.ports.store, password);
  await notePassword(app, vault);
}

/** The right password was given: PIN tries count anew, and the user is verified. */
export async function notePassword(app: App, vault: Vault): Promise<void> {
  await app.inTurn(async () => {
    const pin = (await findVerification(vault))?.pin ?? null;
    if (pin !== null && pin.wrongTries > 0) await setWrongTries(app, vault, () => 0);
  });
  await noteVerified(app.ports);
}

async function setWrongTries(
  app: App,
  vault: Vault,
  next: (pin: StoredPin) => number,
): Promise<StoredPin> {
  const { pin } = await vault.update(VERIFICATION_ID, "verification", (record) => {
    if (record.pin === null) throw noPin();
    const wrongTries = next(record.pin);
    return { ...record, pin: { ...record.pin, wrongTries }, updatedAt: app.ports.now() };
  });
  if (pin === null) throw noPin();
  return pin;
}

async function verifyPin(app: App, vault: Vault, pin: string): Promise<void> {
  const held = (await findVerification(vault))?.pin ?? null;
  if (held === null) throw noPin();
  await app.inTurn(async () => {
    const stored = await setWrongTries(app, vault, ({ wrongTries }) => {
      if (wrongTries >= MAX_WRONG_TRIES) throw blocked();
      return wrongTries + 1;
    });
    if (!(await isRightPin(stored, pin))) {
      if (stored.wrongTries >= MAX_WRONG_TRIES) throw blocked();
      throw new WaykeyError("verification/pin", "The PIN is not right");
    }
    await setWrongTries(app, vault, () => 0);
  });
}

async function verifyDevice(app: App, vault: Vault, assertion: DeviceAssertion): Promise<void> {
  await spendChallenge(app, challengeOf(assertion.clientDataJSON));
  const record = await findVerification(vault);
  const device = record?.device ?? null;
  if (device === null) {
    throw new WaykeyError("verification/none", "The device's authenticator is not set up");
  }
  await checkDeviceAssertion(assertion, device, deviceParty(app));
}

function noPin(): WaykeyError {
  return new WaykeyError("verification/none", "There is no PIN");
}

function blocked(): WaykeyError {
  const message = "Too many wrong PINs; the password makes the PIN good again";
  return new WaykeyError("verification/pin-blocked", message);
}
