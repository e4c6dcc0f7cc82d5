// Making, unlocking and reclaiming the vault, and what is there before.

import { type Argon2Parameters, checkArgon2Parameters } from "../crypto/argon2id.ts";
import { isWaykeyError, WaykeyError } from "../errors.ts";
import { parseEmergencyKey } from "../vault/emergency-key.ts";
import type { VaultHeader } from "../vault/header.ts";
import { PASSWORD_SLOT_KDF } from "../vault/key-slots.ts";
import { raiseKdf } from "../vault/raise-kdf.ts";
import { type ReclaimSecret, reclaimVault } from "../vault/reclaim-vault.ts";
import { readStoredHeader } from "../vault/stored-header.ts";
import { DEFAULT_SETTINGS } from "../vault/settings-strength.ts";
import { createVault, slotsOfKind } from "../vault/unlock.ts";
import { openVault, type Vault } from "../vault/vault.ts";
import { afterUnlock } from "./after-unlock.ts";
import type { App } from "./app.ts";
import { noteVerified } from "./last-verified.ts";
import { notePassword } from "./note-password.ts";
import { type Opened, openWithProof } from "./open-vault.ts";
import { isPasswordDue } from "./password-interval.ts";
import { forgetPinSlot } from "./pin-slot.ts";
import { renewPinSlot } from "./renew-pin-slot.ts";
import { settleWeeks } from "./reset-weeks.ts";
import { policyOf } from "./policy.ts";
import { settingsInForce } from "./settings.ts";
import { unlockWays } from "./unlock-ways.ts";
import { isUndecided } from "./undecided.ts";
import { forgetOldUndo } from "./undo-end.ts";
import { notePin } from "./verification.ts";
import { findVerification } from "./verification-record.ts";
import type { LastingProof, UnlockProof, VaultStatus } from "./views.ts";

/**
 * What there is: no vault, a locked or unlocked one, or one whose header cannot be read, not even after
 * it was put back from the second copy.
 */
export async function vaultStatus(app: App): Promise<VaultStatus> {
  let header: VaultHeader;
  try {
    header = await readHeaderOrRecover(app);
    if (isBarred(header)) {
      await app.copies.recover();
      header = await readStoredHeader(app.ports.store);
    }
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
    if (error.code === "vault/none") return { state: "none" };
    // Records without their header are a damaged vault too, and never an absent one.
    const isShut = error.code === "vault/storage";
    const canUseCopy = isShut && (await app.copies.isUsable());
    return { state: "unreadable", reason: error.code, canUseCopy };
  }
  if (await app.session.isOpen()) return { state: "unlocked" };
  const ways = await unlockWays(app, header);
  if (isBarred(header) && ways.every((way) => way === "password")) {
    return { state: "unreadable", reason: "kdf/parameters", canUseCopy: false };
  }
  return { state: "locked", ways };
}

/** Whether no password is tried, since one of them would be at costs that are refused. */
function isBarred(header: VaultHeader): boolean {
  return slotsOfKind(header, "password").some(({ kdf }) => !isAcceptable(kdf));
}

function isAcceptable(kdf: Argon2Parameters): boolean {
  try {
    checkArgon2Parameters(kdf);
    return true;
  } catch (error) {
    if (isWaykeyError(error, "kdf/parameters")) return false;
    throw error;
  }
}

/** @throws WaykeyError as `readStoredHeader` */
async function readHeaderOrRecover(app: App): Promise<VaultHeader> {
  const { store } = app.ports;
  try {
    return await readStoredHeader(store);
  } catch (error) {
    const isLost = isWaykeyError(error, "vault/none") || isWaykeyError(error, "vault/damaged");
    if (!isLost) throw error;
  }
  await app.copies.recover();
  if ((await store.readHeader()) === undefined) await app.copies.refuseOrphaned();
  return readStoredHeader(store);
}

/**
 * Makes a vault and leaves it unlocked: locked, if there was a lock meanwhile or the session can't be kept.
 * @throws WaykeyError `vault/exists`, also when the second copy of one is there;
 *   `vault/weak-password`, `vault/storage`
 */
export async function createNewVault(app: App, password: string): Promise<void> {
  const { store, now, random, passwordKdf: kdf = PASSWORD_SLOT_KDF } = app.ports;
  const mark = app.session.mark();
  await app.copies.recover();
  await refuseRemains(app);
  const vaultKey = await createVault(store, { password, now, random, kdf });
  try {
    await app.session.open(vaultKey, DEFAULT_SETTINGS, mark);
  } catch (error) {
    // The vault is made by then: it waits, locked, for its password.
    if (!isWaykeyError(error)) throw error;
  } finally {
    vaultKey.fill(0);
  }
}

/** Nothing new is made beside the copy of a vault, whatever has become of it. */
async function refuseRemains(app: App): Promise<void> {
  if ((await app.ports.store.readHeader()) !== undefined) return;
  try {
    await app.copies.refuseOrphaned();
  } catch (cause) {
    if (!isWaykeyError(cause) || isWaykeyError(cause, "vault/storage")) throw cause;
    throw new WaykeyError("vault/exists", "The second copy of a vault is still there", { cause });
  }
}

