// Making a vault, and opening it through one of its key slots. All yield the vault key; keeping it, and
// forgetting it, is the caller's part. Every opening ends with the check of the whole header.

import { encodeBase64url } from "../bytes/base64url.ts";
import { type Bytes, equalBytes } from "../bytes/bytes.ts";
import { type Argon2Parameters, checkArgon2Parameters } from "../crypto/argon2id.ts";
import { type ErrorCode, isWaykeyError, WaykeyError } from "../errors.ts";
import { authenticateHeader, checkHeader } from "./header-mac.ts";
import type { KeySlot, VaultHeader } from "./header.ts";
import {
  createPasswordSlot,
  openDeviceSlot,
  openEmergencySlot,
  openPasswordSlot,
  PASSWORD_SLOT_KDF,
} from "./key-slots.ts";
import { checkNewPassword } from "./new-password.ts";
import type { VaultPorts } from "./ports.ts";
import { checkRandomSource } from "./random-source.ts";
import type { VaultStore } from "./store.ts";
import { checkStoreIsEmpty, readStoredHeader, writeFirstHeader } from "./stored-header.ts";

export type NewVault = VaultPorts & {
  readonly password: string;
  /** PASSWORD_SLOT_KDF unless given. */
  readonly kdf?: Argon2Parameters;
};

/** What an unlock yields. */
export type Unlocked = {
  /** 32 bytes, the caller's to wipe. */
  readonly vaultKey: Bytes;
  /** Of the slot that opened. */
  readonly slotId: string;
};

/**
 * Makes a vault with one password slot and returns its key, 32 bytes, once the header has been
 * written and read back.
 * @throws WaykeyError `vault/exists` when the store holds a header, readable or not
 * @throws WaykeyError `vault/damaged` when it holds records and no header
 * @throws WaykeyError `vault/weak-password`, `kdf/parameters`, `vault/storage`
 * @throws RangeError when the random source repeats itself
 */
export async function createVault(store: VaultStore, options: NewVault): Promise<Bytes> {
  const { password, now, random, kdf = PASSWORD_SLOT_KDF } = options;
  await checkStoreIsEmpty(store);
  checkNewPassword(password);
  checkRandomSource(random);
  const vaultKey = random(32);
  try {
    const identity = { vaultId: encodeBase64url(random(16)), createdAt: now() };
    const slot = await createPasswordSlot(identity, vaultKey, password, kdf, random);
    await writeFirstHeader(store, await authenticateHeader(vaultKey, identity, [slot]));
    return vaultKey;
  } catch (error) {
    vaultKey.fill(0);
    throw error;
  }
}

/** The slots of one kind, in the order of the header. */
export function slotsOfKind<K extends KeySlot["kind"]>(
  header: VaultHeader,
  kind: K,
): readonly Extract<KeySlot, { kind: K }>[] {
  const slots: readonly KeySlot[] = header.slots;
  return slots.filter((slot): slot is Extract<KeySlot, { kind: K }> => slot.kind === kind);
}

/**
 * Opens the first slot that opens, and does not check the header.
 * @param refusal what `open` throws when a slot does not open
 * @throws WaykeyError `vault/no-slot` when there is none; `refusal`; what else `open` throws
 */
async function openFirst<S extends KeySlot>(
  slots: readonly S[],
  open: (slot: S) => Promise<Bytes>,
  refusal: ErrorCode,
): Promise<Unlocked> {
  let refused = new WaykeyError("vault/no-slot", "The vault has no key slot of this kind");
  for (const slot of slots) {
    try {
      return { vaultKey: await open(slot), slotId: slot.id };
    } catch (error) {
      if (!isWaykeyError(error, refusal)) throw error;
      refused = error;
    }
  }
  throw refused;
}

async function checked(header: VaultHeader, unlocked: Unlocked): Promise<Unlocked> {
  try {
    await checkHeader(unlocked.vaultKey, header);
    return unlocked;
  } catch (error) {
    unlocked.vaultKey.fill(0);
    throw error;
  }
}

