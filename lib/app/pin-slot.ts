// The PIN's key slot: it lies in the session store, is gone with the browser, and wraps the vault key
// under a key that follows from the PIN. The session store ends with it what a short PIN cannot: each
// try is counted before it is judged, and the fifth in a row that is wrong leaves no slot. Tries at the
// open vault count here too, so that a lock in between gives nobody five more. Layout:
// docs/vault-format.md, "PIN slot".

import * as v from "valibot";
import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { AES_GCM_NONCE_LENGTH, openAesGcm, sealAesGcm } from "../crypto/aes-gcm.ts";
import { deriveHkdfSha256, importHkdfKey } from "../crypto/hkdf.ts";
import { WaykeyError } from "../errors.ts";
import { checkHeader } from "../vault/header-mac.ts";
import { VAULT_FORMAT, type VaultIdentity } from "../vault/header.ts";
import { encodeFields } from "../vault/length-prefix.ts";
import { readStoredHeader } from "../vault/stored-header.ts";
import type { App } from "./app.ts";
import { merelyNoted } from "./merely-noted.ts";
import { derivePin, MAX_WRONG_TRIES, type PinDerivation, type StoredPin } from "./pin.ts";
import type { SessionStore } from "./ports.ts";

const KEY = "pin-slot";
const VERSION = 2;

const PinSlotSchema = v.object({
  salt: v.string(),
  memoryKiB: v.number(),
  iterations: v.number(),
  parallelism: v.number(),
  nonce: v.string(),
  wrappedKey: v.string(),
  /** In a row, of those at the open vault before the slot was made too. */
  wrongTries: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_WRONG_TRIES)),
});

type PinSlot = v.InferOutput<typeof PinSlotSchema>;

/** What is not a slot, as an earlier build may have left it, counts as none. */
async function findPinSlot(sessionStore: SessionStore): Promise<PinSlot | null> {
  const result = v.safeParse(PinSlotSchema, await sessionStore.get(KEY));
  return result.success ? result.output : null;
}

async function deriveWrappingKey(vault: VaultIdentity, pinHash: Bytes): Promise<Bytes> {
  const info = encodeFields("waykey-vault/2/pin-slot");
  const salt = decodeBase64url(vault.vaultId);
  return deriveHkdfSha256(await importHkdfKey(pinHash), salt, info, 32);
}

function additionalData({ vaultId, createdAt }: VaultIdentity, pin: PinDerivation): Bytes {
  return encodeFields(
    VAULT_FORMAT,
    VERSION,
    "slot",
    decodeBase64url(vaultId),
    createdAt,
    "pin",
    "argon2id",
    pin.memoryKiB,
    pin.iterations,
    pin.parallelism,
    decodeBase64url(pin.salt),
  );
}

/** Whether the PIN can unlock now. */
export async function hasPinSlot(app: App): Promise<boolean> {
  return (await findPinSlot(app.ports.sessionStore)) !== null;
}

/**
 * Makes the slot out of the PIN as the open vault keeps it, so that nobody has to type it. To be called
 * in turn.
 * @param vaultKey 32 bytes
 * @throws WaykeyError `vault/none`, `vault/damaged`, `vault/version`, `vault/storage`
 */
export async function keepPinSlot(app: App, vaultKey: Bytes, pin: StoredPin): Promise<void> {
  const { store, sessionStore, random } = app.ports;
  const header = await readStoredHeader(store);
  const pinHash = decodeBase64url(pin.hash);
  const wrappingKey = await deriveWrappingKey(header, pinHash);
  const nonce = random(AES_GCM_NONCE_LENGTH);
  try {
    const wrapped = await sealAesGcm(wrappingKey, nonce, vaultKey, additionalData(header, pin));
    const { salt, memoryKiB, iterations, parallelism } = pin;
    const slot: PinSlot = {
      salt,
      memoryKiB,
      iterations,
      parallelism,
      nonce: encodeBase64url(nonce),
      wrappedKey: encodeBase64url(wrapped),
      wrongTries: pin.wrongTries,
    };
    await sessionStore.set(KEY, slot);
  } finally {
    wrappingKey.fill(0);
    pinHash.fill(0);
  }
}

/** Takes the slot away, as when the PIN is removed or changed. To be called in turn. */
export async function dropPinSlot(app: App): Promise<void> {
  await app.ports.sessionStore.remove(KEY);
}

/** As `dropPinSlot`, for who has no turn yet. */
export async function forgetPinSlot(app: App): Promise<void> {
  await app.inTurn(() => dropPinSlot(app));
}

/**
 * Has a slot that is there know of the tries at the open vault; at the last of them it goes. To be
 * called in turn, before the try is judged.
 */
export async function countInPinSlot(app: App, wrongTries: number): Promise<void> {
  const { sessionStore } = app.ports;
  const slot = await findPinSlot(sessionStore);
  if (slot === null) return;
  if (wrongTries >= MAX_WRONG_TRIES) await dropPinSlot(app);
  else await sessionStore.set(KEY, { ...slot, wrongTries });
}

/**
 * Opens the vault with the PIN and returns its key, 32 bytes. A right PIN makes the tries count anew.
 * @throws WaykeyError `verification/none` when there is no slot
 * @throws WaykeyError `verification/pin` for a wrong PIN, `verification/pin-blocked` for the fifth
 * @throws WaykeyError `vault/altered`, `vault/none`, `vault/damaged`, `vault/version`,
 *   `vault/storage`, `kdf/parameters`
 */
export async function unlockWithPin(app: App, pin: string): Promise<Bytes> {
  const { store, sessionStore } = app.ports;
  return app.inTurn(async () => {
    const slot = await findPinSlot(sessionStore);
    if (slot === null) throw new WaykeyError("verification/none", "No PIN unlocks the vault now");
    const header = await readStoredHeader(store);
    const wrongTries = slot.wrongTries + 1;
    const isLast = wrongTries >= MAX_WRONG_TRIES;
    if (isLast) await sessionStore.remove(KEY);
    else await sessionStore.set(KEY, { ...slot, wrongTries });
    const vaultKey = await openPinSlot(header, slot, pin);
    if (vaultKey === null) throw refused(isLast);
    try {
      await checkHeader(vaultKey, header);
      // Without it the count stays higher than it need be, which keeps nobody from their codes.
      await merelyNoted(() => sessionStore.set(KEY, { ...slot, wrongTries: 0 }));
      return vaultKey;
    } catch (error) {
      vaultKey.fill(0);
      throw error;
    }
  });
}

async function openPinSlot(
  vault: VaultIdentity,
  slot: PinSlot,
  pin: string,
): Promise<Bytes | null> {
  const pinHash = await derivePin(slot, pin);
  if (pinHash === null) return null;
  const wrappingKey = await deriveWrappingKey(vault, pinHash);
  try {
    const wrapped = decodeBase64url(slot.wrappedKey);
    const nonce = decodeBase64url(slot.nonce);
    return await openAesGcm(wrappingKey, nonce, wrapped, additionalData(vault, slot));
  } finally {
    wrappingKey.fill(0);
    pinHash.fill(0);
  }
}

function refused(isLast: boolean): WaykeyError {
  if (!isLast) return new WaykeyError("verification/pin", "The PIN is not right");
  return new WaykeyError("verification/pin-blocked", "Too many wrong PINs; use the password");
}
