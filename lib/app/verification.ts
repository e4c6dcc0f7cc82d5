// Verifying that it is the user who sits there: by the password, by a PIN, by the device's own
// authenticator. The password always works, whatever has become of the rest. A wrong PIN is counted,
// durably, before it is judged: neither many tries at once nor a killed worker give one for nothing.

import { WaykeyError } from "../errors.ts";
import { verifyPassword } from "../vault/unlock.ts";
import type { Vault } from "../vault/vault.ts";
import type { App } from "./app.ts";
import { issueChallenge, spendChallenge } from "./device-challenges.ts";
import { challengeOf, checkDeviceAssertion, type DeviceParty } from "./device-verifier.ts";
import { noteVerified } from "./last-verified.ts";
import { merelyNoted } from "./merely-noted.ts";
import { notePassword } from "./note-password.ts";
import { countInPinSlot } from "./pin-slot.ts";
import { isRightPin, MAX_WRONG_TRIES, type StoredPin } from "./pin.ts";
import { renewPinSlot } from "./renew-pin-slot.ts";
import { findVerification, updateVerification } from "./verification-record.ts";
import type {
  DeviceAssertion,
  DeviceChallenge,
  PinState,
  VerificationMethod,
  VerificationProof,
} from "./views.ts";

export function deviceParty(app: App): DeviceParty {
  return { origin: app.ports.extensionOrigin, rpId: app.ports.deviceRpId };
}

export function pinState(pin: StoredPin | null): PinState {
  if (pin === null) return "none";
  return pin.wrongTries < MAX_WRONG_TRIES ? "set" : "blocked";
}

/** How the user can be verified, best way first. */
export async function verificationMethods(vault: Vault): Promise<{
  readonly methods: readonly VerificationMethod[];
  readonly pinBlocked: boolean;
}> {
  const record = await findVerification(vault);
  const pin = pinState(record?.pin ?? null);
  const methods: VerificationMethod[] = ["password"];
  if (pin === "set") methods.unshift("pin");
  if ((record?.device ?? null) !== null) methods.unshift("device");
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

/** The password, which makes a blocked PIN good again, to unlock with as well. @throws WaykeyError `vault/password` */
export async function verifyByPassword(app: App, vault: Vault, password: string): Promise<void> {
  if (password === "") throw new WaykeyError("vault/password", "The password is empty");
  await verifyPassword(app.ports.store, password);
  await notePassword(app, vault);
  await renewPinSlot(app, vault);
}

async function setWrongTries(
  app: App,
  vault: Vault,
  next: (pin: StoredPin) => number,
): Promise<StoredPin> {
  const written = await updateVerification(app, vault, ({ pin }) => {
    if (pin === null) throw noPin();
    return { pin: { ...pin, wrongTries: next(pin) } };
  });
  if (written.pin === null) throw noPin();
  return written.pin;
}

/** Counts the try in the record and in the PIN slot, each of them before it is judged. */
async function verifyPin(app: App, vault: Vault, pin: string): Promise<void> {
  const held = (await findVerification(vault))?.pin ?? null;
  if (held === null) throw noPin();
  await app.inTurn(async () => {
    const stored = await setWrongTries(app, vault, ({ wrongTries }) => {
      if (wrongTries >= MAX_WRONG_TRIES) throw blocked();
      return wrongTries + 1;
    });
    await countInPinSlot(app, stored.wrongTries);
    if (!(await isRightPin(stored, pin))) {
      if (stored.wrongTries >= MAX_WRONG_TRIES) throw blocked();
      throw new WaykeyError("verification/pin", "The PIN is not right");
    }
    await setWrongTries(app, vault, () => 0);
  });
  await renewPinSlot(app, vault);
}

/** The right PIN has opened the vault: tries count anew. A blocked one stays blocked. */
export async function notePin(app: App, vault: Vault): Promise<void> {
  // Without it the count stays higher than it need be, which keeps nobody from their codes.
  await merelyNoted(() =>
    app.inTurn(async () => {
      if (((await findVerification(vault))?.pin?.wrongTries ?? 0) === 0) return;
      await setWrongTries(app, vault, ({ wrongTries }) =>
        wrongTries < MAX_WRONG_TRIES ? 0 : wrongTries,
      );
    }),
  );
  await noteVerified(app.ports);
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