/**
 * Unlocks, which verifies the user, and writes what waited for that. A password slot that is cheaper
 * to guess than new ones is sealed anew afterwards, when this has resolved: if the worker dies before
 * that is written, the slot is as it was, and the next unlock with the password tries again.
 * @throws WaykeyError `vault/password-due` for a PIN or a device when it is time for the password, and
 *   `policy/password-only` where nothing else is allowed: the vault stays locked
 * @throws WaykeyError as `openWithProof`; `vault/storage`
 */
export async function unlock(app: App, proof: UnlockProof): Promise<void> {
  const mark = app.session.mark();
  const opened = await openOrRecover(app, proof);
  const vault = await enter(app, opened, proof, mark);
  if (proof.method !== "pin") await renewPinSlot(app, vault);
  await afterUnlock(app);
  if (proof.method === "password") raiseAfterwards(app, opened.slotId, proof.password);
  reviewAfterwards(app, vault);
}

/**
 * Unlocks a vault whose header was altered, and drops every way in but the one given, the PIN's first:
 * it comes back with the next unlock, out of the vault, which nobody could alter. If the worker dies in
 * between, the header is the altered one still or has that one way.
 * @throws WaykeyError as `reclaimVault`; `vault/emergency-key-typo`
 */
export async function reclaim(app: App, proof: LastingProof): Promise<void> {
  const secret = secretOf(proof);
  try {
    await forgetPinSlot(app);
    const mark = app.session.mark();
    const vault = await enter(app, await reclaimVault(app.ports.store, secret), proof, mark);
    reviewAfterwards(app, vault);
  } finally {
    if (secret.kind === "emergency") secret.emergencyKey.fill(0);
  }
  await afterUnlock(app);
}

function secretOf(proof: LastingProof): ReclaimSecret {
  if (proof.method === "password") return { kind: "password", password: proof.password };
  return { kind: "emergency", emergencyKey: parseEmergencyKey(proof.emergencyKey) };
}

/** A header that is not the one that was written may be what refuses: the copy's is put in its place. */
async function openOrRecover(app: App, proof: UnlockProof): Promise<Opened> {
  try {
    return await openWithProof(app, proof);
  } catch (error) {
    if (!isWaykeyError(error) || !(await app.copies.recover())) throw error;
    return openWithProof(app, proof);
  }
}

/** Opens the session, unless it has to be the password, and notes how. Wipes the key. */
async function enter(
  app: App,
  { vaultKey }: Opened,
  proof: UnlockProof,
  mark: number,
): Promise<Vault> {
  try {
    const vault = openVault(app.ports.store, vaultKey, app.ports);
    await app.copies.compare(vault);
    const isQuick = proof.method === "pin" || proof.method === "device";
    if (isQuick) await refuseQuickWays(app, vault);
    await app.session.open(vaultKey, await settingsInForce(app, vault), mark);
    if (proof.method === "password") await notePassword(app, vault);
    else if (proof.method === "pin") await notePin(app, vault);
    else await noteVerified(app.ports);
    return vault;
  } finally {
    vaultKey.fill(0);
  }
}

/**
 * Where only the password will do now. Never where there is none.
 * @throws WaykeyError `policy/password-only`, `vault/password-due`
 */
async function refuseQuickWays(app: App, vault: Vault): Promise<void> {
  const { passwordOnly } = await policyOf(app);
  const held = await findVerification(vault);
  // Not where it cannot be read when it was given.
  const isDue = isPasswordDue(held?.passwordInterval ?? null, app.ports.now());
  if (!passwordOnly && !isDue) return;
  const header = await readStoredHeader(app.ports.store);
  if (slotsOfKind(header, "password").length === 0) return;
  if (passwordOnly) throw new WaykeyError("policy/password-only", "It has to be the password");
  throw new WaykeyError("vault/password-due", "It is time for the password");
}

/** What a review puts back may have weeks of its own. */
function reviewAfterwards(app: App, vault: Vault): void {
  void app.afterwards(() => app.copies.review(vault));
  void app.afterwards(() => settleWeeks(app));
  void app.afterwards(() => forgetOldUndo(app));
}

/**
 * Takes the key from the session, so that a lock in between leaves nothing to do it with. A state that may give
 * way is left as it is.
 */
function raiseAfterwards(app: App, slotId: string | null, password: string): void {
  const { store, passwordKdf } = app.ports;
  void app.afterwards(async () => {
    const vaultKey = await app.session.peekVaultKey();
    if (vaultKey === null || slotId === null) return;
    try {
      if (await isUndecided(app)) return;
      await raiseKdf(store, { vaultKey, slotId }, password, app.ports, passwordKdf);
    } finally {
      vaultKey.fill(0);
    }
  });
}
