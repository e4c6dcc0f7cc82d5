// What a locked vault can be opened with, and what its device has to be asked. The header says both, and
// the session store whether there is a PIN slot: no key is needed.

import { WaykeyError } from "../errors.ts";
import type { DeviceSlot, VaultHeader } from "../vault/header.ts";
import { readStoredHeader } from "../vault/stored-header.ts";
import { slotsOfKind } from "../vault/unlock.ts";
import type { App } from "./app.ts";
import { hasPinSlot } from "./pin-slot.ts";
import { policyOf } from "./policy.ts";
import type { DeviceUnlockQuestion, UnlockWay } from "./views.ts";

/** Those whose passkey this browser can ask: of the relying party that Waykey is here. */
function askableSlots(app: App, header: VaultHeader): readonly DeviceSlot[] {
  return slotsOfKind(header, "device").filter(({ rpId }) => rpId === app.ports.deviceRpId);
}

/** Quickest first; of the quick ones none where an organization wants the password. */
export async function unlockWays(app: App, header: VaultHeader): Promise<readonly UnlockWay[]> {
  const ways: UnlockWay[] = [];
  const hasPassword = slotsOfKind(header, "password").length > 0;
  const mayBeQuick = !hasPassword || !(await policyOf(app)).passwordOnly;
  if (mayBeQuick && askableSlots(app, header).length > 0) ways.push("device");
  if (mayBeQuick && (await hasPinSlot(app))) ways.push("pin");
  if (hasPassword) ways.push("password");
  if (slotsOfKind(header, "emergency").length > 0) ways.push("emergency-key");
  return ways;
}

/**
 * @throws WaykeyError `vault/no-slot` where no device unlocks; `vault/none`, `vault/damaged`,
 *   `vault/version`, `vault/storage`
 */
export async function deviceUnlockQuestion(app: App): Promise<DeviceUnlockQuestion> {
  const slots = askableSlots(app, await readStoredHeader(app.ports.store));
  if (slots.length === 0) throw new WaykeyError("vault/no-slot", "No device opens the vault");
  return {
    rpId: app.ports.deviceRpId,
    credentials: slots.map(({ credentialId, prfSalt }) => ({ credentialId, prfSalt })),
  };
}