/** As `unlockWithPassword`, of a given header and without the check of the whole. */
export async function openWithPassword(header: VaultHeader, password: string): Promise<Unlocked> {
  const slots = slotsOfKind(header, "password");
  for (const { kdf } of slots) checkArgon2Parameters(kdf);
  return openFirst(slots, (slot) => openPasswordSlot(header, slot, password), "vault/password");
}

/** As `unlockWithEmergencyKey`, of a given header and without the check of the whole. */
export async function openWithEmergencyKey(
  header: VaultHeader,
  emergencyKey: Bytes,
): Promise<Unlocked> {
  return openFirst(
    slotsOfKind(header, "emergency"),
    (slot) => openEmergencySlot(header, slot, emergencyKey),
    "vault/emergency-key",
  );
}

/**
 * Opens the vault with a password. Password slots are tried in turn, none of them if the cost of any
 * is out of bounds.
 * @throws WaykeyError `vault/none`, `vault/damaged`, `vault/version`, `vault/storage`
 * @throws WaykeyError `vault/password` when no slot opens; `vault/no-slot` when there is none
 * @throws WaykeyError `kdf/parameters`, before any work; `vault/altered` for a header that was changed
 *   by somebody who does not know the vault key
 */
export async function unlockWithPassword(store: VaultStore, password: string): Promise<Unlocked> {
  const header = await readStoredHeader(store);
  return checked(header, await openWithPassword(header, password));
}

/**
 * Opens the vault with its emergency key.
 * @param emergencyKey 20 bytes, from `parseEmergencyKey`
 * @throws WaykeyError `vault/none`, `vault/damaged`, `vault/version`, `vault/storage`
 * @throws WaykeyError `vault/emergency-key` when no slot opens; `vault/no-slot` when there is none;
 *   `vault/altered`
 */
export async function unlockWithEmergencyKey(
  store: VaultStore,
  emergencyKey: Bytes,
): Promise<Unlocked> {
  const header = await readStoredHeader(store);
  return checked(header, await openWithEmergencyKey(header, emergencyKey));
}

/**
 * Opens the vault with what a passkey of Waykey's own answered to the salt of its slot.
 * @param credentialId base64url: of the passkey that answered
 * @param prfOutput 32 bytes: `prf.results.first`
 * @throws WaykeyError `vault/none`, `vault/damaged`, `vault/version`, `vault/storage`
 * @throws WaykeyError `vault/device` when the slot does not open; `vault/no-slot` when that passkey has
 *   none; `vault/altered`
 */
export async function unlockWithPrf(
  store: VaultStore,
  credentialId: string,
  prfOutput: Bytes,
): Promise<Unlocked> {
  const header = await readStoredHeader(store);
  const slots = slotsOfKind(header, "device").filter((slot) => slot.credentialId === credentialId);
  const open = (slot: (typeof slots)[number]) => openDeviceSlot(header, slot, prfOutput);
  return checked(header, await openFirst(slots, open, "vault/device"));
}

/**
 * Checks the password by the same path and at the same cost as unlocking, and keeps nothing.
 * @throws WaykeyError as `unlockWithPassword`
 */
export async function verifyPassword(store: VaultStore, password: string): Promise<void> {
  const { vaultKey } = await unlockWithPassword(store, password);
  vaultKey.fill(0);
}

/**
 * Checks that the password opens a header that is not the stored one, and yields the same vault key.
 * @param vaultKey 32 bytes
 * @throws WaykeyError `vault/password` when it does not, also where the header has no password
 * @throws WaykeyError `kdf/parameters`, before any work
 */
export async function checkOpensSame(
  header: VaultHeader,
  password: string,
  vaultKey: Bytes,
): Promise<void> {
  const opened = await openWithPassword(header, password).catch((cause: unknown) => {
    if (!isWaykeyError(cause, "vault/no-slot")) throw cause;
    throw new WaykeyError("vault/password", "No password opens that header", { cause });
  });
  const isSame = equalBytes(opened.vaultKey, vaultKey);
  opened.vaultKey.fill(0);
  if (!isSame) throw new WaykeyError("vault/password", "The password opens another vault");
}
