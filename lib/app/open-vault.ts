// From a proof to the vault key: which slot each kind of proof opens.

import type { Bytes } from "../bytes/bytes.ts";
import { parseEmergencyKey } from "../vault/emergency-key.ts";
import {
  type Unlocked,
  unlockWithEmergencyKey,
  unlockWithPassword,
  unlockWithPrf,
} from "../vault/unlock.ts";
import type { App } from "./app.ts";
import { unlockWithPin } from "./pin-slot.ts";
import { decodePrfBytes } from "./prf-bytes.ts";
import type { LastingProof, UnlockProof } from "./views.ts";

/** What a proof opened. */
export type Opened = {
  /** 32 bytes, the caller's to wipe. */
  readonly vaultKey: Bytes;
  /** Of the header's slot; null for the PIN's, which lies elsewhere. */
  readonly slotId: string | null;
};

/**
 * @throws WaykeyError `vault/password`, `vault/emergency-key`, `vault/emergency-key-typo`,
 *   `vault/no-slot`, `vault/altered`, `kdf/parameters`, and of the header as `readStoredHeader`
 */
export async function openWithLasting(app: App, proof: LastingProof): Promise<Unlocked> {
  const { store } = app.ports;
  if (proof.method === "password") return unlockWithPassword(store, proof.password);
  const emergencyKey = parseEmergencyKey(proof.emergencyKey);
  try {
    return await unlockWithEmergencyKey(store, emergencyKey);
  } finally {
    emergencyKey.fill(0);
  }
}

/**
 * @throws WaykeyError `verification/none`, `verification/pin`, `verification/pin-blocked` of the PIN;
 *   `vault/device` of the device; and as `openWithLasting`
 */
export async function openWithProof(app: App, proof: UnlockProof): Promise<Opened> {
  if (proof.method === "pin") {
    return { vaultKey: await unlockWithPin(app, proof.pin), slotId: null };
  }
  if (proof.method !== "device") return openWithLasting(app, proof);
  const prfOutput = decodePrfBytes(proof.prfOutput, "vault/device");
  try {
    return await unlockWithPrf(app.ports.store, proof.credentialId, prfOutput);
  } finally {
    prfOutput.fill(0);
  }
}
