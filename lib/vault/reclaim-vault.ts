// The way back into a vault whose header was altered: by a password or an emergency key, once the user
// has been told. Of the slots none but the one that opened can be trusted, so it alone stays.

import type { Bytes } from "../bytes/bytes.ts";
import { isWaykeyError } from "../errors.ts";
import { authenticateHeader, checkHeader } from "./header-mac.ts";
import type { KeySlot, VaultHeader } from "./header.ts";
import type { VaultStore } from "./store.ts";
import { readStoredHeader, replaceHeader } from "./stored-header.ts";
import { openWithEmergencyKey, openWithPassword, type Unlocked } from "./unlock.ts";

export type ReclaimSecret =
  | { readonly kind: "password"; readonly password: string }
  /** 20 bytes, from `parseEmergencyKey`. */
  | { readonly kind: "emergency"; readonly emergencyKey: Bytes };

async function isWhole(vaultKey: Bytes, header: VaultHeader): Promise<boolean> {
  try {
    await checkHeader(vaultKey, header);
    return true;
  } catch (error) {
    if (isWaykeyError(error, "vault/altered")) return false;
    throw error;
  }
}

/**
 * Opens the vault whether its header was altered or not. If it was, every slot but the one that opened
 * is dropped and the header authenticated anew, so the other ways to unlock have to be set up again.
 * @throws WaykeyError as `unlockWithPassword` and `unlockWithEmergencyKey`, but for `vault/altered`;
 *   `vault/conflict` when the header was changed meanwhile
 */
export async function reclaimVault(store: VaultStore, secret: ReclaimSecret): Promise<Unlocked> {
  const header = await readStoredHeader(store);
  const unlocked = await (secret.kind === "password"
    ? openWithPassword(header, secret.password)
    : openWithEmergencyKey(header, secret.emergencyKey));
  try {
    await dropOtherSlots(store, header, unlocked);
    return unlocked;
  } catch (error) {
    unlocked.vaultKey.fill(0);
    throw error;
  }
}

async function dropOtherSlots(
  store: VaultStore,
  header: VaultHeader,
  { vaultKey, slotId }: Unlocked,
): Promise<void> {
  if (await isWhole(vaultKey, header)) return;
  const slots: readonly KeySlot[] = header.slots;
  const kept = slots.filter(({ id }) => id === slotId);
  const next = await authenticateHeader(vaultKey, header, kept);
  await replaceHeader(store, header, next, (later) => isWhole(vaultKey, later));
}
