// Raising what it costs to guess the password, in silence, when the vault was just unlocked with it:
// a slot made at a lower cost than new slots have, or carried over from version 1, is sealed anew.

import type { Argon2Parameters } from "../crypto/argon2id.ts";
import { isWaykeyError, WaykeyError } from "../errors.ts";
import { changeSlots } from "./change-slots.ts";
import type { PasswordSlot, VaultHeader } from "./header.ts";
import { createPasswordSlot, PASSWORD_SLOT_KDF } from "./key-slots.ts";
import type { VaultPorts } from "./ports.ts";
import type { VaultStore } from "./store.ts";
import { readStoredHeader } from "./stored-header.ts";
import { slotsOfKind, type Unlocked } from "./unlock.ts";

/** `failed`: the slot may be as it was; the next unlock tries again if it is needed then. */
export type KdfRaise = "not-needed" | "raised" | "failed";

function isCheaper(kdf: Argon2Parameters, than: Argon2Parameters): boolean {
  const cost = ({ memoryKiB, iterations }: Argon2Parameters) => memoryKiB * iterations;
  return kdf.memoryKiB < than.memoryKiB || cost(kdf) < cost(than);
}

function isBehind(header: VaultHeader, slot: PasswordSlot, kdf: Argon2Parameters): boolean {
  const isCarriedOver = header.version === 2 && slot.sealVersion === undefined;
  return isCarriedOver || isCheaper(slot.kdf, kdf);
}

/**
 * Seals the slot that `password` has just opened anew, if it is behind: with less memory or fewer
 * passes times memory than `kdf`, or carried over from version 1 into a header of version 2.
 * @param unlocked from `unlockWithPassword`
 * @param kdf PASSWORD_SLOT_KDF but in tests
 * @returns `failed` for every WaykeyError, since the unlock is to stand whatever becomes of this
 */
export async function raiseKdf(
  store: VaultStore,
  { vaultKey, slotId }: Unlocked,
  password: string,
  ports: VaultPorts,
  kdf: Argon2Parameters = PASSWORD_SLOT_KDF,
): Promise<KdfRaise> {
  try {
    const header = await readStoredHeader(store);
    const held = slotsOfKind(header, "password").find(({ id }) => id === slotId);
    if (held === undefined || !isBehind(header, held, kdf)) return "not-needed";
    const slot = await createPasswordSlot(header, vaultKey, password, kdf, ports.random);
    await changeSlots(store, vaultKey, (slots) => {
      if (slots.some(({ id }) => id === slotId)) {
        return slots.map((each) => (each.id === slotId ? slot : each));
      }
      throw new WaykeyError("vault/no-slot", "The password was replaced meanwhile");
    });
    return "raised";
  } catch (error) {
    if (isWaykeyError(error)) return "failed";
    throw error;
  }
}
