// Changes of the key slots, each by whoever holds the vault key, which only an unlock gives: add,
// replace, remove. A change rewraps one key and touches no record. It is made upon the header it was
// meant for, or made again upon the newer one, and it leaves a header of version 2. One way in that
// cannot be lost with the device always stays.

import type { Bytes } from "../bytes/bytes.ts";
import type { Argon2Parameters } from "../crypto/argon2id.ts";
import { isWaykeyError, WaykeyError } from "../errors.ts";
import { authenticateHeader, checkHeader } from "./header-mac.ts";
import {
  type KeySlot,
  MAX_SLOTS,
  parseHeader,
  type VaultHeader,
  type VaultIdentity,
} from "./header.ts";
import {
  createDeviceSlot,
  createEmergencySlot,
  createPasswordSlot,
  type DevicePrf,
  PASSWORD_SLOT_KDF,
} from "./key-slots.ts";
import { checkNewPassword } from "./new-password.ts";
import type { VaultPorts } from "./ports.ts";
import type { VaultStore } from "./store.ts";
import { readStoredHeader, replaceHeader } from "./stored-header.ts";

const MAX_ATTEMPTS = 5;

export type NewPassword = {
  readonly kind: "password";
  readonly password: string;
  /** PASSWORD_SLOT_KDF unless given. */
  readonly kdf?: Argon2Parameters;
};

/** A way to unlock that is to be added. */
export type NewSlot =
  | NewPassword
  | (DevicePrf & { readonly kind: "device" })
  | {
      readonly kind: "emergency";
      /** 20 bytes, from `createEmergencyKey`, which the user has before this is called. */
      readonly emergencyKey: Bytes;
    };

type Slots = readonly KeySlot[];

/**
 * Replaces the slots of the stored header by what `change` makes of them. On a conflict `change` is
 * asked again, so that it sees what the other write left.
 * @throws WaykeyError `vault/altered` when the header is not one that a holder of this key wrote;
 *   `vault/conflict` after 5 attempts; `vault/none`, `vault/damaged`, `vault/version`,
 *   `vault/storage`; what `change` throws
 */
export async function changeSlots(
  store: VaultStore,
  vaultKey: Bytes,
  change: (slots: Slots) => Slots,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const header = await readStoredHeader(store);
    await checkHeader(vaultKey, header);
    const next = parseHeader(await authenticateHeader(vaultKey, header, change(header.slots)));
    try {
      await replaceHeader(store, header, next, (later) => isOfVault(vaultKey, header, later));
      return;
    } catch (error) {
      if (!isWaykeyError(error, "vault/conflict") || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}

async function isOfVault(
  vaultKey: Bytes,
  vault: VaultIdentity,
  later: VaultHeader,
): Promise<boolean> {
  await checkHeader(vaultKey, later);
  return later.version === 2 && later.vaultId === vault.vaultId;
}

function createSlot(
  vault: VaultIdentity,
  vaultKey: Bytes,
  slot: NewSlot,
  ports: VaultPorts,
): Promise<KeySlot> {
  if (slot.kind === "device") return createDeviceSlot(vault, vaultKey, slot, ports);
  if (slot.kind === "emergency") {
    return createEmergencySlot(vault, vaultKey, slot.emergencyKey, ports);
  }
  const { password, kdf = PASSWORD_SLOT_KDF } = slot;
  checkNewPassword(password);
  return createPasswordSlot(vault, vaultKey, password, kdf, ports.random);
}

/**
 * Makes a slot and puts it in the place of those for which `isReplaced`.
 * @returns the id of the new slot
 */
async function putSlot(
  store: VaultStore,
  vaultKey: Bytes,
  newSlot: NewSlot,
  isReplaced: (slot: KeySlot) => boolean,
  ports: VaultPorts,
): Promise<string> {
  const slot = await createSlot(await readStoredHeader(store), vaultKey, newSlot, ports);
  await changeSlots(store, vaultKey, (slots) => {
    const kept = slots.filter((held) => !isReplaced(held));
    if (kept.length < MAX_SLOTS) return [...kept, slot];
    throw new WaykeyError("vault/too-many-slots", `A vault has at most ${MAX_SLOTS} key slots`);
  });
  return slot.id;
}

/**
 * Adds a way to unlock and returns its id. A device's passkey has one slot: a new one takes the place
 * of its old one.
 * @param vaultKey 32 bytes
 * @throws WaykeyError `vault/too-many-slots`, `vault/weak-password`, `kdf/parameters`, and as
 *   `changeSlots`
 */
export async function addSlot(
  store: VaultStore,
  vaultKey: Bytes,
  slot: NewSlot,
  ports: VaultPorts,
): Promise<string> {
  const credentialId = slot.kind === "device" ? slot.credentialId : null;
  const isReplaced = (held: KeySlot) =>
    held.kind === "device" && held.credentialId === credentialId;
  return putSlot(store, vaultKey, slot, isReplaced, ports);
}

/**
 * Makes `password` the one password of the vault: no earlier one opens it afterwards.
 * @param vaultKey 32 bytes
 * @returns the id of the new slot
 * @throws WaykeyError `vault/weak-password`, `kdf/parameters`, `vault/too-many-slots`, and as
 *   `changeSlots`
 */
export async function replacePassword(
  store: VaultStore,
  vaultKey: Bytes,
  password: Omit<NewPassword, "kind">,
  ports: VaultPorts,
): Promise<string> {
  const slot: NewSlot = { kind: "password", ...password };
  return putSlot(store, vaultKey, slot, ({ kind }) => kind === "password", ports);
}

/**
 * Makes `emergencyKey` the one emergency key of the vault: no earlier one opens it afterwards.
 * @param vaultKey 32 bytes
 * @param emergencyKey 20 bytes, from `createEmergencyKey`. Show it before: after a failure either key
 *   may be the good one
 * @returns the id of the new slot
 * @throws WaykeyError `vault/too-many-slots`, and as `changeSlots`
 */
export async function replaceEmergencyKey(
  store: VaultStore,
  vaultKey: Bytes,
  emergencyKey: Bytes,
  ports: VaultPorts,
): Promise<string> {
  const slot: NewSlot = { kind: "emergency", emergencyKey };
  return putSlot(store, vaultKey, slot, ({ kind }) => kind === "emergency", ports);
}

/**
 * Removes a way to unlock.
 * @param vaultKey 32 bytes
 * @throws WaykeyError `vault/no-slot` when there is none of that id; `vault/last-slot` when neither a
 *   password nor an emergency key would be left; and as `changeSlots`
 */
export async function removeSlot(
  store: VaultStore,
  vaultKey: Bytes,
  slotId: string,
): Promise<void> {
  await changeSlots(store, vaultKey, (slots) => {
    const left = slots.filter(({ id }) => id !== slotId);
    if (left.length === slots.length) {
      throw new WaykeyError("vault/no-slot", "There is no such key slot any more");
    }
    if (left.some(({ kind }) => kind !== "device")) return left;
    const message = "The last password or emergency key cannot be removed";
    throw new WaykeyError("vault/last-slot", message);
  });
}
